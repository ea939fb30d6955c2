"""What a supervision group's members may look at: stands on its units, as long as it works."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate, nowdate

ROLE = "Sink Supervisor"
FIELDS = ("name", "user", "organization", "from_date", "to_date")


def stands_of(group: str) -> list[frappe._dict]:
	"""The stands that a group gave."""
	# acts for itself: whoever may change the group sees to all its stands
	return frappe.get_all(
		"Sink Stand", filters={"supervision_group": group}, fields=list(FIELDS), order_by="creation asc"
	)


def settle(group):
	"""Give every member with a login a stand on every unit, with the group's dates; end those that are over.

	Whoever may not hand out the role is refused by the stand itself. May be run again.
	"""
	wanted = {(row.user, unit.organization) for row in group.members if row.user for unit in group.units}
	kept = {(stand.user, stand.organization): stand for stand in stands_of(group.name)}
	for key, stand in kept.items():
		if key in wanted:
			_move(stand.name, group)
		else:
			_end(stand)
	for user, organization in sorted(wanted - kept.keys()):
		frappe.get_doc(
			{
				"doctype": "Sink Stand",
				"user": user,
				"role": ROLE,
				"organization": organization,
				"from_date": group.from_date,
				"to_date": group.to_date,
				"reason": _("Member of the supervision group «{0}»").format(group.title),
				"supervision_group": group.name,
			}
		).insert()


def end(group):
	"""End all that a group gave: it is taken away."""
	for stand in stands_of(group.name):
		frappe.delete_doc("Sink Stand", stand.name)


def _move(name: str, group):
	stand = frappe.get_doc("Sink Stand", name)
	dates = (getdate(group.from_date), getdate(group.to_date))
	if (getdate(stand.from_date), stand.to_date and getdate(stand.to_date)) != dates:
		stand.from_date, stand.to_date = dates
		stand.save()


def _end(kept):
	"""Who left keeps the trace of having looked; who has not begun has none."""
	stand = frappe.get_doc("Sink Stand", kept.name)
	yesterday = getdate(add_days(nowdate(), -1))
	if getdate(stand.from_date) > yesterday:
		stand.delete()
	elif not stand.to_date or getdate(stand.to_date) > yesterday:
		stand.to_date = yesterday
		stand.save()
