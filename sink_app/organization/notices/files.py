"""An attachment of a notice, for whoever reads the notice. The file itself stays private."""

import mimetypes
from urllib.parse import quote

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from werkzeug.wrappers import Response

from sink_app.organization.notices import published

SHOWN_IN_PAGE = ("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp")
"""Kinds a browser shows without running anything in them; others are handed over as a download."""


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=120, seconds=60 * 60)
def download(notice: str, attachment: str) -> Response:
	"""The bytes of an attachment, as long as its notice is on display; a 404 for anything else."""
	found = published.one(notice)
	row = found and next((row for row in found.attachments if row.name == attachment), None)
	file = row and _file(notice, attachment)
	if not file:
		frappe.throw(_("This file is not on display."), frappe.DoesNotExistError)
	kind = mimetypes.guess_type(file.file_name)[0] or "application/octet-stream"
	disposition = "inline" if kind in SHOWN_IN_PAGE else "attachment"
	with open(file.get_full_path(), "rb") as content:
		response = Response(content.read(), content_type=kind)
	response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(file.file_name)}"
	response.headers["X-Content-Type-Options"] = "nosniff"
	return response


def _file(notice: str, attachment: str):
	"""The File that hangs on the notice itself: an address typed into the row opens no other one."""
	url = frappe.db.get_value("Sink Notice Attachment", attachment, "file")
	name = frappe.db.get_value(
		"File", {"file_url": url, "attached_to_doctype": "Sink Notice", "attached_to_name": notice}
	)
	return frappe.get_doc("File", name) if name else None
