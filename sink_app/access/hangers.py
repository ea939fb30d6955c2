"""What hangs on a record (files, tags, comments, assignments, shares) is hung there by who may.

Further DocTypes that speak of records are declared in the hook access_hangers:
{DocType: [field with the DocType of the record, field with its name]}.
"""

from functools import partial

import frappe
from frappe import _

from sink_app.access import declaration, query

# DocType of what hangs: (field with the DocType, field with the name, right that it takes)
RIGHTS = {
	"File": ("attached_to_doctype", "attached_to_name", "write"),
	"Tag Link": ("document_type", "document_name", "write"),
	"Comment": ("reference_doctype", "reference_name", "read"),
	"Communication": ("reference_doctype", "reference_name", "read"),
	"ToDo": ("reference_type", "reference_name", "read"),
	"DocShare": ("share_doctype", "share_name", "share"),
}
# DocType that speaks of records: (field with the DocType, field with the name)
REFERENCES = {
	**{doctype: fields[:2] for doctype, fields in RIGHTS.items()},
	"Version": ("ref_doctype", "docname"),
	"Workflow Action": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"View Log": ("reference_doctype", "reference_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
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


def __getattr__(name: str):
	"""`sink_app.access.hangers.of_…`: the condition of that DocType (see query)."""
	if not name.startswith(query.PREFIX):
		raise AttributeError(name)
	return partial(condition, bytes.fromhex(name.removeprefix(query.PREFIX)).decode())


def hook(doctype: str) -> str:
	"""The dotted path of the condition of a DocType that speaks of records."""
	return f"{__name__}.{query.PREFIX}{doctype.encode().hex()}"


def condition(doctype: str, user: str | None = None) -> str:
	"""The SQL condition: what speaks of a scoped record is read by who may read the record."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	kind, name = (f"`tab{doctype}`.`{field}`" for field in fields_of(doctype))
	terms, closed = [f"ifnull({kind}, '') = ''"], []
	for scoped in declaration.every_scoped_doctype():
		if allowed := query.within(scoped, name, user):
			closed.append(frappe.db.escape(scoped))
			if allowed != query.NOTHING:
				terms.append(f"({kind} = {frappe.db.escape(scoped)} and {allowed})")
	return query.besides(kind, closed, terms)


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Whether a user may read the record that something speaks of, and other apps' hooks agree.

	Frappe 15.0 asks no other hook once one has answered.
	"""
	user = user or frappe.session.user
	kind, name = (doc.get(field) for field in fields_of(doc.doctype))
	if user != "Administrator" and name and kind and not _may_read(kind, name, user):
		return False
	return all(
		frappe.call(path, doc=doc, ptype=ptype, user=user) is not False
		for path in frappe.get_hooks("has_permission").get(doc.doctype, [])
		if path != f"{__name__}.has_permission"
	)


def fields_of(doctype: str) -> tuple[str, str]:
	"""The fields with the DocType and the name of the record that something speaks of."""
	kind, name = REFERENCES.get(doctype) or frappe.get_hooks("access_hangers")[doctype]
	return kind, name


def _may_read(doctype: str, name: str, user: str) -> bool:
	if not declaration.scope_of(doctype) or not frappe.db.exists(doctype, name):
		return True
	return frappe.has_permission(doctype, "read", doc=name, user=user)
