"""Prints of a site's records: Frappe's own print page, permissions and settings, laid out by the engine."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.model.document import Document
from frappe.utils import cint, escape_html, get_url
from frappe.utils.jinja_globals import bundled_asset
from frappe.www import printview

from . import engine
from .failures import BadPaper, TooLarge
from .paper import SIDES, Paper
from .sources import Fetcher, Refused

PAGE = """<!DOCTYPE html>
<html lang="{lang}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{bundle}"><style>{style}</style></head>
<body><div class="print-format">{body}</div></body></html>"""


# The builder fixes its header and footer to the first sheet and lays them over the others afterwards.
BUILDERS_TAGS = {
	"<header>": '<div id="header-html">',
	"</header>": "</div>",
	"<footer>": '<div id="footer-html">',
	"</footer>": "</div>",
}


class PrintRefused(frappe.ValidationError):
	"""A print the engine cannot make, said in the user's words."""


def render(html: str, *, options: dict | None = None) -> bytes:
	"""Return the PDF of an HTML page, on the paper of Print Settings.

	:param options: Frappe's PDF options: page-size, page-width, page-height, orientation, margin-top,
		margin-right, margin-bottom, margin-left (lengths in millimetres) and password
	:raises PrintRefused: if the page is too large or its paper has no room
	"""
	return _on_paper(html, None, options or {})


def of_document(
	doctype: str,
	name: str,
	print_format: str | None = None,
	letterhead: str | None = None,
	language: str | None = None,
	options: dict | None = None,
	**page,
) -> bytes:
	"""Return the PDF of one record, as its print format, letterhead and Print Settings have it.

	:param print_format: name of a Print Format; the DocType's default if not given
	:param letterhead: name of a Letter Head; the record's own or the default one if not given
	:param language: language to print in; the user's if not given
	:param options: as for `render`
	:param page: what else Frappe's print page takes: no_letterhead, settings, style, key (of a shared link)
	:raises frappe.PermissionError: if the user may not print the record, or not as a draft or cancelled
	:raises PrintRefused: as for `render`
	"""
	values = {"doctype": doctype, "name": name, "format": print_format, "letterhead": letterhead, **page}
	with _language(language), _form_dict(values):
		doc = frappe.get_doc(doctype, name)
		if not frappe.flags.ignore_print_permissions:
			printview.validate_print_permission(doc)
		print_format_doc = printview.get_print_format_doc(None, meta=doc.meta)
		if print_format_doc and print_format_doc.print_format_builder_beta:
			html = _built_page(doc, print_format_doc)
		else:
			frappe.form_dict.doc = doc
			html = _page(frappe._dict(printview.get_context(frappe._dict())))
		for hook in frappe.get_hooks("on_print_pdf"):
			frappe.call(hook, doctype=doctype, name=name, print_format=print_format)
		return _on_paper(html, print_format_doc, options or {})


def attachment(doctype: str, name: str, **look) -> dict:
	"""Return a record's PDF as `frappe.sendmail` takes attachments.

	For mails the app itself sends. As with Frappe's own `attach_print` the user's permissions are not asked:
	whoever decides on the recipients answers for what they may read.

	:param look: as for `of_document`
	"""
	before = frappe.flags.ignore_print_permissions
	frappe.flags.ignore_print_permissions = True
	try:
		content = of_document(doctype, name, **look)
	finally:
		frappe.flags.ignore_print_permissions = before
	return {"fname": file_name(name), "fcontent": content}


def file_name(title: str) -> str:
	"""Return the name a print is saved under: Chinese stays, what a header or a disk cannot hold goes."""
	return re.sub(r'[\s/\\:"]+', "-", title) + ".pdf"


def _on_paper(html: str, print_format: Document | None, options: dict) -> bytes:
	"""Return the PDF of a page, with the engine's failures in the user's words."""
	settings = frappe.get_cached_doc("Print Settings")
	try:
		pdf = engine.render(
			html,
			paper=_paper(settings, print_format, options),
			fetcher=Fetcher(_file, _own_hosts()),
			page_number=_("Page {0} of {1} pages"),
			repeat_letterhead=bool(cint(settings.repeat_header_footer)),
			log=_log(),
		)
	except TooLarge as failure:
		message = _("This print has {0} cells and lines of text, one PDF holds {1}. Choose fewer records.")
		frappe.throw(message.format(failure.size, failure.limit), PrintRefused)
	except BadPaper:
		frappe.throw(_("The paper's size and margins leave no room to print on."), PrintRefused)
	return engine.protected(pdf, options["password"]) if options.get("password") else pdf


