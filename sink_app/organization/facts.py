"""Figures that reports are made of: what they are about, and what meetings, training and publicity add.

A module tells what it knows through the hook `report_facts`: functions (About) -> [Figure].
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint
from pypika import Case
from pypika.terms import Criterion

from sink_app.access import declaration

ORGANIZATION = "Sink Organization"


@dataclass(frozen=True)
class Figure:
	"""A line of a report: the part it stands in, what is counted, and how much."""

	section: str
	label: str
	figure: str | int | float
	note: str = ""


@dataclass(frozen=True)
class About:
	"""What a report speaks of: a member or an organization with all below it, from one day to another."""

	first: date
	last: date
	member: str | None = None
	organization: str | None = None

	@property
	def year(self) -> int:
		"""The year that the report's last day lies in."""
		return self.last.year

	def within(self, table) -> Criterion:
		"""The criterion for records that belong to the member, or lie at or below the organization."""
		if self.member:
			return table.member == self.member
		return self.below(table)

	def below(self, table) -> Criterion:
		"""The criterion for records filed at the organization or below it; all for the city's."""
		level = frappe.db.get_value(ORGANIZATION, self.organization, "level")
		columns = declaration.trees()[ORGANIZATION].read_through(level)
		if level == "City":
			return table.name.isnotnull()
		return Criterion.any([table[column] == self.organization for column in columns])

	def days(self, column) -> Criterion:
		"""The criterion for a day, or a moment, within the report's days."""
		return (column >= f"{self.first} 00:00:00") & (column <= f"{self.last} 23:59:59")


def number_of(condition: Criterion):
	"""How many rows fulfil a condition."""
	return Coalesce(Sum(Case().when(condition, 1).else_(0)), 0)


def of_organization(about: About) -> list[Figure]:
	"""What this module knows (hook: report_facts)."""
	if about.member:
		return _of_member(about)
	return [*_trainings(about), *_publicity(about), *_meetings(about), *_issues(about), *_materials(about)]


def _of_member(about: About) -> list[Figure]:
	training, attendee = (frappe.qb.DocType(each) for each in ("Sink Training", "Sink Training Attendee"))
	attended = (
		frappe.qb.from_(attendee)
		.join(training)
		.on(training.name == attendee.parent)
		.select(Count("*"))
		.where((attendee.member == about.member) & (attendee.attended == 1) & (training.status == "Held"))
		.where(about.days(training.starts_on))
		.run()[0][0]
	)
	return [Figure(_("Learning and Issues"), _("Trainings Attended"), attended), *_issues(about)]


def _trainings(about: About) -> list[Figure]:
	table = frappe.qb.DocType("Sink Training")
	held, people, online = (
		frappe.qb.from_(table)
		.select(Count("*"), Coalesce(Sum(table.people), 0), number_of(table.channel != "Offline"))
		.where(about.below(table) & (table.status == "Held") & about.days(table.starts_on))
		.run()[0]
	)
	note = _("{0} of them online").format(cint(online)) if online else ""
	part = _("Training and Publicity")
	return [Figure(part, _("Trainings Held"), held, note), Figure(part, _("People Trained"), cint(people))]


def _publicity(about: About) -> list[Figure]:
	table = frappe.qb.DocType("Sink Publicity")
	pieces, reach, high = (
		frappe.qb.from_(table)
		.select(
			Count("*"),
			Coalesce(Sum(table.reach), 0),
			number_of(table.medium_level.isin(["National", "Provincial", "Municipal"])),
		)
		.where(about.below(table) & about.days(table.published_on))
		.run()[0]
	)
	note = _("{0} of them in media of the city and above").format(cint(high)) if high else ""
	part = _("Training and Publicity")
	return [
		Figure(part, _("Pieces of Publicity"), pieces, note),
		Figure(part, _("Readers or Viewers"), cint(reach)),
	]


def _meetings(about: About) -> list[Figure]:
	table = frappe.qb.DocType("Sink Meeting")
	held = (
		frappe.qb.from_(table)
		.select(Count("*"))
		.where(about.below(table) & (table.status == "Held") & about.days(table.starts_on))
		.run()[0][0]
	)
	return [Figure(_("Meetings and Issues"), _("Meetings Held"), held)]


def _issues(about: About) -> list[Figure]:
	table = frappe.qb.DocType("Sink Issue")
	raised, settled = (
		frappe.qb.from_(table)
		.select(Count("*"), number_of(table.workflow_state.isin(["Issue Answered", "Issue Closed"])))
		.where(about.within(table) & about.days(table.creation))
		.where(table.workflow_state != "Draft")
		.run()[0]
	)
	part = _("Learning and Issues") if about.member else _("Meetings and Issues")
	return [Figure(part, _("Issues Raised"), raised), Figure(part, _("Issues Answered"), cint(settled))]


def _materials(about: About) -> list[Figure]:
	table = frappe.qb.DocType("Sink Material Issue")
	given, total = (
		frappe.qb.from_(table)
		.select(Count("*"), Coalesce(Sum(table.total), 0))
		.where(about.below(table) & about.days(table.issued_on))
		.run()[0]
	)
	note = _("worth {0} yuan").format(f"{total:.2f}") if total else ""
	return [Figure(_("Support"), _("Times Material Was Given Out"), given, note)]
