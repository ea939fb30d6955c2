"""Filing a record under its ancestors when it is saved."""

import frappe
from frappe import _

from sink_app.access import columns, declaration, query


class OutOfReach(frappe.PermissionError):
	"""The record would stand where its author does not."""


def file(doc, method: str | None = None):
	"""Write the scoped columns, then ask again whether the author reaches that place (before_save).

	Frappe asks before the controller has filled the links that decide where a record stands.
	"""
	if declaration.scope_of(doc.doctype) is None:
		return
	for column, value in columns.filed(doc).items():
		doc.set(column, value)
	if not doc.flags.ignore_permissions and not query.has_permission(
		doc, "create" if doc.is_new() else "write"
	):
		frappe.throw(_("You do not work for the place where this record would be filed."), OutOfReach)