def _page(context: frappe._dict) -> str:
	"""Return what Frappe's print page has rendered as a page of its own, without the page's screen parts."""
	return PAGE.format(
		lang=context.lang,
		direction=context.layout_direction,
		title=escape_html(context.title),
		bundle=bundled_asset("print.bundle.css"),
		style=context.print_style,
		body=context.body,
	)


def _built_page(doc: Document, print_format: Document) -> str:
	"""Return the page of a format made with the newer Print Format Builder, which Frappe renders apart."""
	# Not every version of Frappe has this module, and only these formats need it.
	from frappe.utils.weasyprint import get_html

	page = frappe.form_dict
	html = get_html(
		doc.doctype, doc.name, print_format.name, None if cint(page.no_letterhead) else page.letterhead
	)
	make_access_log(doctype=doc.doctype, document=doc.name, file_type="PDF", method="Print")
	for tag, marked in BUILDERS_TAGS.items():
		html = html.replace(tag, marked)
	return html.replace('lang="en"', f'lang="{frappe.local.lang}"', 1)


def _paper(settings: Document, print_format: Document | None, options: dict) -> Paper:
	"""Return the paper of Print Settings with the margins of the print format, as the options change both."""
	chosen = {"page-size": settings.pdf_page_size}
	if settings.pdf_page_size == "Custom":
		chosen |= {"page-width": settings.pdf_page_width, "page-height": settings.pdf_page_height}
	margins = {f"margin-{side}": print_format.get(f"margin_{side}") for side in SIDES} if print_format else {}
	# A format whose margins are all 0 was imported by an app that knows nothing of them.
	if any(margins.values()):
		chosen |= margins
	return Paper().with_options(chosen | options)


def _file(path: str) -> Path:
	"""Return the file an address of this site stands for.

	:raises Refused: if it is none that is printed, or a private one the user may not read
	"""
	if path.startswith("/assets/"):
		return Path(frappe.local.sites_path, path[1:])
	if path.startswith("/files/"):
		return Path(frappe.get_site_path("public", path[1:]))
	if path.startswith("/private/files/") and _may_read(path):
		return Path(frappe.get_site_path(path[1:]))
	raise Refused("it is no file of this site, or one the user may not read")


def _may_read(file_url: str) -> bool:
	"""Whether the user may read a private file, through any of the records it is attached to."""
	# acts for itself: only to find the File records; each is asked below whether the user may read it.
	names = frappe.get_all("File", filters={"file_url": file_url}, pluck="name")
	return any(frappe.get_doc("File", name).has_permission("read") for name in names)


def _own_hosts() -> tuple[str, ...]:
	"""Return the names under which pages address this site's own files."""
	hosts = [urlsplit(get_url()).netloc]
	if getattr(frappe.local, "request", None):
		hosts.append(frappe.local.request.host)
	return tuple(hosts)


def _log() -> logging.Logger:
	"""Return the log (logs/pdf.log) of what was left out of prints, kept also where only errors are."""
	log = frappe.logger("pdf")
	log.setLevel(logging.WARNING)
	return log


@contextmanager
def _form_dict(values: dict) -> Iterator[None]:
	"""Let Frappe's print page see `values` as its request, and nothing of the real one."""
	before = frappe.local.form_dict
	frappe.local.form_dict = frappe._dict(values)
	try:
		yield
	finally:
		frappe.local.form_dict = before


@contextmanager
def _language(language: str | None) -> Iterator[None]:
	"""Speak another language inside; unlike `frappe.translate.print_language` also undone by an error."""
	before = frappe.local.lang, frappe.local.jenv
	if language and language != frappe.local.lang:
		frappe.local.lang, frappe.local.jenv = language, None
	try:
		yield
	finally:
		frappe.local.lang, frappe.local.jenv = before
