"""How many hold a post. Every change of the count is made under the lock of the post's own row."""

import frappe

from sink_app.registration.posts import CLOSED, FULL, OPEN, POSITION


def locked(position: str) -> frappe._dict:
	"""A post as it is now, locked until this transaction ends: title, headcount, taken, status, to_date.

	A locking read sees what was committed last, also after waiting for it; a plain one may not.
	"""
	table = frappe.qb.DocType(POSITION)
	fields = (table.title, table.headcount, table.taken, table.status, table.to_date)
	rows = frappe.qb.from_(table).select(*fields).where(table.name == position).for_update()
	return rows.run(as_dict=True)[0]


def change(position: str, by: int):
	"""Add to the number of people a post has found; the status follows."""
	post = locked(position)
	taken = max(0, (post.taken or 0) + by)
	values = {"taken": taken, "status": status(post.status, post.headcount, taken)}
	frappe.db.set_value(POSITION, position, values, update_modified=False)


def status(before: str | None, headcount: int, taken: int) -> str:
	"""What a post is now; one that the community closed stays closed."""
	if before == CLOSED:
		return CLOSED
	return FULL if taken >= headcount else OPEN
