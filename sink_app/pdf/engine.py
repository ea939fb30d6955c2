"""HTML to PDF with WeasyPrint. Knows nothing of a site: `documents` brings the HTML and the settings."""

import io
import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape

from lxml.html import HtmlElement
from pypdf import PdfWriter
from weasyprint import CSS, HTML

from . import stylesheets
from .failures import TooLarge
from .markup import Page, text_of
from .paper import Paper, options_in
from .running import PROBE, Room, room_on
from .sources import BASE_URL, Fetcher, nothing

# About 50 seconds of a core, half of what an official bench gives a request; the README has the figures.
MOST_ELEMENTS = 30_000

# Sharp on paper, while a phone's photograph does not make a mail too big.
PICTURES = {"dpi": 200, "jpeg_quality": 85}

NUMBER = ('<span class="page"></span>', '<span class="topage"></span>')


def render(
	source: str,
	*,
	paper: Paper | None = None,
	fetcher: Fetcher | None = None,
	page_number: str = "{0} / {1}",
	repeat_letterhead: bool = True,
	log: logging.Logger | None = None,
) -> bytes:
	"""Return the PDF of an HTML page.

	:param paper: size and margins, A4 if not given; `.print-format` and `@page` rules of the page win
	:param fetcher: what the page's pictures and stylesheets are read with; nothing is read if not given
	:param page_number: text at the foot of every sheet, {0} its number, {1} how many there are; or empty
	:param repeat_letterhead: let a letterhead that is not marked as header run on every sheet as well
	:param log: is told what had to be left out
	:raises TooLarge: if the page has more than MOST_ELEMENTS elements and lines of text
	:raises BadPaper: if the margins leave no room
	"""
	page = Page(source, repeat_letterhead)
	if page.size > MOST_ELEMENTS:
		raise TooLarge(page.size, MOST_ELEMENTS)
	log = log or logging.getLogger(__name__)
	with _failures_told(log):
		return _Layout(page, paper or Paper(), fetcher or Fetcher(nothing), log).pdf(page_number)


def merged(pdfs: Iterable[bytes]) -> bytes:
	"""Return one PDF with the pages of several, in their order."""
	writer = PdfWriter()
	for pdf in pdfs:
		writer.append(io.BytesIO(pdf))
	return _written(writer)


def protected(pdf: bytes, password: str) -> bytes:
	"""Return a PDF that opens with `password` only."""
	writer = PdfWriter(clone_from=io.BytesIO(pdf))
	writer.encrypt(password, algorithm="AES-256")
	return _written(writer)


class _Layout:
	"""One page on its way to sheets of paper."""

	def __init__(self, page: Page, paper: Paper, fetcher: Fetcher, log: logging.Logger):
		options = options_in(page.css)
		if page.is_landscape:
			options.setdefault("orientation", "landscape")
		self.page = page
		self.fetcher = fetcher
		self.log = log
		rules = CSS(string=paper.with_options(options).css())
		self.stylesheets = [*self._bundles(), stylesheets.base(), rules]
		self.options = {**PICTURES, "cache": {}}

	def pdf(self, page_number: str) -> bytes:
		"""Return the PDF, numbered with `page_number` unless the format numbers the sheets itself."""
		header, footer = _inner(self.page.header), _inner(self.page.footer)
		number = "" if self._is_numbered or not page_number else _number(page_number)
		sheets, top, end = self.stylesheets, "", ""
		if header or footer:
			room = self._room(_running("header", header), _running("footer", footer + number))
			sheets = [*sheets, CSS(string=room.css())]
			if not room.header_fits:
				header, top = "", header
			if not room.footer_fits:
				footer, end = "", footer
		running = _running("header", header) + _running("footer", footer + number)
		html = self._html(self.page.with_body(f"{running}{top}{self.page.content}{end}"))
		return html.write_pdf(stylesheets=sheets, **self.options)

	@property
	def _is_numbered(self) -> bool:
		"""Whether the format's own header or footer holds the number of the sheet."""
		parts = (part for part in (self.page.header, self.page.footer) if part is not None)
		return any(part.find_class("page") for part in parts)

	def _bundles(self) -> Iterator[CSS]:
		"""The parsed bundles the page links, less those that are not there (a bench without built assets)."""
		for url in self.page.bundles:
			try:
				yield stylesheets.defaults(self.fetcher.file(url))
			except (ValueError, OSError) as failure:
				self.log.warning("Printed without the stylesheet %s: %s", url, failure)

	def _room(self, header: str, footer: str) -> Room:
		"""Lay out header and footer alone and return the room they take."""
		probe = self.page.with_body(PROBE.format(header=header, footer=footer), "sheet-measured")
		room = room_on(self._html(probe).render(stylesheets=self.stylesheets, **self.options))
		if not (room.header_fits and room.footer_fits):
			self.log.warning("A header or footer is too high to run on every sheet: printed once.")
		return room

	def _html(self, source: str) -> HTML:
		return HTML(string=source, base_url=BASE_URL, url_fetcher=self.fetcher)


class _Relay(logging.Handler):
	"""Hands the errors WeasyPrint logs in one thread to that print's own log."""

	def __init__(self, log: logging.Logger):
		super().__init__(logging.ERROR)
		self.log = log
		self.thread = threading.get_ident()

	def emit(self, record: logging.LogRecord):
		"""Pass on what had to be left out."""
		if record.thread == self.thread:
			self.log.warning("Left out of a print: %s", record.getMessage()[:300])


@contextmanager
def _failures_told(log: logging.Logger) -> Iterator[None]:
	"""Let `log` know of every picture or stylesheet WeasyPrint could not use."""
	source, relay = logging.getLogger("weasyprint"), _Relay(log)
	source.addHandler(relay)
	try:
		yield
	finally:
		source.removeHandler(relay)


def _running(name: str, content: str) -> str:
	"""Return the element that runs as header or footer on every sheet."""
	return f'<div class="print-format sheet-{name}">{content}</div>' if content else ""


def _inner(element: HtmlElement | None) -> str:
	return "" if element is None else text_of(element)


def _number(text: str) -> str:
	"""Return the line that numbers the sheets."""
	return f'<p class="page-number">{escape(text).format(*NUMBER)}</p>'


def _written(writer: PdfWriter) -> bytes:
	stream = io.BytesIO()
	writer.write(stream)
	return stream.getvalue()
