"""Logs: who acted on a record or from a place. Read by who stands above it with a role that reads the log.

hook access_logs: {log DocType: [field with the DocType of what was acted on, field with its name]}. To read
the record itself is not needed: who audits sees who did what, not the records.
"""

from functools import partial

import frappe

from sink_app.access import declaration, query, stands


def __getattr__(name: str):
	"""`sink_app.access.logs.of_…`: the condition of that log (see query)."""
	if not name.startswith(query.PREFIX):
		raise AttributeError(name)
	return partial(condition, bytes.fromhex(name.removeprefix(query.PREFIX)).decode())


def hook(doctype: str) -> str:
	"""The dotted path of a log's condition."""
	return f"{__name__}.{query.PREFIX}{doctype.encode().hex()}"


def condition(doctype: str, user: str | None = None) -> str:
	"""The SQL condition under which a user reads entries of a log; empty where they stand above all."""
	user = user or frappe.session.user
	held = stands.granting(user, doctype, "read")
	if user == "Administrator" or any(stand.above_all for stand in held):
		return ""
	kind, name = (f"`tab{doctype}`.`{field}`" for field in fields_of(doctype))
	terms = []
	for scoped in declaration.every_scoped_doctype():
		if below := query.below(scoped, held):
			names = f"select `name` from `tab{scoped}` where {below}"  # noqa: S608 (no word of it is typed by a user)
			terms.append(f"({kind} = {frappe.db.escape(scoped)} and {name} in ({names}))")
	return f"({' or '.join(terms)})" if terms else query.NOTHING


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Whether a user stands above what an entry speaks of, with a role that reads the log (a hook)."""
	user = user or frappe.session.user
	held = stands.granting(user, doc.doctype, "read")
	if user == "Administrator" or any(stand.above_all for stand in held):
		return True
	kind, name = (doc.get(field) for field in fields_of(doc.doctype))
	if not (name and declaration.scope_of(kind) and frappe.db.exists(kind, name)):
		return False
	return bool({stand.role for stand in held} & query.roles_at(frappe.get_doc(kind, name), user))


def fields_of(doctype: str) -> tuple[str, str]:
	"""The fields of a log that hold the DocType and the name of what was acted on."""
	kind, name = frappe.get_hooks("access_logs")[doctype]
	return kind, name
