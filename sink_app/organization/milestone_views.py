"""Milestones as people look at them: a calendar with one entry each, and how far the year's have come."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_days, getdate, nowdate

from sink_app.organization.milestones import DONE, DROPPED, PENDING, TASK

RED, AMBER, GREEN, GREY = "red", "orange", "green", "gray"
SOON = 7
"""Days before its due date from which an open milestone is amber."""
# of Frappe's calendar
COLOURS = {RED: "#E24C4C", AMBER: "#ECAD4B", GREEN: "#48BB74", GREY: "#A6B1B9"}


@frappe.whitelist()
def calendar(
	doctype: str,
	start: str,
	end: str,
	field_map: str | dict | None = None,
	filters: str | list | None = None,
	fields: str | list | None = None,
) -> list[dict]:
	"""The milestones between two days, one entry each with how many have done it; a click leads on.

	Of the tasks that whoever asks may read, completed ones too, whatever the list is filtered by; the
	arguments are those of Frappe's calendar.
	"""
	chosen = [each for each in frappe.parse_json(filters or "[]") if each[1] != "status"]
	rows = _tasks([*chosen, [TASK, "due_date", "between", [start[:10], end[:10]]]])
	return [_entry(tasks) for tasks in _by_milestone(rows).values()]


def progress(filters: dict) -> list[dict]:
	"""How far each milestone has come, by due date: counts, light, and who is late."""
	conditions = {
		key: value for key, value in filters.items() if value and key in ("year", "plan", "objective")
	}
	rows = _tasks([[TASK, key, "=", value] for key, value in conditions.items()])
	return [_standing(tasks) for tasks in _by_milestone(rows).values()]


def light(open_tasks: int, late: int, due) -> str:
	"""Red: somebody is late. Amber: due within a week. Green: all have done it. Grey: there is time."""
	if not open_tasks:
		return GREEN
	if late:
		return RED
	return AMBER if getdate(due) <= getdate(add_days(nowdate(), SOON)) else GREY


def _tasks(filters: list) -> list[frappe._dict]:
	return frappe.get_list(
		TASK,
		filters=[*filters, [TASK, "status", "!=", DROPPED]],
		fields=[
			*(
				"name",
				"plan",
				"plan.title as plan_title",
				"code",
				"title",
				"due_date",
				"status",
				"strictness",
			),
			*("objective", "organization", "organization.org_name as org_name", "organization.lft as place"),
		],
		order_by="due_date asc, code asc",
		limit_page_length=0,
	)


def _by_milestone(rows: list[frappe._dict]) -> dict[tuple, list[frappe._dict]]:
	found: dict[tuple, list[frappe._dict]] = defaultdict(list)
	for row in rows:
		found[row.plan, row.code].append(row)
	return found


def _standing(tasks: list[frappe._dict]) -> dict:
	first, today = tasks[0], getdate(nowdate())
	still_open = [task for task in tasks if task.status == PENDING]
	late = sorted(
		(task for task in still_open if getdate(task.due_date) < today), key=lambda task: task.place
	)
	return {
		"plan": first.plan,
		"plan_title": first.plan_title,
		"code": first.code,
		"title": first.title,
		"due_date": first.due_date,
		"strictness": first.strictness,
		"objective": first.objective,
		"asked": len(tasks),
		"done": sum(task.status == DONE for task in tasks),
		"open": len(still_open),
		"late": len(late),
		"light": light(len(still_open), len(late), first.due_date),
		"who": [task.org_name for task in late],
		"task": first.name if len(tasks) == 1 else None,
	}


def _entry(tasks: list[frappe._dict]) -> dict:
	found = _standing(tasks)
	title = found["title"]
	if found["asked"] > 1:
		title = _("{0} ({1} of {2} done)").format(title, found["done"], found["asked"])
	return {
		"id": f"{found['plan']}-{found['code']}",
		"doctype": TASK if found["task"] else "Sink Annual Plan",
		"name": found["task"] or found["plan"],
		"title": title,
		"start": found["due_date"],
		"end": found["due_date"],
		"all_day": 1,
		"color": COLOURS[found["light"]],
	}
