"""What hangs on a record (files, tags, comments, assignments, shares) is hung there by who may."""

import frappe
from frappe import _

from sink_app.access import declaration

# DocType of what hangs: (field with the DocType, field with the name, right that it takes)
RIGHTS = {
	"File": ("attached_to_doctype", "attached_to_name", "write"),
	"Tag Link": ("document_type", "document_name", "write"),
	"Comment": ("reference_doctype", "reference_name", "read"),
	"Communication": ("reference_doctype", "reference_name", "read"),
	"ToDo": ("reference_type", "reference_name", "read"),
	"DocShare": ("share_doctype", "share_name", "share"),
}


class NotTheirsToHang(frappe.PermissionError):
	pass


def check(doc, method: str | None = None):
	"""Refuse to hang something on a scoped record that its author may not reach (validate)."""
	type_field, name_field, right = RIGHTS[doc.doctype]
	doctype, name = doc.get(type_field), doc.get(name_field)
	if not name or not declaration.scope_of(doctype) or not frappe.db.exists(doctype, name):
		return
	if not frappe.has_permission(doctype, right, doc=name):
		frappe.throw(_("This record is not yours to add to."), NotTheirsToHang)
