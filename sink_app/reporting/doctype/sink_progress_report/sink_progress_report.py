from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate, nowdate

from sink_app.access import columns
from sink_app.organization import bodies
from sink_app.organization.facts import About
from sink_app.organization.wording import site_language
from sink_app.registration.commitments.periods import Period
from sink_app.reporting import CHECK, OPEN, PROGRESS, PROGRESS_FILED, RETURNED, compiled, days, progress


class ReportedAlready(frappe.DuplicateEntryError):
	pass


class NotAUnit(frappe.ValidationError):
	pass


class PeriodNotBegun(frappe.ValidationError):
	pass


class NothingReported(frappe.ValidationError):
	pass


class SinkProgressReport(Document):
	"""项目进展报告: 定期向督导组报告项目进展 (武组通〔2021〕37号, 一)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_validate(self):
		"""The period is the one its first day lies in; all is compiled until the group has it."""
		if not (compiled.is_written(self) and self.organization):
			return
		period = days.progress_period(self.from_date or day_to_report(self.organization))
		self.from_date, self.to_date, self.year = period.first, period.last, period.last.year
		self.due_date = days.due_of_progress(period.last)
		self.supervision_group = self.supervision_group or progress.group_of(self.organization)
		self.name_report(period)
		progress.compile_items(self)
		self.red = sum(cint(row.is_red) for row in self.items)
		compiled.put(self, About(period.first, period.last, organization=self.organization))

	def validate(self):
		self.validate_unit()
		self.validate_begun()
		self.validate_once()
		self.validate_something_reported()
		self.validate_words_stand()

	def name_report(self, period: Period):
		words = _("{0}: progress of joint projects, {1}", lang=site_language())
		self.title = words.format(bodies.name_of(self.organization, None), period.label)

	def validate_unit(self):
		if frappe.get_cached_value("Sink Organization", self.organization, "level") != "Unit":
			frappe.throw(_("Units report their joint projects: please choose a unit."), NotAUnit)

	def validate_begun(self):
		if getdate(self.from_date) > getdate(nowdate()):
			frappe.throw(_("This period has not begun yet."), PeriodNotBegun)

	def validate_once(self):
		about = {"organization": self.organization, "from_date": self.from_date, "name": ("!=", self.name)}
		if frappe.db.exists(PROGRESS, about):
			frappe.throw(
				_("There is a report of this period already. Please go on with that one."), ReportedAlready
			)

	def validate_something_reported(self):
		if self.workflow_state not in OPEN and not (self.items or cstr(self.overview).strip()):
			frappe.throw(
				_("No project is kept for this unit: please tell in «{0}» how things stand.").format(
					_(self.meta.get_label("overview"))
				),
				NothingReported,
			)

	def validate_words_stand(self):
		"""The group adds remarks; what the unit reported stays the unit's."""
		told = {"items": ("project_title", "words")}
		compiled.stand(self, lambda doc: compiled.words(doc, ("overview", "problems"), told))

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step; remarks go to the unit whichever way it was decided."""
		day = step.taken_at.date()
		shown = {"return_reason": step.reason if step.to_state == RETURNED else None}
		if step.to_state == CHECK:
			shown |= {"handed_in_on": day, "is_late": cint(day > getdate(self.due_date))}
		if step.to_state == PROGRESS_FILED:
			shown["filed_on"] = day
		self.db_set(shown)
		if step.to_state in (PROGRESS_FILED, RETURNED):
			progress.raise_remarks(self)


@frappe.whitelist()
def offered_day(organization: str) -> date:
	"""The day with which a new report of a unit begins, for who may write one there."""
	frappe.get_doc({"doctype": PROGRESS, "organization": organization}).check_permission("create")
	return day_to_report(organization)


def day_to_report(organization: str) -> date:
	"""A day of the period that a new report is about: the one that is due, else the one that runs."""
	due = days.progress_due().first
	about = {"organization": organization, "from_date": due}
	return getdate(nowdate()) if frappe.db.exists(PROGRESS, about) else due


def on_doctype_update():
	columns.add_indexes("Sink Progress Report")
	frappe.db.add_index("Sink Progress Report", ["organization", "from_date"])
	frappe.db.add_index("Sink Progress Report", ["to_date", "workflow_state"])
