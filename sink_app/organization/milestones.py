"""Milestones of issued plans: a task for every organization they are for, ticked by that organization."""

from collections import defaultdict
from collections.abc import Iterator

import frappe
from frappe.utils import cint, now, nowdate

from sink_app.access import stands
from sink_app.approvals.digests import DUE_SOON, OVERDUE, Line
from sink_app.organization import moved_dates, seats

PLAN, TASK = "Sink Annual Plan", "Sink Milestone Task"
PENDING, DONE, DROPPED = "Pending", "Completed", "Dropped"
OWN = "This Organization"
COLUMNS = ("system", "overseer", "unit", "second_level", "branch")
AREA_COLUMNS = ("district", "street", "community")
TOLD_OF = ("title", "due_date", "strictness", "objective", "carrier")
REMIND_FOR = 90
"""Days for which an overdue task is spoken of; after that it is left to the report."""
AT_ONCE = 2000
"""So many tasks are written while whoever issues the plan waits; more by a worker."""


def remind_days(text: str | None) -> list[int]:
	"""The days before a milestone on which people are reminded; ValueError for what is no list of numbers."""
	days = [int(part) for part in (text or "").replace("，", ",").split(",") if part.strip()]
	if any(day < 0 for day in days):
		raise ValueError(text)
	return days


def hand_out(plan):
	"""Give every organization that a milestone is for its task; many go out in the background."""
	if sum(1 for row in plan.milestones for _organization in addressed(plan, row)) <= AT_ONCE:
		settle(plan.name)
		return
	frappe.enqueue(
		"sink_app.organization.milestones.settle",
		queue="long",
		job_id=f"milestones-{plan.name}",
		deduplicate=True,
		enqueue_after_commit=True,
		plan=plan.name,
	)


def settle_all():
	"""Give organizations founded since, and those of a run that broke off, their tasks (hook: daily_long)."""
	# acts for itself: a job looks after every plan in force
	for plan in frappe.get_all(
		PLAN,
		filters={
			"workflow_state": "Issued",
			"replaced_by": ("is", "not set"),
			"year": (">=", cint(nowdate()[:4])),
		},
		pluck="name",
		order_by="creation asc",
	):
		settle(plan)


def settle(plan: str):
	"""Bring the tasks of an issued plan to what it says now: none twice, what is done stays done."""
	doc = frappe.get_doc(PLAN, plan)
	if doc.replaces:
		_take_over(doc.replaces, plan)
	wanted: dict[str, set[str]] = {}
	for row in doc.milestones:
		_update(doc, row)
		found = {organization.name: organization for organization in addressed(doc, row)}
		wanted[row.code] = set(found)
		_insert(doc, row, found)
	_drop(plan, wanted)


def addressed(plan, row) -> list[frappe._dict]:
	"""The organizations that a milestone is for, with the columns they are found by: the plan's own, or all
	of a level below it; of one kind, where that is said."""
	table = frappe.qb.DocType("Sink Organization")
	query = frappe.qb.from_(table).select(
		*(table[field] for field in ("name", "area", "level", *COLUMNS, *AREA_COLUMNS))
	)
	if row.for_level == OWN:
		return query.where(table.name == plan.organization).run(as_dict=True)
	top = frappe.db.get_value("Sink Organization", plan.organization, ["lft", "rgt", "level"], as_dict=True)
	below = (table.lft > top.lft) & (table.rgt < top.rgt)
	if top.level == "System":
		below = below | (table.overseer == plan.organization)
	query = query.where(below & (table.level == row.for_level) & (table.disabled == 0))
	if row.for_kind:
		query = query.where(table.unit_kind == row.for_kind)
	return query.orderby(table.lft).run(as_dict=True)


@frappe.whitelist(methods=["POST"])
def tick(task: str, done: bool = True, remark: str | None = None) -> dict:
	"""Say that an organization has done its task, or take that back; returns its status and day."""
	doc = frappe.get_doc(TASK, task)
	doc.check_permission("write")
	doc.status = DONE if done else PENDING
	doc.done_on = nowdate() if done else None
	doc.done_by = frappe.session.user if done else None
	if remark is not None:
		doc.remark = remark
	doc.save()
	return {"status": doc.status, "done_on": doc.done_on}


@frappe.whitelist(methods=["POST"])
def tick_many(tasks: str | list, done: bool = True) -> int:
	"""The same for several tasks ticked in a list; returns how many."""
	names = frappe.parse_json(tasks)
	for name in names:
		tick(name, done)
	return len(names)


def due_lines() -> dict[str, list[Line]]:
	"""What everybody has to hear today of open tasks (hook: digest_sources)."""
	found: dict[str, list[Line]] = defaultdict(list)
	for task, kind in _to_remind_of():
		line = Line(kind, TASK, task.name, f"{task.title} · {task.org_name}", task.due_date)
		for user in task.users:
			found[user].append(line)
	return found


