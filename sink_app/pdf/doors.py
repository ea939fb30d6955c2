"""Frappe's own PDF addresses, answered by this engine; hooks.py puts them in place."""

import http
import sys
import uuid
from collections.abc import Iterator
from urllib.parse import quote

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.rate_limiter import rate_limit
from werkzeug.wrappers import Response

from . import documents, engine

# A request may take two minutes on an official bench; a record of one page takes about half a second.
MOST_RECORDS = 100
MOST_RECORDS_IN_BACKGROUND = 1000
SHORT_JOB = 20


def guests_limit() -> int:
	"""Return how many prints an hour one address may ask for: only guests are held back, not offices."""
	return 300 if frappe.session.user == "Guest" else sys.maxsize


@frappe.whitelist(allow_guest=True)
@rate_limit(limit=guests_limit, seconds=3600)
def download_pdf(
	doctype: str,
	name: str,
	format: str | None = None,
	no_letterhead: str | int | bool | None = 0,
	language: str | None = None,
	letterhead: str | None = None,
) -> Response:
	"""Answer the print view's PDF button, and links that carry a key.

	Permission checks: in `of_document`, as Frappe's print page makes them; so guests reach this door.
	"""
	request = frappe.form_dict
	pdf = documents.of_document(
		doctype,
		name,
		format,
		letterhead,
		language,
		no_letterhead=no_letterhead,
		settings=request.get("settings"),
		key=request.get("key"),
	)
	return _answer(pdf, name)


@frappe.whitelist()
def download_multi_pdf(
	doctype: str | dict,
	name: str | list,
	format: str | None = None,
	no_letterhead: str | int | bool | None = 0,
	letterhead: str | None = None,
	options: str | dict | None = None,
) -> Response:
	"""Answer a list's Print action: many records in one PDF, each with its own page numbers.

	Permission checks: in `of_document`, for every record.

	:param doctype: a DocType; or lists of names by DocType, then `name` is what the file is called
	:param name: the records' names, a list or its JSON
	"""
	records = records_of_many(doctype, name, MOST_RECORDS)
	look = {"print_format": format, "letterhead": letterhead, "no_letterhead": no_letterhead}
	return _answer(engine.merged(_prints(records, look, options)), _title(doctype, name))


@frappe.whitelist(methods=["POST"])
def download_multi_pdf_async(
	doctype: str | dict,
	name: str | list,
	format: str | None = None,
	no_letterhead: str | int | bool | None = 0,
	letterhead: str | None = None,
	options: str | dict | None = None,
) -> dict[str, str]:
	"""Answer a list's Print action where Frappe (15.20 and later) makes the PDF in the background.

	Permission checks: in `of_document`, for every record, as the user who asked.

	:return: the `task_id` whose progress and file are told to the user over realtime
	"""
	records = records_of_many(doctype, name, MOST_RECORDS_IN_BACKGROUND)
	task_id = str(uuid.uuid4())
	frappe.enqueue(
		print_in_background,
		queue="short" if len(records) <= SHORT_JOB else "long",
		records=records,
		look={"print_format": format, "letterhead": letterhead, "no_letterhead": no_letterhead},
		options=options,
		title=_title(doctype, name),
		task_id=task_id,
	)
	frappe.local.response["http_status_code"] = http.HTTPStatus.CREATED
	return {"task_id": task_id}


@frappe.whitelist()
def download_built_pdf(doctype: str, name: str, print_format: str, letterhead: str | None = None) -> Response:
	"""Answer the PDF button of a format made with the newer Print Format Builder.

	Permission checks: in `of_document`.
	"""
	no_letterhead = letterhead in (None, "", _("No Letterhead"))
	pdf = documents.of_document(doctype, name, print_format, letterhead, no_letterhead=no_letterhead)
	return _answer(pdf, name)


@frappe.whitelist()
def report_to_pdf(html: str, orientation: str = "Landscape") -> Response:
	"""Answer a report's PDF button; the page was made by the user's own browser, from what the user may see.

	Permission checks: none are needed for the text; pictures are read as the user (see `documents`).
	"""
	make_access_log(file_type="PDF", method="PDF", page=html)
	return _answer(documents.render(html, options={"orientation": orientation}), "report")


def print_in_background(records: list, look: dict, options: str | dict | None, title: str, task_id: str):
	"""Make the PDF of many records as a job and tell the user where it lies, or why there is none."""
	done = f"task_complete:{task_id}"
	try:
		prints = _told(_prints(records, look, options), len(records))
		file = frappe.new_doc("File", file_name=documents.file_name(f"{title}-{task_id}"), is_private=1)
		file.content = engine.merged(prints)
		file.insert()
	except Exception as failure:
		frappe.publish_realtime(done, {"error": str(failure)}, user=frappe.session.user)
		raise
	file_url = f"{file.file_url}?fid={file.name}"
	frappe.publish_realtime(done, {"file_url": file_url}, user=frappe.session.user)


def records_of_many(doctype: str | dict, name: str | list, most: int) -> list[tuple[str, str]]:
	"""Return the (doctype, name) pairs that were asked for; other engines may refuse (hook `pdf_of_many`).

	:raises PrintRefused: if there are none or more than `most`
	"""
	by_doctype = doctype if isinstance(doctype, dict) else {doctype: frappe.parse_json(name)}
	records = [(key, str(value)) for key, names in by_doctype.items() for value in names]
	if not 0 < len(records) <= most:
		message = _("Choose between 1 and {0} records to print at once; {1} are chosen.")
		frappe.throw(message.format(most, len(records)), documents.PrintRefused)
	for path in frappe.get_hooks("pdf_of_many"):
		frappe.get_attr(path)(records)
	return records


def _prints(records: list, look: dict, options: str | dict | None) -> Iterator[bytes]:
	"""Yield the PDF of each record."""
	for doctype, name in records:
		yield documents.of_document(doctype, name, options=frappe.parse_json(options), **look)


def _told(prints: Iterator[bytes], total: int) -> Iterator[bytes]:
	"""Pass prints on, telling the user how far it is."""
	for count, pdf in enumerate(prints, 1):
		progress = {
			"percent": count / total * 100,
			"title": _("Making the PDF"),
			"description": _("{0} of {1} records are printed").format(count, total),
		}
		frappe.publish_realtime("progress", progress, user=frappe.session.user)
		yield pdf


def _title(doctype: str | dict, name: str | list) -> str:
	"""Return what the PDF of several records is called."""
	return _(doctype) if isinstance(doctype, str) else str(name)


def _answer(pdf: bytes, title: str) -> Response:
	"""Return a PDF that the browser shows, under a name that may be Chinese."""
	response = Response(pdf, mimetype="application/pdf")
	name = quote(documents.file_name(title))
	response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
	return response
