"""A page taken apart: what runs on every sheet, what flows through them, and how it is styled."""

import re
from html import escape
from itertools import takewhile

from lxml import html as markup
from lxml.html import HtmlElement

from . import fonts
from .stylesheets import is_shared

# The line Frappe numbers sheets with: its words differ from one version to the next, the engine's do not.
FRAPPES_NUMBER = {"text-center", "small", "page-number"}

# The columns of Bootstrap's grid, which most formats use; a sheet of paper is what the grid calls small.
SPAN = re.compile(r"\bcol-(xs|sm|md|lg)-(\d+)\b")
WHOLE = 12

# Characters that take about as long to lay out as one more element.
LINE = 40

# From so many columns on a table is set smaller.
WIDE, WIDEST = 10, 18

# Parts of a page that are for the screen only, or would need a browser.
NOT_PRINTED = ("print-hide", "action-banner", "hidden-pdf")
DROPPED_TAGS = ("script", "noscript", "template", "base", "iframe", "object", "embed")

# Noto and Source Han choose their Simplified shapes by the exact tag; Frappe says only "zh".
CHINESE = {"zh": "zh-CN", "zh-hans": "zh-CN", "zh-tw": "zh-TW", "zh-hant": "zh-TW"}


class Page:
	"""An HTML page, ready to be laid out.

	`header` and `footer` are the elements that repeat on every sheet (None where the page has none) and no
	longer part of `body`; `bundles` are the addresses of Frappe's print stylesheets, taken out of the head.
	"""

	def __init__(self, source: str, repeat_letterhead: bool = True):
		"""Take `source` apart.

		:param repeat_letterhead: let a `.letter-head` and a `.letter-head-footer` run on every sheet where
			no header or footer is marked
		"""
		parser = markup.HTMLParser(huge_tree=True)
		self.root = markup.document_fromstring(source.strip() or "<html></html>", parser=parser)
		self.head = self._part("head", 0)
		self.body = self._part("body", 1)
		self.bundles = self._take_bundles()
		for element in list(self.root.iter(*DROPPED_TAGS)):
			element.drop_tree()
		letterhead = ("letter-head", "letter-head-footer") if repeat_letterhead else (None, None)
		self.header = self._take_running("header-html", letterhead[0])
		self.footer = self._take_running("footer-html", letterhead[1])
		for part in (self.body, self.header, self.footer):
			if part is not None:
				_keep_printed(part)
		for row in self.body.find_class("row"):
			_set_in_columns(row)
		for table in self.body.iter("table"):
			_fit(table)
		self._complete_fonts()

	@property
	def size(self) -> int:
		"""How much flows through the sheets: the elements, and the lines of their texts."""
		return sum(1 + len(element.text or "") // LINE for element in self.body.iter())

	@property
	def css(self) -> str:
		"""The text of all the page's own stylesheets."""
		return "\n".join(style.text or "" for style in self.root.iter("style"))

	@property
	def is_landscape(self) -> bool:
		"""Whether the format marks itself as lying on its side."""
		return any("landscape" in element.classes for element in self.root.find_class("print-format"))

	@property
	def content(self) -> str:
		"""The body's content as text, without header and footer."""
		return escape(self.body.text or "", quote=False) + "".join(map(text_of, self.body))

	def with_body(self, content: str, css_class: str = "") -> str:
		"""Return a whole page as text: this one's head around another body."""
		root = {**self.root.attrib, "lang": chinese(self.root.get("lang"))}
		body = {**self.body.attrib, "class": f"{self.body.get('class', '')} {css_class}".strip()}
		head = f"{_tag('html', root)}{text_of(self.head)}{_tag('body', body)}"
		return f"<!DOCTYPE html>{head}{content}</body></html>"

	def _part(self, name: str, place: int) -> HtmlElement:
		"""Return the head or the body, made where the source has none."""
		part = self.root.find(name)
		if part is None:
			part = markup.Element(name)
			self.root.insert(place, part)
		return part

	def _take_bundles(self) -> list[str]:
		"""Take the links to Frappe's print bundles out of the page and return their addresses."""
		links = [link for link in self.root.iter("link") if is_shared(link.get("href", ""))]
		for link in links:
			link.drop_tree()
		return [link.get("href") for link in links]

	def _take_running(self, html_id: str, css_class: str | None) -> HtmlElement | None:
		"""Take a running element out of the page; where a page repeats it part by part, the first counts."""
		found = self.body.xpath("//*[@id=$id]", id=html_id) or (css_class and self.body.find_class(css_class))
		for element in found or ():
			element.drop_tree()
			element.tail = None
		if not found:
			return None
		found[0].classes -= {"hidden-pdf", "visible-pdf"}
		return found[0]

	def _complete_fonts(self):
		"""Let every font the page names fall back to one that shows Simplified Chinese."""
		for style in self.root.iter("style"):
			style.text = fonts.with_fallbacks(style.text or "")
		for part in (self.root, self.header, self.footer):
			for element in part.xpath(".//*[contains(@style, 'font-family')]") if part is not None else ():
				element.set("style", fonts.with_fallbacks(element.get("style")))


def chinese(language: str | None) -> str:
	"""Return a language tag that fonts understand; a page that says nothing is Chinese."""
	tag = (language or "zh").replace("_", "-")
	return CHINESE.get(tag.lower(), tag)


def text_of(element: HtmlElement) -> str:
	"""Return an element as HTML text, with the text that follows it."""
	return markup.tostring(element, encoding="unicode")


def _keep_printed(part: HtmlElement):
	"""Drop what is for the screen only, show what is for paper only."""
	for css_class in NOT_PRINTED:
		for element in part.find_class(css_class):
			if element is not part:
				element.drop_tree()
	for element in part.find_class("visible-pdf"):
		element.classes.discard("visible-pdf")
	for element in part.find_class("page-number"):
		if set(element.classes) >= FRAPPES_NUMBER:
			element.drop_tree()


def _set_in_columns(row: HtmlElement):
	"""Mark the columns of a row for style.css; what spans the whole row goes before it."""
	spanning = list(takewhile(lambda child: _share(child) in (None, WHOLE), row))
	columns = list(row)[len(spanning) :]
	shares = [_share(column) for column in columns]
	if not columns:
		row.classes.add("sheet-column")
	if len(columns) < 2 or None in shares or WHOLE in shares or sum(shares) > WHOLE:
		return
	for child in spanning:
		row.addprevious(child)
	row.classes.add("sheet-columns")
	if 0 not in shares:
		_set_width(row, sum(shares) / WHOLE)
	for column, share in zip(columns, shares, strict=True):
		column.classes.add("sheet-cell")
		if share:
			_set_width(column, share / sum(shares))


def _share(element: HtmlElement) -> int | None:
	"""Return how many twelfths of its row a column takes, 0 for as much as the others; None is no column."""
	spans = dict(SPAN.findall(element.get("class", "")))
	for size in ("sm", "xs", "md", "lg"):
		if size in spans:
			return int(spans[size])
	return 0 if "col" in element.classes else None


def _set_width(element: HtmlElement, share: float):
	element.set("style", f"{element.get('style', '')};width:{share:.3%}")


def _fit(table: HtmlElement):
	"""Mark a table of many columns for style.css."""
	row = next(table.iter("tr"), ())
	columns = sum(int(cell.get("colspan")) if cell.get("colspan", "").isdigit() else 1 for cell in row)
	if columns > WIDE:
		table.classes.add("sheet-widest" if columns > WIDEST else "sheet-wide")


def _tag(name: str, attributes: dict) -> str:
	"""Return an opening tag."""
	written = [f'{key}="{escape(value)}"' for key, value in attributes.items()]
	return f"<{' '.join([name, *written])}>"
