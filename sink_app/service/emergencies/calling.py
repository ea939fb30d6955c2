"""Calling people: everybody once, in sets that are committed one by one, so that a killed run goes on."""

import frappe
from frappe import _
from frappe.utils import cint, now_datetime, nowdate

from sink_app.access import declaration
from sink_app.approvals import reminders
from sink_app.registration.states import PLACED
from sink_app.service.emergencies import EMERGENCY, EVERYBODY, IN_FORCE, RESPONSE, counts

SET = 100
"""So many are called between two commits."""
AT_ONCE = 100
"""Up to so many are called while whoever declares it waits."""


class NotInForce(frappe.ValidationError):
	"""Nobody is called for what has not been declared, or is over."""


@frappe.whitelist(methods=["POST"])
def call(emergency: str, whom: str | None = None) -> dict:
	"""Call those who have not been called yet; `whom` widens the circle. Returns the roll-call's numbers."""
	doc = frappe.get_doc(EMERGENCY, emergency, for_update=True)
	doc.check_permission("write")
	if doc.workflow_state != IN_FORCE:
		frappe.throw(_("Only an emergency in force calls people. Please declare it first."), NotInForce)
	if whom and whom != doc.whom:
		doc.whom = whom
		doc.save()
	doc.db_set("calling", 1)
	begin(doc)
	return counts.of(emergency)


def begin(doc):
	"""Call at once where it is quick, by a worker where there are many."""
	if len(_still_to_call(doc)) <= AT_ONCE:
		_call_set(doc, AT_ONCE)
		doc.db_set("calling", 0, update_modified=False)
		return
	_enqueue(doc.name)


def take_up():
	"""Go on where a worker was killed (hook: scheduler_events, every five minutes)."""
	# acts for itself: a job takes up what whoever declared it began
	for name in frappe.get_all(
		EMERGENCY,
		filters={"calling": 1, "workflow_state": IN_FORCE},
		pluck="name",
		order_by="declared_on asc",
	):
		_enqueue(name)


def run(emergency: str):
	"""Call set by set until nobody is left; may be run again at any time."""
	called = 0
	while True:
		# one run at a time writes a set: the other waits for the row and finds the set called
		doc = frappe.get_doc(EMERGENCY, emergency, for_update=True)
		left = len(_still_to_call(doc))
		if doc.workflow_state != IN_FORCE or not left:
			break
		called += _call_set(doc, SET)
		# a worker's own transaction: who was called stays called
		frappe.db.commit()
		share = 100 * called / (called + max(left - SET, 0))
		frappe.publish_progress(share, title=_("Calling …"), doctype=EMERGENCY, docname=emergency)
	doc.db_set("calling", 0, update_modified=False)


def users_called(emergency: str) -> list[str]:
	"""The accounts of the members who were called."""
	response, member = frappe.qb.DocType(RESPONSE), frappe.qb.DocType("Sink Member")
	rows = (
		frappe.qb.from_(response)
		.join(member)
		.on(member.name == response.member)
		.select(member.user)
		.where((response.emergency == emergency) & member.user.isnotnull() & (member.user != ""))
		.run()
	)
	return [user for (user,) in rows]


def _enqueue(emergency: str):
	frappe.enqueue(
		run,
		queue="long",
		job_id=f"sink_emergency_calls_{emergency}",
		deduplicate=True,
		enqueue_after_commit=True,
		emergency=emergency,
	)


def _call_set(doc, most: int) -> int:
	"""Call the next few; returns how many."""
	people = _still_to_call(doc)[:most]
	made = [_call_one(doc, person) for person in people]
	if made:
		_hand_to_gateways(doc.name, made)
	return len(made)


def _call_one(doc, person) -> str:
	response = frappe.new_doc(RESPONSE)
	response.update(
		{
			"emergency": doc.name,
			"member": person.get("member"),
			"volunteer": person.get("volunteer"),
			"person_name": person.person_name,
			"registration": person.get("registration"),
			"organization": person.get("organization"),
			"area": person.area,
			"task": person.get("task"),
			"called_on": now_datetime(),
		}
	)
	# acts for itself: who may declare and call was asked; those called may be of any unit
	response.insert(ignore_permissions=True)
	if person.get("user"):
		place = " " + _("· Assembly at {0}").format(doc.assembly_place) if doc.assembly_place else ""
		reminders.tell(
			person.user,
			_("You are called: {0}{1}").format(doc.subject(), frappe.utils.escape_html(place)),
			RESPONSE,
			response.name,
		)
	return response.name


