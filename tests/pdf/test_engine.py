"""Pages become sheets an office would sign."""

import logging
from pathlib import Path

import pytest

from sink_app.pdf import engine
from sink_app.pdf.failures import BadPaper, TooLarge
from sink_app.pdf.paper import Paper
from sink_app.pdf.sources import Fetcher

NUMBER = "第 {0} 页 共 {1} 页"
HEADER = '<div id="header-html" class="hidden-pdf"><div class="letter-head">示例单位信头</div></div>'
FOOTER = '<div id="footer-html" class="visible-pdf"><div class="letter-head-footer">示例单位地址</div></div>'


def table(rows: int, columns: int = 4) -> str:
	"""A table whose cells say where they stand."""
	head = "".join(f"<th>表头{column}</th>" for column in range(columns))
	cells = ("".join(f"<td>行{row}列{column}</td>" for column in range(columns)) for row in range(rows))
	body = "".join(f"<tr>{row}</tr>" for row in cells)
	return f'<table class="table table-bordered"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def page(content: str, style: str = "") -> str:
	"""A page as Frappe's print view makes it."""
	head = f"<head><title>纪实</title><style>{style}</style></head>"
	return f'<html lang="zh">{head}<body><div class="print-format">{content}</div></body></html>'


@pytest.fixture
def render(printed):
	"""Print a page and read it back."""

	def make(source: str, **options):
		return printed(engine.render(source, page_number=NUMBER, **options))

	return make


class TestThreeSheets:
	"""A long table under a letterhead."""

	@pytest.fixture
	def done(self, render):
		done = render(page(f"{HEADER}{FOOTER}<p>开头</p>{table(85)}<p>结尾</p>"))
		assert len(done.pages) == 3
		return done

	def test_every_sheet_has_head_letterhead_footer_and_number(self, done):
		for number, text in enumerate(done.pages, 1):
			for part in ("表头0表头1表头2表头3", "示例单位信头", "示例单位地址", f"第{number}页共3页"):
				assert text.count(part) == 1, (number, part)

	def test_paper_is_a4(self, done):
		assert done.size == (210, 297)
		assert "(A4)" in done.info["Page size"]

	def test_text_stays_within_the_margins(self, done):
		for word, left, top, right, bottom in done.words(2):
			assert left > 14.9 and right < 195.1 and top > 8 and bottom < 290, word

	def test_rows_keep_their_order_and_none_is_lost(self, done):
		places = [done.text.index(f"行{row}列0") for row in range(85)]
		assert places == sorted(places)
		assert done.text.index("开头") < places[0] < places[-1] < done.text.index("结尾")

	def test_fonts_are_embedded_and_simplified(self, done):
		for name, *_, embedded, subset, unicode, _object, _generation in done.fonts:
			assert (embedded, subset, unicode) == ("yes", "yes", "yes")
			assert "CJK-SC" in name or "CJK" not in name

	def test_header_and_footer_keep_clear_of_the_text(self, done):
		header, footer = done.place("示例单位信头", 2), done.place("示例单位地址", 2)
		rows = [edges for word, *edges in done.words(2) if word.startswith(("行", "表头"))]
		assert header[3] < min(row[1] for row in rows)
		assert footer[1] > max(row[3] for row in rows)

	def test_title_is_the_documents(self, done):
		assert done.info["Title"] == "纪实"


def test_chinese_is_simplified_where_the_page_says_only_zh_or_nothing(render):
	for source in ("<p>骨直角关</p>", '<html lang="zh"><p style="font-family: Arial">骨直角关</p></html>'):
		assert all("CJK-JP" not in row[0] for row in render(source).fonts)


def test_a_high_header_takes_its_room_from_a_formats_own_margins(render):
	high = '<div id="header-html"><p style="height: 60mm">高信头</p></div>'
	done = render(page(f"{high}<p>正文</p>", "@page { size: A4; margin: 20mm }"))
	assert done.place("正文")[1] > 74
	assert done.place("正文")[0] == pytest.approx(20, abs=0.5)


def test_a_header_that_leaves_no_room_is_printed_once(render, caplog):
	high = '<div id="header-html"><p style="height: 150mm">太高</p></div>'
	with caplog.at_level(logging.WARNING):
		done = render(page(f"{high}{table(60)}"))
	assert len(done.pages) > 1
	assert done.text.count("太高") == 1
	assert "too high" in caplog.text


def test_an_unmarked_letterhead_runs_only_where_it_may(render):
	source = page(f'<div class="letter-head">信头</div>{table(60)}')
	repeated, once = render(source), render(source, repeat_letterhead=False)
	assert repeated.text.count("信头") == len(repeated.pages) > 1
	assert once.text.count("信头") == 1


def test_a_page_in_parts_has_one_header_a_sheet(render):
	part = f'<div class="page-break" style="page-break-after: always">{HEADER}{FOOTER}<p>部分</p></div>'
	done = render(page(part * 2))
	assert [text.count("示例单位信头") for text in done.pages] == [1, 1]


def test_frappes_own_number_is_put_in_the_engines_words(render):
	stock = '<p class="text-center small page-number visible-pdf">Page <span class="page"></span></p>'
	done = render(page(f'<div id="footer-html">{stock}</div><p>正文</p>'))
	assert "第1页共1页" in done.text
	assert "Page" not in done.text


def test_a_formats_own_number_stands_alone(render):
	own = '<div id="footer-html">— <span class="page"></span> / <span class="topage"></span> —</div>'
	done = render(page(f"{own}{table(60)}"))
	assert "—2/2—" in done.pages[1]
	assert "第" not in done.text


def test_a_format_may_switch_the_number_off(render):
	done = render(page("<p>正文</p>", ".page-number { display: none }"))
	assert done.text == "正文"


