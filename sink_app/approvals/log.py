"""The steps taken on a record: written once, read through that record."""

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import get_fullname, now_datetime, time_diff_in_seconds

LOG = "Sink Approval Step"
FIELDS = (
	*("action", "from_state", "to_state", "user", "full_name", "on_behalf_of", "on_behalf_name"),
	*("reason", "remark", "signed_row", "taken_at", "waited_seconds"),
)


def entries(doctype: str, name: str) -> list[dict]:
	"""Every step taken on a record, oldest first; whether the asker may read the record is asked before."""
	# acts for itself: the steps belong to the record, whose read right the caller has asked
	return frappe.get_all(
		LOG,
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=list(FIELDS),
		order_by="taken_at asc, creation asc",
	)


def entries_locked(doctype: str, name: str) -> list[dict]:
	"""Every step taken on a record as the log is now, oldest first; to ask after writing."""
	return list(reversed(_locked(doctype, name).run(as_dict=True)))


def last_locked(doctype: str, name: str) -> dict | None:
	"""The newest step of a record, also one that was written after this request began to read.

	A request that waited for the record's lock still sees the log as it was before, unless it locks that too.
	Not for a request that goes on to write: two of them would lock the same gap.
	"""
	found = _locked(doctype, name).limit(1).run(as_dict=True)
	return found[0] if found else None


def last_of(doctype: str, names: list[str]) -> dict[str, dict]:
	"""When the newest step of each of many records was taken: {record: {"taken_at"}}."""
	table = frappe.qb.DocType(LOG)
	rows = (
		frappe.qb.from_(table)
		.select(table.reference_name, Max(table.taken_at).as_("taken_at"))
		.where((table.reference_doctype == doctype) & table.reference_name.isin(names or [""]))
		.groupby(table.reference_name)
		.run(as_dict=True)
	)
	return {row.reference_name: row for row in rows}


def write(doc, step: dict, reason: str):
	"""Write a step that was taken; returns the entry."""
	before = (entries(doc.doctype, doc.name) or [None])[-1]
	entry = frappe.new_doc(LOG)
	entry.update(values(doc, step, reason, before))
	entry.db_insert()
	_tell([entry])
	return entry


def write_many(taken: list[dict]):
	"""Write the steps that `values` told of."""
	if not taken:
		return
	stamps = ["name", "creation", "modified", "owner", "modified_by"]
	user = frappe.session.user
	rows = [
		(
			frappe.generate_hash(length=16),
			*(entry["taken_at"], entry["taken_at"], user, user),
			*entry.values(),
		)
		for entry in taken
	]
	frappe.db.bulk_insert(LOG, [*stamps, *taken[0]], rows)
	_tell(taken)


def values(doc, step: dict, reason: str, before: dict | None) -> dict:
	"""What the log keeps of a step taken now by the session's user; before is the record's last entry."""
	now = now_datetime()
	absent = step.get("on_behalf_of")
	return {
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"action": step["action"],
		"from_state": step["state"],
		"to_state": step["next_state"],
		"user": frappe.session.user,
		"full_name": _acting(),
		"on_behalf_of": absent,
		"on_behalf_name": get_fullname(absent) if absent else None,
		"reason": reason,
		"remark": step.get("remark"),
		"signed_row": step.get("signed_row"),
		"taken_at": now,
		"waited_seconds": int(time_diff_in_seconds(now, before.taken_at if before else doc.creation)),
	}


def _acting() -> str:
	"""Who takes the step, as people read it: what runs by itself runs as Administrator."""
	if frappe.session.user == "Administrator":
		return _("System", context="Who took a step")
	return get_fullname()


def _tell(taken: list[dict]):
	"""Tell whoever follows steps of any chain (hook `approval_steps_taken`: functions (entries))."""
	for path in frappe.get_hooks("approval_steps_taken"):
		frappe.get_attr(path)(taken)


def _locked(doctype: str, name: str):
	table = frappe.qb.DocType(LOG)
	return (
		frappe.qb.from_(table)
		.select(*FIELDS)
		.where((table.reference_doctype == doctype) & (table.reference_name == name))
		.orderby(table.taken_at, order=frappe.qb.desc)
		.orderby(table.creation, order=frappe.qb.desc)
		.for_update()
	)