def _hand_to_gateways(emergency: str, responses: list[str]):
	"""Let a site's own gateways ring or write (hook `emergency_callers`: functions (emergency, responses)).

	Each runs as a job of its own once the calls are kept, so that one that fails stops neither the calls nor
	another gateway. Numbers are read there with `sink_app.personal.vault.number_of`.
	"""
	for path in frappe.get_hooks("emergency_callers"):
		frappe.enqueue(
			path, queue="short", enqueue_after_commit=True, emergency=emergency, responses=responses
		)


def _still_to_call(doc) -> list[frappe._dict]:
	called = _called_keys(doc.name)
	wanted: dict[str, frappe._dict] = {}
	for person in (*_in_teams(doc), *_members(doc), *(_volunteers(doc) if doc.call_volunteers else ())):
		wanted.setdefault(person.get("member") or person.volunteer, person)
	return [person for key, person in wanted.items() if key not in called]


def _called_keys(emergency: str) -> set[str]:
	"""Who has been called, by the locking read: a transaction that has read before would see the past."""
	response = frappe.qb.DocType(RESPONSE)
	rows = (
		frappe.qb.from_(response)
		.select(response.member, response.volunteer)
		.where(response.emergency == emergency)
		.for_update()
		.run()
	)
	return {member or volunteer for member, volunteer in rows}


def _members(doc) -> list[frappe._dict]:
	"""The members placed in the area this year, each once, by the registration that was taken in first."""
	registration, member = frappe.qb.DocType("Sink Registration"), frappe.qb.DocType("Sink Member")
	query = (
		frappe.qb.from_(registration)
		.join(member)
		.on(member.name == registration.member)
		.select(
			registration.name.as_("registration"),
			registration.member,
			member.member_name.as_("person_name"),
			member.user,
			member.organization,
			registration.grid,
			registration.community,
		)
		.where((registration.year == cint(nowdate()[:4])) & (registration.workflow_state == PLACED))
		.where(registration.ended_on.isnull())
		.orderby(registration.creation)
	)
	query = _inside(query, registration, doc.area)
	if doc.whom != EVERYBODY:
		query = query.where(member.can_emergency == 1)
	found: dict[str, frappe._dict] = {}
	for row in query.run(as_dict=True):
		row.area = row.grid or row.community
		found.setdefault(row.member, row)
	return list(found.values())


def _in_teams(doc) -> list[frappe._dict]:
	"""The party members of the teams that tasks are given to, each with the first of their tasks."""
	tasks = {row.team: row for row in reversed(doc.tasks) if row.team}
	if not tasks:
		return []
	row, member = frappe.qb.DocType("Sink Team Member"), frappe.qb.DocType("Sink Member")
	people = (
		frappe.qb.from_(row)
		.join(member)
		.on(member.name == row.member)
		.select(
			*(row.parent.as_("team"), row.member, member.user, member.organization),
			member.member_name.as_("person_name"),
		)
		.where((row.parenttype == "Sink Team") & row.parent.isin(list(tasks)))
		.where(row.from_date.isnull() | (row.from_date <= nowdate()))
		.where(row.to_date.isnull() | (row.to_date >= nowdate()))
		.orderby(row.idx)
		.run(as_dict=True)
	)
	people.sort(key=lambda each: tasks[each.team].idx)
	for each in people:
		task = tasks[each.pop("team")]
		each.update({"task": task.title, "area": task.area or doc.area})
	return people


def _volunteers(doc) -> list[frappe._dict]:
	"""The volunteers who serve in the area today."""
	volunteer = frappe.qb.DocType("Sink Volunteer")
	query = (
		frappe.qb.from_(volunteer)
		.select(
			volunteer.name.as_("volunteer"),
			volunteer.volunteer_name.as_("person_name"),
			volunteer.grid,
			volunteer.community,
		)
		.where(volunteer.from_date <= nowdate())
		.where(volunteer.to_date.isnull() | (volunteer.to_date >= nowdate()))
		.orderby(volunteer.creation)
	)
	rows = _inside(query, volunteer, doc.area).run(as_dict=True)
	for row in rows:
		row.area = row.grid or row.community
	return rows


def _inside(query, table, area: str):
	"""The query, narrowed to records filed below an area; one whose level has no column stands above all."""
	column = declaration.trees()["Sink Area"].levels.get(frappe.get_cached_value("Sink Area", area, "level"))
	return query.where(table[column] == area) if column else query
