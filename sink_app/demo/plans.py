"""The year of both notices, and this year's made from it: issued, partly done, a few late."""

from random import Random

import frappe
from frappe.utils import add_days, cint, getdate, nowdate

from sink_app.approvals import steps
from sink_app.demo import policies, source
from sink_app.demo.acting import acting_as
from sink_app.organization import plans

PLAN, TASK = plans.PLAN, "Sink Milestone Task"
# who drafts and who decides, by the plan's key in the file
HANDS = {"school": ("unit", "shuji"), "city": ("city", "city2")}
LATE = 0.08
"""Share of this year's tasks that were due and are not done."""


def install():
	"""Insert the plans that are missing; tasks of years gone by are done."""
	rows, year = source.read("plans"), cint(nowdate()[:4])
	for key, hands in HANDS.items():
		row = rows[key]
		organization = source.organization(row["organization"])
		if not plans.current(organization, row["year"]):
			_issue(_draft(row, hands[0]), hands, row["issue_date"])
			_tick_all(plans.current(organization, row["year"]))
		if not plans.current(organization, year):
			_next(plans.current(organization, row["year"]), year, hands)
			_tick_most(plans.current(organization, year))
	_install_second_level(rows["second_level"], year)


def _draft(row: dict, login: str) -> str:
	with acting_as(source.user(login)):
		return frappe.get_doc(_content(row)).insert().name


def _content(row: dict) -> dict:
	return {
		"doctype": PLAN,
		"organization": source.organization(row["organization"]),
		"year": row["year"],
		"title": row["title"],
		"approved_by": row["approved_by"],
		"policy_document": policies.document(row.get("policy_document")),
		"objectives": _paragraphs(row["objectives"]),
		"requirements": _paragraphs(row["requirements"]),
		"basis": policies.basis(row["basis"]),
		"stages": row["stages"],
		"milestones": [_milestone(each) for each in row["milestones"]],
	}


def _milestone(row: dict) -> dict:
	values = {key: value for key, value in row.items() if key != "due"}
	return {**values, "due_date": row["due"], "strictness": "Soft" if "reason" in row else "Hard"}


def _paragraphs(texts: list[str]) -> str:
	return "".join(f"<p>{text}</p>" for text in texts)


def _next(old: str, year: int, hands: tuple[str, str]):
	with acting_as(source.user(hands[0])):
		new = plans.new_year(old, year=year)
	_issue(new, hands, f"{year}-03-01")


def _issue(name: str, hands: tuple[str, str], issue_date: str):
	drafter, decider = map(source.user, hands)
	with acting_as(drafter):
		steps.take(PLAN, name, "Submit for Decision")
	with acting_as(decider):
		plan = frappe.get_doc(PLAN, name)
		plan.issue_date = issue_date
		plan.save()
		steps.take(PLAN, name, "Approve and Issue")


def _tasks(plan: str, **filters) -> list[frappe._dict]:
	# acts for itself: the demo ticks for every organization
	return frappe.get_all(
		TASK,
		filters={"plan": plan, **filters},
		fields=["name", "due_date"],
		order_by="due_date asc, organization asc",
	)


def _tick_all(plan: str):
	for task in _tasks(plan):
		_tick(task)


def _tick_most(plan: str):
	random = Random(37)
	for task in _tasks(plan, due_date=("<", nowdate())):
		if random.random() > LATE:
			_tick(task)


def _tick(task):
	day = min(getdate(add_days(task.due_date, -2)), getdate(nowdate()))
	frappe.db.set_value(TASK, task.name, {"status": "Completed", "done_on": day}, update_modified=False)


def _install_second_level(row: dict, year: int):
	"""A second-level organization's own measures, waiting for the decision."""
	organization = source.organization(row["organization"])
	if plans.current(organization, year):
		return
	filled = frappe.parse_json(frappe.as_json(row).replace("{year}", str(year)))
	with acting_as(source.user("yiyou")):
		plan = frappe.get_doc(
			{
				**_content({**filled, "year": year}),
				"parent_plan": plans.current(source.organization(row["refines"]), year),
			}
		).insert()
		steps.take(PLAN, plan.name, "Submit for Decision")