def _to_remind_of() -> Iterator[tuple[frappe._dict, str]]:
	today = nowdate()
	# acts for itself: a job reads every plan in force
	for plan in frappe.get_all(
		PLAN,
		filters={"workflow_state": "Issued", "replaced_by": ("is", "not set")},
		fields=["name", "remind_before", "remind_overdue_every"],
		order_by="creation asc",
	):
		before, every = remind_days(plan.remind_before), cint(plan.remind_overdue_every)
		for task in _open_tasks(plan.name):
			left = moved_dates.days_between(task.due_date, today)
			if left >= 0 and left in before:
				yield task, DUE_SOON
			elif -REMIND_FOR <= left < 0 and every and (-left - 1) % every == 0:
				yield task, OVERDUE


def _open_tasks(plan: str) -> list[frappe._dict]:
	"""Open tasks with the name of their organization and who stands on that very organization or its area."""
	task, organization = frappe.qb.DocType(TASK), frappe.qb.DocType("Sink Organization")
	tasks = (
		frappe.qb.from_(task)
		.join(organization)
		.on(organization.name == task.organization)
		.select(task.name, task.title, task.due_date, task.organization, task.area, organization.org_name)
		.where((task.plan == plan) & (task.status == PENDING))
		.orderby(task.due_date)
		.run(as_dict=True)
	)
	people = _people_at() if tasks else {}
	for row in tasks:
		at = [*people.get(row.organization, ()), *people.get(row.area, ())]
		row.users = list(dict.fromkeys(at))
	return tasks


def _people_at() -> dict[str, list[str]]:
	"""The open accounts that stand today on a node with a role that ticks, by node."""
	stand, user = frappe.qb.DocType("Sink Stand"), frappe.qb.DocType("User")
	today = nowdate()
	rows = (
		frappe.qb.from_(stand)
		.join(user)
		.on((user.name == stand.user) & (user.enabled == 1))
		.select(stand.user, stand.organization, stand.area)
		.where(
			stand.role.isin(sorted(stands.roles_with(TASK, "write")))
			& (stand.from_date <= today)
			& (stand.to_date.isnull() | (stand.to_date >= today))
		)
		.orderby(stand.creation)
		.run(as_dict=True)
	)
	found: dict[str, list[str]] = defaultdict(list)
	for row in rows:
		found[row.organization or row.area].append(row.user)
	return found


def _take_over(old: str, new: str):
	"""The tasks of the version before are the new one's."""
	task = frappe.qb.DocType(TASK)
	frappe.qb.update(task).set(task.plan, new).where(task.plan == old).run()


def _update(plan, row):
	"""What a milestone says now, on the tasks there are."""
	task = frappe.qb.DocType(TASK)
	query = frappe.qb.update(task).set(task.year, plan.year)
	for field in TOLD_OF:
		query = query.set(task[field], row.get(field))
	query.where((task.plan == plan.name) & (task.code == row.code)).run()


def _insert(plan, row, found: dict[str, frappe._dict]):
	# acts for itself: tasks are handed out to organizations the issuer may not see one by one
	there = frappe.get_all(TASK, filters={"plan": plan.name, "code": row.code}, pluck="organization")
	fields = [
		*("name", "owner", "modified_by", "creation", "modified", "plan", "year", "code", "status"),
		*TOLD_OF,
		*("organization", "area", *COLUMNS, *AREA_COLUMNS),
	]
	moment, user = now(), frappe.session.user
	rows = []
	for name in sorted(found.keys() - set(there)):
		organization = found[name]
		area = organization.area if organization.level in seats.TERRITORIAL else None
		rows.append(
			(
				*(frappe.generate_hash(length=16), user, user, moment, moment),
				*(plan.name, plan.year, row.code, PENDING),
				*(row.get(field) for field in TOLD_OF),
				*(name, area, *(organization[column] for column in COLUMNS)),
				*(organization[column] if area else None for column in AREA_COLUMNS),
			)
		)
	if rows:
		frappe.db.bulk_insert(TASK, fields, rows, ignore_duplicates=True)


def _drop(plan: str, wanted: dict[str, set[str]]):
	"""Open tasks that no milestone asks for any more; one that is asked for again is open again."""
	# acts for itself: as above
	tasks = frappe.get_all(
		TASK,
		filters={"plan": plan, "status": ("!=", DONE)},
		fields=["name", "code", "organization", "status"],
		order_by="creation asc",
	)
	for status, is_wanted in ((DROPPED, False), (PENDING, True)):
		names = [
			task.name
			for task in tasks
			if (task.organization in wanted.get(task.code, ())) == is_wanted and task.status != status
		]
		if names:
			frappe.db.set_value(TASK, {"name": ("in", names)}, "status", status)
