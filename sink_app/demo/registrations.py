"""Registrations in every state, each brought there by the users whose steps they are."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import frappe
from frappe.utils import nowdate

from sink_app.approvals import log, steps
from sink_app.demo import people, source
from sink_app.demo.acting import acting_as
from sink_app.demo.past import backdate, backdate_step, course

DOCTYPE = "Sink Registration"
SUBMIT, APPROVE, FORWARD = "Submit to Unit", "Approve to Community", "Forward to Community"
ACCEPT, SEND_BACK = "Accept into Grid", "Send Back"
PATHS = {
	"draft": [],
	"review": [SUBMIT],
	"acceptance": [SUBMIT, APPROVE],
	"placed": [SUBMIT, APPROVE, ACCEPT],
	"returned by unit": [SUBMIT, SEND_BACK],
	"returned by community": [SUBMIT, APPROVE, SEND_BACK],
	"returned and placed": [SUBMIT, APPROVE, SEND_BACK, SUBMIT, APPROVE, ACCEPT],
}
SETTLED_DAYS_AGO, OPEN_DAYS_AGO = (8, 35), (1, 6)


@dataclass
class Course:
	"""One registration on its way: who does what to it and when, the filing first."""

	row: dict
	values: dict
	filer: str
	reviewer: str
	receiver: str | None
	random: Random
	actions: list[str] = field(init=False)
	moments: list[datetime] = field(init=False)
	taken: int = field(default=0, init=False)
	registration: object = field(default=None, init=False)

	def __post_init__(self):
		self.actions = PATHS[self.row["path"]]
		if self.filer == self.reviewer:
			# an organizer who files for a member forwards: nobody reviews their own form
			forwards = [FORWARD if action == APPROVE else action for action in self.actions]
			self.actions = [action for action in forwards if action != SUBMIT]
		settled = self.row["path"].endswith("placed")
		last = self.random.randint(*(SETTLED_DAYS_AGO if settled else OPEN_DAYS_AGO))
		self.moments = course(len(self.actions) + 1, last, self.random)

	def next_user(self) -> str | None:
		"""Whose turn it is; nobody's at the end of the course."""
		if not self.registration:
			return self.filer
		if self.taken == len(self.actions):
			return None
		if self.actions[self.taken] in (SUBMIT, FORWARD):
			return self.filer
		return self.reviewer if self.registration.workflow_state == "Unit Review" else self.receiver

	def advance(self):
		"""Do what is next, as the user whose turn it is."""
		if not self.registration:
			self.registration = frappe.get_doc({"doctype": DOCTYPE, **self.values}).insert()
			backdate(self.registration, self.moments[0])
			return
		action, state = self.actions[self.taken], self.registration.workflow_state
		if action == ACCEPT:
			_place(self.registration.name, self.row)
		reason = self.row["reason"] if action == SEND_BACK else None
		self.registration = steps.take(
			DOCTYPE, self.registration.name, action, seen_state=state, reason=reason
		)
		previous, moment = self.moments[self.taken : self.taken + 2]
		dates = {"placed_on": moment.date()} if action == ACCEPT else {}
		backdate_step(self.registration, log.LOG, moment, previous, **dates)
		self.taken += 1


def install():
	"""File the registrations that are missing and walk each along its path."""
	year = int(nowdate()[:4])
	courses = []
	for row in source.read("registrations"):
		member = _member(row["member"])
		key = {"member": member.name, "year": year, "registration_type": row["type"]}
		if not frappe.db.exists(DOCTYPE, key):
			courses.append(_course(row, key, member))
	_walk(courses)


def _walk(courses: list[Course]):
	"""Walk all courses to their ends, each user doing all that waits for them before the next takes over."""
	while waiting := [one for one in courses if one.next_user()]:
		user = waiting[0].next_user()
		with acting_as(user):
			for one in waiting:
				while one.next_user() == user:
					one.advance()


def _member(member_name: str) -> frappe._dict:
	fields = ["name", "user", "second_level", "unit", "home_area", "community"]
	return frappe.db.get_value("Sink Member", {"member_name": member_name}, fields, as_dict=True)


def _course(row: dict, key: dict, member: frappe._dict) -> Course:
	random = Random(f"{row['member']} {row['type']}")
	community = source.area(row["community"])
	receivers = people.receivers_of(community)
	accepted = row["path"] != "draft"
	return Course(
		row,
		{
			**key,
			"community": community,
			"compound": _home_compound(member) if member.community == community else None,
			"wanted_post": row["wanted"],
			"discipline_accepted": accepted,
			"privacy_accepted": accepted,
		},
		filer=member.user or people.organizer_of(member.second_level, member.unit),
		reviewer=people.organizer_of(member.unit),
		receiver=random.choice(receivers) if receivers else None,
		random=random,
	)


def _home_compound(member: frappe._dict) -> str | None:
	above = frappe.db.get_value("Sink Area", member.home_area, "parent_sink_area")
	return above if frappe.db.get_value("Sink Area", above, "level") == "Compound" else None


def _place(name: str, row: dict):
	"""What a community fills in before it accepts: where the member serves, and as what."""
	registration = frappe.get_doc(DOCTYPE, name)
	grid = source.area(row["grid"])
	above = frappe.db.get_value("Sink Area", grid, ["parent_sink_area", "community"], as_dict=True)
	registration.update(
		{
			"grid": grid,
			"compound": above.parent_sink_area if above.parent_sink_area != above.community else None,
			"building": source.area(row["building"]) if "building" in row else None,
			"given_post": row["given"],
			"identity_shown": 1,
		}
	)
	registration.save()
