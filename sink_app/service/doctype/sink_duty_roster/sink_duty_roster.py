import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, date_diff, formatdate, nowdate

from sink_app.access import columns
from sink_app.approvals import runs
from sink_app.organization import periods
from sink_app.service.rosters import (
	CANCELLED,
	DRAFT,
	PLANNED,
	PUBLISHED,
	SHIFT,
	WITHDRAWN,
	clock,
	job,
	planning,
)
from sink_app.service.teams import DUTY, TEAM, limits

LONGEST_DAYS = 366


class NotADutyTeam(frappe.ValidationError):
	pass


class TooLong(frappe.ValidationError):
	pass


class PeopleADayWrong(frappe.ValidationError):
	pass


class TimesWrong(frappe.ValidationError):
	pass


class RosterOverlaps(frappe.ValidationError):
	pass


class DayWithoutAnybody(frappe.ValidationError):
	pass


class NotADraft(frappe.ValidationError):
	pass


class AtWork(frappe.ValidationError):
	pass


class SinkDutyRoster(Document):
	"""值班表 of a duty team for some weeks or months (湖北经济学院 plan: 每个工作日至少1至2名)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def onload(self):
		self.set_onload("is_running", runs.is_running(self.doctype, self.name))

	def before_validate(self):
		self.from_time = self.from_time or limits.value("duty_from_time")
		self.to_time = self.to_time or limits.value("duty_to_time")
		if self.is_new():
			self.holiday_list = self.holiday_list or limits.value("duty_holiday_list")

	def validate(self):
		self.fill_from_team()
		periods.check_order(self)
		self.validate_length()
		self.validate_times()
		self.validate_people_a_day()
		self.validate_no_overlap()
		self.validate_not_at_work()
		if self.workflow_state in (None, DRAFT):
			planning.fill_people(self)
		if self.workflow_state == PUBLISHED:
			self.validate_covered()

	def on_trash(self):
		frappe.db.delete(SHIFT, {"roster": self.name})

	def fill_from_team(self):
		team = frappe.db.get_value(
			TEAM, self.team, ["team_name", "kind", "community", "organization"], as_dict=True
		)
		if team.kind != DUTY:
			frappe.throw(
				_("«{0}» is no duty team. Rosters are made for teams of the kind «{1}».").format(
					team.team_name, _(DUTY)
				),
				NotADutyTeam,
			)
		self.update({"community": team.community, "organization": team.organization})
		self.title = _("{0} {1} to {2}").format(
			team.team_name, formatdate(self.from_date), formatdate(self.to_date)
		)

	def validate_length(self):
		if date_diff(self.to_date, self.from_date) >= LONGEST_DAYS:
			frappe.throw(_("A roster covers a year at most; three months are usual."), TooLong)

	def validate_times(self):
		clock.settled(self, "from_time", "to_time")
		if self.to_time <= self.from_time:
			frappe.throw(_("«Duty To Time» lies before «Duty From Time»."), TimesWrong)

	def validate_people_a_day(self):
		least, most = limits.number("duty_min"), limits.number("duty_max")
		if not least <= cint(self.per_day) <= most:
			frappe.throw(
				_("«People a Day» is between {0} and {1}; the settings say so.").format(least, most),
				PeopleADayWrong,
			)

	def validate_no_overlap(self):
		"""A team has one roster a day; a withdrawn one does not count."""
		other = frappe.db.get_value(
			self.doctype,
			{
				"team": self.team,
				"name": ("!=", self.name or ""),
				"workflow_state": ("!=", WITHDRAWN),
				"from_date": ("<=", self.to_date),
				"to_date": (">=", self.from_date),
			},
			"title",
		)
		if other and self.workflow_state != WITHDRAWN:
			frappe.throw(
				_("«{0}» covers a part of this time already. Withdraw it, or choose other days.").format(
					other
				),
				RosterOverlaps,
			)

	def validate_not_at_work(self):
		if not self.is_new() and not self.flags.by_run and runs.is_running(self.doctype, self.name):
			frappe.throw(_("The roster is being generated. Please wait until it is done."), AtWork)

	def validate_draft(self):
		if self.workflow_state != DRAFT:
			frappe.throw(
				_("This roster is at «{0}»; only a draft is generated anew.").format(_(self.workflow_state)),
				NotADraft,
			)

	def validate_covered(self):
		"""No roster is published with a working day without anybody; more than two are pointed out."""
		if empty := planning.empty_days(self):
			frappe.throw(
				_("Nobody is on duty on {0}. Add a shift there, or shorten the leave of somebody.").format(
					planning.named(empty)
				),
				DayWithoutAnybody,
			)
		if crowded := planning.crowded_days(self):
			frappe.msgprint(
				_("More than {0} people are on duty on {1}. It was published all the same.").format(
					limits.number("duty_max"), planning.named(crowded)
				),
				indicator="orange",
			)

	def after_approval_step(self, step):
		"""The shifts follow their roster; what lies behind us stays as it was."""
		if step.to_state == PUBLISHED:
			frappe.db.set_value(SHIFT, {"roster": self.name, "status": DRAFT}, "status", PLANNED)
		if step.to_state == WITHDRAWN:
			ahead = {"roster": self.name, "status": ("in", (DRAFT, PLANNED)), "day": (">=", nowdate())}
			frappe.db.set_value(SHIFT, ahead, {"status": CANCELLED, "duty_key": None})


@frappe.whitelist(methods=["POST"])
def generate(name: str) -> None:
	"""Generate the shifts of a draft anew; those set by hand stay."""
	roster = frappe.get_doc("Sink Duty Roster", name)
	roster.check_permission("write")
	roster.validate_draft()
	roster.validate_not_at_work()
	job.start(roster)


@frappe.whitelist()
def days(name: str) -> list[dict]:
	"""Every working day of a roster with who is on duty: {day, weekday, people, is_empty, is_crowded}."""
	roster = frappe.get_doc("Sink Duty Roster", name)
	roster.check_permission("read")
	return planning.table(roster)


def on_doctype_update():
	columns.add_indexes("Sink Duty Roster")
	frappe.db.add_index("Sink Duty Roster", ["team", "from_date"])
