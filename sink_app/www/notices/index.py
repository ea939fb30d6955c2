from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import cint, formatdate

from sink_app.organization.notices import published
from sink_app.www import page_context

no_cache = 1
sitemap = 1
KINDS = ("Progress Report", "Kept Commitments", "Awards", "General")


def get_context(context):
	"""The notices on display, a page of them, by community and kind."""
	asked = frappe.form_dict
	text, kind = str(asked.get("q") or ""), str(asked.get("kind") or "")
	kind = kind if kind in KINDS else ""
	found = published.page(text, kind, cint(asked.get("page") or 1))
	page_context.begin(context, _("Public Notices"))
	context.text, context.kind = text, kind
	context.kinds = [
		{"title": _(each) if each else _("All"), "address": _address(text, each), "chosen": each == kind}
		for each in ("", *KINDS)
	]
	context.rows = [shown(row) for row in found["rows"]]
	context.total = found["total"]
	context.number, context.pages = found["number"], found["pages"]
	context.earlier = _address(text, kind, found["number"] - 1) if found["number"] > 1 else ""
	context.later = _address(text, kind, found["number"] + 1) if found["number"] < found["pages"] else ""
	return context


def shown(row) -> dict:
	"""A notice in the words of the page."""
	return {
		**row,
		"kind": _(row.kind),
		"from_date": formatdate(row.from_date, "long"),
		"to_date": formatdate(row.to_date, "long"),
		"paragraphs": [line.strip() for line in row.text.splitlines() if line.strip()],
	}


def _address(text: str, kind: str, number: int = 1) -> str:
	asked = {"q": text, "kind": kind, "page": number if number > 1 else ""}
	query = urlencode({key: value for key, value in asked.items() if value})
	return f"/notices?{query}" if query else "/notices"
