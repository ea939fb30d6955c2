"""A list of another year or a further version begins with what the last one said."""

import frappe
from frappe import _

from sink_app.registration import yearly
from sink_app.service.lists import LISTS


class NotAList(frappe.ValidationError):
	"""The DocType is none of the three lists."""


@frappe.whitelist(methods=["POST"])
def new_version(doctype: str, name: str) -> str:
	"""A further version of a list in force, as a draft; returns its name."""
	return yearly.new_version(_readable(doctype, name))


@frappe.whitelist(methods=["POST"])
def into_year(doctype: str, name: str, year: int) -> str:
	"""A list copied into another year, as a draft; returns its name."""
	return yearly.copied(_readable(doctype, name), year)


def _readable(doctype: str, name: str):
	if doctype not in LISTS:
		frappe.throw(_("{0} is no yearly list.").format(_(doctype)), NotAList)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc
