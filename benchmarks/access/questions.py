"""What the Desk asks of a long list, as the functions that the framework calls for it."""

from collections.abc import Callable

import frappe
from frappe.desk import reportview
from frappe.desk.search import search_widget

from sink_app.approvals import inbox

DOCTYPE = "Sink Registration"
FIELDS = ["name", "member_name", "workflow_state", "registration_type", "community", "grid", "modified"]
ORDER = f"`tab{DOCTYPE}`.`modified` desc"
PAGE = 20
DEEP = 500


def page() -> list:
	"""The first page of the list."""
	return frappe.get_list(DOCTYPE, fields=FIELDS, order_by=ORDER, limit_page_length=PAGE)


def deep_page() -> list:
	"""The 500th page."""
	start = (DEEP - 1) * PAGE
	return frappe.get_list(DOCTYPE, fields=FIELDS, order_by=ORDER, limit_start=start, limit_page_length=PAGE)


def count() -> int:
	"""How many there are."""
	frappe.local.form_dict = frappe._dict(doctype=DOCTYPE, filters="[]", fields="[]", distinct="false")
	return reportview.get_count()


def search() -> list:
	"""A link field in which two characters of a name were typed."""
	return search_widget(DOCTYPE, "若溪", page_length=10)


QUESTIONS: dict[str, Callable] = {
	"list page": page,
	"count": count,
	"link search": search,
	"500th page": deep_page,
}
# «My approvals»: nothing of the framework's answers the same question, so it has no other column
INBOX: dict[str, Callable] = {"number in the navbar": inbox.count, "first page": inbox.rows}
