"""年度节点进度: how far each milestone of the year has come, and who is late; by date, never a ranking."""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from sink_app.organization import milestone_views

LISTED = 20


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Columns and rows, of the tasks that whoever asks may read."""
	filters = frappe._dict(filters or {})
	filters.year = cint(filters.year) or cint(nowdate()[:4])
	return columns(), [_row(found) for found in milestone_views.progress(filters)]


def columns() -> list[dict]:
	"""A milestone a row."""
	return [
		{"fieldname": "light", "fieldtype": "Data", "label": _("Signal"), "width": 100},
		{"fieldname": "due_date", "fieldtype": "Date", "label": _("Due On"), "width": 110},
		{"fieldname": "title", "fieldtype": "Data", "label": _("Milestone"), "width": 280},
		{"fieldname": "strictness", "fieldtype": "Data", "label": _("Strictness"), "width": 80},
		{"fieldname": "asked", "fieldtype": "Int", "label": _("Organizations"), "width": 80},
		{"fieldname": "done", "fieldtype": "Int", "label": _("Completed"), "width": 80},
		{"fieldname": "late", "fieldtype": "Int", "label": _("Late"), "width": 80},
		{"fieldname": "who", "fieldtype": "Data", "label": _("Who Is Late"), "width": 300, "align": "left"},
		{"fieldname": "plan_title", "fieldtype": "Data", "label": _("Annual Plan"), "width": 260},
	]


def _row(found: dict) -> dict:
	more = len(found["who"]) - LISTED
	return {
		**found,
		"colour": found["light"],
		"light": _signal(found["light"]),
		"strictness": _(found["strictness"]) if found["strictness"] else "",
		"who": _(", ").join(
			[*found["who"][:LISTED], *([_("and {0} more").format(more)] if more > 0 else [])]
		),
	}


def _signal(light: str) -> str:
	words = {"red": _("Late"), "orange": _("Due Soon"), "green": _("Completed"), "gray": _("In Time")}
	return words[light]
