"""A page taken apart: what runs on every sheet, what flows through them, and how it is styled."""

import copy

from lxml import html as markup
from lxml.html import HtmlElement

from . import fonts

# Parts of a page that are for the screen only, or would need a browser.
NOT_PRINTED = ("print-hide", "action-banner", "hidden-pdf")
DROPPED_TAGS = ("script", "noscript", "template", "base", "iframe", "object", "embed")

# Noto and Source Han choose their Simplified shapes by the exact tag; Frappe says only "zh".
CHINESE = {"zh": "zh-CN", "zh-hans": "zh-CN", "zh-tw": "zh-TW", "zh-hant": "zh-TW"}


class Page:
	"""An HTML page, ready to be laid out.

	`header` and `footer` are the elements that repeat on every sheet (None where the page has none); they are no
	longer part of `body`. `stylesheets` are the addresses of the linked stylesheets, taken out of the head.
	"""

	def __init__(self, source: str, repeat_letterhead: bool = True):
		"""Take `source` apart.

		:param repeat_letterhead: let a `.letter-head` and a `.letter-head-footer` outside the marked header and
			footer run on every sheet as well
		"""
		self.root = markup.document_fromstring(source.strip() or "<html></html>", parser=markup.HTMLParser(huge_tree=True))
		self.head = self._section("head", 0)
		self.body = self._section("body", 1)
		self.root.set("lang", chinese(self.root.get("lang") or ""))
		self.stylesheets = self._take_stylesheets()
		for element in list(self.root.iter(*DROPPED_TAGS)):
			element.drop_tree()
		header, footer = ("letter-head", "letter-head-footer") if repeat_letterhead else (None, None)
		self.header = self._take_running("header-html", header)
		self.footer = self._take_running("footer-html", footer)
		for part in (self.body, self.header, self.footer):
			if part is not None:
				keep_printed(part)
		self._complete_fonts()

	@property
	def size(self) -> int:
		"""How many elements the page has."""
		return sum(1 for part in (self.root, self.header, self.footer) if part is not None for _ in part.iter())

	@property
	def css(self) -> str:
		"""The text of all the page's own stylesheets."""
		return "\n".join(style.text or "" for style in self.root.iter("style"))

	@property
	def is_landscape(self) -> bool:
		"""Whether the format marks itself as lying on its side."""
		return any("landscape" in element.classes for element in self.root.find_class("print-format"))

	def html(self, *first: HtmlElement | None, body: bool = True) -> str:
		"""Return the page as text, with `first` put before the body's own content (which `body=False` leaves out)."""
		root = copy.deepcopy(self.root)
		target = root.find("body")
		if not body:
			target.clear()
		text, target.text = target.text, None
		for place, element in enumerate(element for element in first if element is not None):
			target.insert(place, copy.deepcopy(element))
		if text:
			self._after_inserted(target, len([element for element in first if element is not None]), text)
		return "<!DOCTYPE html>" + markup.tostring(root, encoding="unicode")
