"""When a list of joint projects was fixed, and which version came before it."""

import frappe
from frappe.utils import cint, getdate, nowdate

from sink_app.joint_projects import IN_SUPERVISION, ON_FILE, PROJECT_LIST, settings
from sink_app.registration.yearly import REPLACED

AGREED = (IN_SUPERVISION, ON_FILE, REPLACED)


def in_force_before(doc) -> str | None:
	"""The version on file that a list changes."""
	return next((row.name for row in doc.others() if row.workflow_state == ON_FILE), None)


def first_was_late(doc) -> int:
	"""Whether the first version of a list was fixed late."""
	first = next((row.name for row in reversed(doc.others())), None)
	return cint(frappe.db.get_value(PROJECT_LIST, first, "is_late")) if first else 0


def fixed(doc):
	"""Both sides have agreed: the day is kept, and the milestone of the unit's plan is reached by it."""
	late = doc.is_late if doc.version > 1 else cint(getdate(nowdate()) > getdate(doc.due_date))
	doc.db_set({"confirmed_on": nowdate(), "is_late": late}, update_modified=False)
	if not communities_without_list(doc.organization, doc.year):
		settings.tick(settings.LIST, doc.organization, doc.year)


def communities_without_list(organization: str, year: int) -> list[str]:
	"""The communities that a unit is paired with and has no agreed list for."""
	pairing, made = frappe.qb.DocType("Sink Pairing"), frappe.qb.DocType(PROJECT_LIST)
	agreed = (
		frappe.qb.from_(made)
		.select(made.community)
		.where((made.organization == organization) & (made.year == year))
		.where(made.workflow_state.isin(list(AGREED)))
	)
	rows = (
		frappe.qb.from_(pairing)
		.select(pairing.area)
		.distinct()
		.where((pairing.kind == "Unit and Community") & (pairing.organization == organization))
		.where(pairing.to_date.isnull() | (pairing.to_date >= nowdate()))
		.where(pairing.area.notin(agreed))
	)
	return [area for (area,) in rows.run()]


def flag_late():
	"""Mark the lists whose day has passed before both sides agreed (hook: daily). May be run again."""
	table = frappe.qb.DocType(PROJECT_LIST)
	(
		frappe.qb.update(table)
		.set(table.is_late, 1)
		.where((table.year >= cint(nowdate()[:4]) - 1) & table.workflow_state.notin(list(AGREED)))
		.where((table.due_date < nowdate()) & (table.is_late == 0))
		.run()
	)
