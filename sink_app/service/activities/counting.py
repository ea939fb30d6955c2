"""How many signed up. Every change of the number is made under the lock of the activity's own row."""

import frappe

from sink_app.service.activities import ACTIVITY


def locked(activity: str) -> frappe._dict:
	"""An activity as it is now, locked until this transaction ends.

	A locking read sees what was committed last, also after waiting for it; a plain one may not.
	"""
	table = frappe.qb.DocType(ACTIVITY)
	fields = ("title", "head_count", "signed_up", "starts_on", "ends_on", "workflow_state", "area")
	rows = frappe.qb.from_(table).select(*fields).where(table.name == activity).for_update()
	return rows.run(as_dict=True)[0]


def change(activity: str, by: int):
	"""Add to the number of people who signed up."""
	signed_up = max(0, (locked(activity).signed_up or 0) + by)
	frappe.db.set_value(ACTIVITY, activity, "signed_up", signed_up, update_modified=False)
