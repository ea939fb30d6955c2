import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, nowdate

from sink_app.access import columns
from sink_app.joint_projects import livelihood
from sink_app.organization import bodies
from sink_app.organization.facts import About
from sink_app.organization.wording import site_language
from sink_app.reporting import DEBRIEF, compiled, days, debriefs
from sink_app.reporting.doctype.sink_reporting_settings.sink_reporting_settings import settings

DEBRIEFED = "Debriefed"
BY_SECRETARY = "Debrief of a Branch Secretary"


class DebriefedAlready(frappe.DuplicateEntryError):
	pass


class NotABranch(frappe.ValidationError):
	pass


class NothingDebriefed(frappe.ValidationError):
	pass


class DebriefedInTheFuture(frappe.ValidationError):
	pass


class GradeUnknown(frappe.ValidationError):
	pass


class SinkDebrief(Document):
	"""专项述职 of a unit at the regional meeting, or of a secretary (武组通〔2021〕37号, 一 and 二).

	The branch secretary reports «三个一», the livelihood matter before all, to the party organization above.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		if not self.votes:
			self.set("votes", [{"grade": grade, "votes": 0} for grade in settings().grades_in_order])

	def before_validate(self):
		"""The figures follow the records until it was held; the words are drafted once."""
		self.year = cint(self.year) or days.this_year()
		before = self.get_doc_before_save()
		if self.organization and not (before and before.status == DEBRIEFED):
			about = self.about()
			compiled.put(self, about)
			self.material = self.material or debriefs.drafted(about)
			self.livelihood = self.livelihood or livelihood.drafted(about)

	def validate(self):
		self.validate_branch()
		self.validate_once()
		self.name_debrief()
		self.take_over_the_meeting()
		self.validate_held()
		self.validate_votes()

	def about(self) -> About:
		"""The year of the organization that is debriefed."""
		period = days.whole_year(self.year)
		return About(period.first, period.last, organization=self.organization)

	def validate_branch(self):
		level = frappe.get_cached_value("Sink Organization", self.organization, "level")
		if self.kind == BY_SECRETARY and level not in ("Branch", "Second Level", "Compound"):
			frappe.throw(_("A branch secretary debriefs for a branch: please choose one."), NotABranch)

	def validate_once(self):
		about = {field: self.get(field) for field in ("organization", "year", "kind")}
		if frappe.db.exists(DEBRIEF, {**about, "name": ("!=", self.name)}):
			frappe.throw(
				_("There is such a debrief of {0} already. Please go on with that one.").format(self.year),
				DebriefedAlready,
			)

	def name_debrief(self):
		body = bodies.name_of(self.organization, None)
		self.title = f"{body} {self.year} {_(self.kind, lang=site_language())}"
		self.due_date = days.due_of_debrief(self.year)

	def take_over_the_meeting(self):
		"""Day and place of the meeting are entered once, with the meeting."""
		if self.meeting:
			starts_on, area = frappe.db.get_value("Sink Meeting", self.meeting, ["starts_on", "area"])
			self.held_on, self.area = getdate(starts_on), self.area or area
		elif self.status == DEBRIEFED:
			self.held_on = self.held_on or nowdate()

	def validate_held(self):
		if self.status != DEBRIEFED:
			return
		if getdate(self.held_on) > getdate(nowdate()):
			frappe.throw(_("«Debriefed»: this meeting lies in the future still."), DebriefedInTheFuture)
		for field in ("material", *(("livelihood",) if self.kind == BY_SECRETARY else ())):
			if not (self.get(field) or "").strip():
				frappe.throw(
					_("«{0}» is empty. Please fill it in.").format(_(self.meta.get_label(field))),
					NothingDebriefed,
				)

	def validate_votes(self):
		grades = settings().grades_in_order
		for row in self.votes:
			if row.grade not in grades:
				frappe.throw(
					_("«Votes», row {0}: choose one of {1}.").format(row.idx, "、".join(grades)), GradeUnknown
				)
		self.vote_count = sum(cint(row.votes) for row in self.votes)
		best = sum(cint(row.votes) for row in self.votes if row.grade == grades[0])
		self.good_rate = 100 * best / self.vote_count if self.vote_count else 0


def on_doctype_update():
	columns.add_indexes("Sink Debrief")
	frappe.db.add_index("Sink Debrief", ["organization", "year", "kind"])
	frappe.db.add_index("Sink Debrief", ["meeting"])
