"""Paper as Print Settings, formats and options have it."""

import pytest

from sink_app.pdf.failures import BadPaper
from sink_app.pdf.paper import Paper, options_in


def test_paper_is_a4_with_margins_of_15_mm():
	assert Paper().css() == "@page { size: 210mm 297mm; margin: 15mm 15mm 15mm 15mm }"


def test_options_change_size_margins_and_orientation():
	paper = Paper().with_options({"page-size": "A3", "orientation": "Landscape", "margin-top": "20mm"})
	assert (paper.width, paper.height, paper.top, paper.left) == (420, 297, 20, 15)


def test_own_lengths_go_before_a_named_size():
	paper = Paper().with_options({"page-size": "Custom", "page-width": "100", "page-height": 150.5})
	assert (paper.width, paper.height) == (100, 150.5)


def test_a_margin_of_zero_is_a_margin():
	assert Paper().with_options({"margin-left": 0, "margin-right": None}).left == 0


@pytest.mark.parametrize(
	"options",
	[
		{"page-width": 30, "page-height": 100},
		{"margin-top": "290mm"},
		{"page-width": 90000, "page-height": 90000},
		{"margin-left": "wide"},
	],
)
def test_paper_without_room_is_refused(options):
	with pytest.raises(BadPaper):
		Paper().with_options(options)


def test_options_of_a_format_are_read_as_frappe_reads_them():
	css = ".print-format { margin-top: 25.4mm; orientation: Landscape; color: red } p { margin-left: 1mm }"
	assert options_in(css) == {"margin-top": "25.4", "orientation": "Landscape"}
