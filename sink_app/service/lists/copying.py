"""A list of another year or a further version begins with what the last one said."""

import frappe
from frappe import _
from frappe.utils import cint

from sink_app.service.lists import IN_FORCE, LISTS


class NotAList(frappe.ValidationError):
	"""The DocType is none of the three lists."""


class NothingToCopy(frappe.ValidationError):
	"""There is no list to begin with."""


@frappe.whitelist(methods=["POST"])
def new_version(doctype: str, name: str) -> str:
	"""A further version of a list in force, as a draft; returns its name."""
	doc = _readable(doctype, name)
	if doc.workflow_state != IN_FORCE:
		frappe.throw(
			_("Only a list in force gets a further version; a draft is simply changed."), NothingToCopy
		)
	return _copy(doc, cint(doc.year))


@frappe.whitelist(methods=["POST"])
def into_year(doctype: str, name: str, year: int) -> str:
	"""A list copied into another year, as a draft; returns its name."""
	return _copy(_readable(doctype, name), year)


def _readable(doctype: str, name: str):
	if doctype not in LISTS:
		frappe.throw(_("{0} is no yearly list.").format(_(doctype)), NotAList)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc


def _copy(doc, year: int) -> str:
	made = frappe.copy_doc(doc, ignore_no_copy=False)
	made.update({"year": year, "version": None, "replaces": None})
	return made.insert().name
