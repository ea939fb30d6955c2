"""Font lists are completed, and only where they need it."""

import pytest

from sink_app.pdf.fonts import completed, with_fallbacks

SONG = '"Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", serif'
HEI = '"Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", sans-serif'


@pytest.mark.parametrize("name", ["仿宋", "SimSun", "'楷体'", '"方正小标宋简体"', "serif"])
def test_song_faces_fall_back_to_noto_serif(name):
	assert completed(name).endswith(SONG)


@pytest.mark.parametrize("name", ["黑体", "Microsoft YaHei", "Arial, sans-serif", "SomeLatinFont"])
def test_other_faces_fall_back_to_noto_sans(name):
	assert completed(name).endswith(HEI)


def test_a_face_is_found_under_its_other_names():
	names = completed("仿宋_GB2312").split(", ")
	assert names[0] == "仿宋_GB2312"
	assert '"FangSong"' in names


def test_a_format_that_names_no_font_is_set_in_song():
	assert completed('Inter, "Helvetica Neue", Arial, sans-serif').startswith("SimSun, ")


@pytest.mark.parametrize("families", ["inherit", "var(--font-stack)", "Courier, monospace"])
def test_computed_lists_stay_as_they_are(families):
	assert completed(families) == families


def test_every_declaration_of_a_stylesheet_is_completed_and_nothing_else():
	css = 'p { color: red; font-family: 黑体 !important; } b { font-family: "楷体", serif }'
	done = with_fallbacks(css)
	assert done.count("Noto Sans CJK SC") == 1
	assert done.count("Noto Serif CJK SC") == 1
	assert "!important; } b {" in done
	assert done.startswith("p { color: red; font-family: 黑体")