def test_what_is_for_the_screen_stays_there(render):
	content = (
		'<div class="action-banner print-hide">打印</div><p class="hidden-pdf">屏幕</p>'
		'<p class="visible-pdf">纸面</p><script>document.write("脚本")</script>'
	)
	assert render(page(content, ".visible-pdf { display: none !important }")).text == "纸面第1页共1页"


@pytest.mark.parametrize(
	("style", "css_class"),
	[
		("@page { size: A4 landscape }", ""),
		(".print-format { orientation: landscape; }", ""),
		("", "landscape"),
	],
)
def test_a_format_may_lie_on_its_side(render, style, css_class):
	source = page("<p>正文</p>", style).replace('class="print-format"', f'class="print-format {css_class}"')
	assert render(source).size == (297, 210)


def test_margins_of_print_format_are_the_sheets_and_count_once(render):
	done = render(page("<p>正文</p>", ".print-format { margin-left: 40mm; margin-top: 50mm; }"))
	left, top, *_ = done.place("正文")
	assert left == pytest.approx(40, abs=0.5)
	assert 50 <= top < 60


@pytest.mark.parametrize("columns", [15, 30])
def test_a_wide_table_stays_on_the_sheet(render, columns):
	done = render(page(table(3, columns)), paper=Paper().with_options({"orientation": "Landscape"}))
	assert max(right for _word, _left, _top, right, _bottom in done.words()) < 283
	assert f"列{columns - 1}" in done.text


def test_columns_of_the_standard_layout_go_on_over_sheets(render):
	column = '<div class="col-xs-6 column-break" style="float: left; width: 50%">{}</div>'
	fields = [[f"<p>{side}{number}</p>" for number in range(90)] for side in ("左", "右")]
	columns = "".join(column.format("".join(side)) for side in fields)
	done = render(page(f'<div class="row section-break"><h4>标题</h4>{columns}</div><p>结尾</p>'))
	words = [word for sheet in range(1, len(done.pages) + 1) for word, *_ in done.words(sheet)]
	for side in ("左", "右"):
		assert [word for word in words if word.startswith(side)] == [
			f"{side}{number}" for number in range(90)
		]
	assert words.index("标题") < words.index("左0")
	assert done.place("左0")[1] == pytest.approx(done.place("右0")[1], abs=0.1)
	assert "结尾" in done.pages[-1]


def test_a_red_letterhead_stays_red_under_frappes_bundle(render, tmp_path: Path):
	bundle = "@media print { * { color: #000 !important } } .grid { color: #00f !important }"
	(tmp_path / "print.bundle.X.css").write_text(bundle)
	source = page('<p style="color: #c00; font-size: 40pt">红头</p>').replace(
		"<style>", '<link rel="stylesheet" href="/print.bundle.X.css"><style>', 1
	)
	colours = render(source, fetcher=Fetcher(lambda path: tmp_path / path[1:])).colours()
	assert any(red > 180 and green < 40 and blue < 40 for red, green, blue in colours)


def test_a_changed_bundle_is_read_again(render, tmp_path: Path):
	bundle = tmp_path / "print.bundle.X.css"
	source = '<link rel="stylesheet" href="/print.bundle.X.css"><p class="note">旁注</p><p>正文</p>'
	fetcher = Fetcher(lambda path: tmp_path / path[1:])
	bundle.write_text(".note { display: none }")
	assert "旁注" not in render(source, fetcher=fetcher).text
	bundle.write_text(".note { display: inline; }")
	assert "旁注" in render(source, fetcher=fetcher).text


def test_a_missing_bundle_is_told_and_the_print_made(render, caplog, tmp_path: Path):
	source = '<link rel="stylesheet" href="/print.bundle.X.css"><p>正文</p>'
	with caplog.at_level(logging.WARNING):
		assert "正文" in render(source, fetcher=Fetcher(lambda path: tmp_path / path[1:])).text
	assert "print.bundle.X.css" in caplog.text


def test_an_empty_page_is_an_empty_sheet(render):
	assert render("").text == "第1页共1页"


def test_braces_and_markup_in_a_page_are_only_text(render):
	assert "{0}{x}&<b>" in render(page("<p>{0} {x} &amp; &lt;b&gt;</p>")).text
	header = '<div id="header-html"><p>{header} {0} &lt;</p></div>'
	assert "{header}{0}<" in render(page(f"{header}<p>正文</p>")).text


@pytest.mark.parametrize("source", [page(table(8000, 4)), page(f"<p>{'长' * 1_300_000}</p>")])
def test_what_would_keep_a_worker_busy_is_refused(source):
	with pytest.raises(TooLarge) as refused:
		engine.render(source)
	assert refused.value.size > refused.value.limit == engine.MOST_ELEMENTS


def test_a_formats_impossible_margins_are_refused():
	with pytest.raises(BadPaper):
		engine.render(page("<p>正文</p>", ".print-format { margin-left: 200mm; }"))


def test_a_password_locks_the_pdf(printed):
	from pypdf import PdfReader

	pdf = engine.protected(engine.render("<p>机密</p>"), "钥匙key")
	reader = PdfReader(printed(pdf).path)
	assert reader.is_encrypted
	assert not reader.decrypt("wrong")
	assert reader.decrypt("钥匙key")
	assert "机密" in reader.pages[0].extract_text()


def test_prints_are_put_together_with_their_own_numbers(printed):
	prints = [
		engine.render(page(table(60)), page_number=NUMBER),
		engine.render("<p>二</p>", page_number=NUMBER),
	]
	done = printed(engine.merged(prints))
	assert [text[-6:] for text in done.pages] == ["第1页共2页", "第2页共2页", "第1页共1页"]
