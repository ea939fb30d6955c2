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
	scope = declaration.scope_of(doc.doctype)
	if scope is None:
		return
	own_fields = {field for fields in scope.nodes.values() for field in fields}
	for column, value in columns.of(doc).items():
		if column not in own_fields and doc.meta.has_field(column):
			doc.set(column, value)
	if not doc.flags.ignore_permissions and not query.has_permission(
		doc, "create" if doc.is_new() else "write"
	):
		frappe.throw(_("You do not work for the place where this record would be filed."), OutOfReach)
