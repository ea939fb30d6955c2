import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, nowdate

from sink_app.access import columns
from sink_app.organization import milestones, plans, seats

ISSUED = "Issued"


class YearInvalid(frappe.ValidationError):
	pass


class PlanTwice(frappe.DuplicateEntryError):
	pass


class ParentPlanUnfit(frappe.ValidationError):
	pass


class StageDatesReversed(frappe.ValidationError):
	pass


class DueOutsideYear(frappe.ValidationError):
	pass


class CodeTwice(frappe.ValidationError):
	pass


class ReasonMissing(frappe.ValidationError):
	pass


class RemindDaysInvalid(frappe.ValidationError):
	pass


class IssuedStays(frappe.ValidationError):
	pass


class SinkAnnualPlan(Document):
	"""年度工作安排: 起草 → 审定 → 印发 (湖北经济学院 plan, 六; «已经校党委同意，现予印发»).

	What is issued stays as it was; a change is a new version that takes the chain again and replaces it.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_year()
		self.set_place()
		self.set_title()
		self.validate_one_at_work()
		self.validate_parent_plan()
		self.validate_stages()
		self.set_codes()
		self.validate_milestones()
		self.validate_reminders()
		self.validate_issued_stays()

	def validate_year(self):
		self.year = cint(self.year) or cint(nowdate()[:4])
		if not 2000 <= self.year <= 2100:
			frappe.throw(_("«Year» takes a year of four digits."), YearInvalid)

	def set_place(self):
		self.level = frappe.db.get_value("Sink Organization", self.organization, "level")
		self.area = seats.area_of(self.organization)
		self.version = cint(self.version) or 1

	def set_title(self):
		if not self.title:
			self.title = plans.title_of(self.organization, self.year)

	def validate_one_at_work(self):
		"""One plan an organization and year, and at most one new version of it in the making."""
		other = frappe.db.get_value(
			"Sink Annual Plan",
			{
				"organization": self.organization,
				"year": self.year,
				"version": (">=", self.version),
				"name": ("!=", self.name),
			},
			["title", "version"],
			as_dict=True,
		)
		if other:
			frappe.throw(
				_("«{0}» is there already (version {1}). Please change it with «New Version».").format(
					other.title, other.version
				),
				PlanTwice,
			)

	def validate_parent_plan(self):
		"""A second-level organization refines its school's plan of the same year."""
		if not self.parent_plan:
			return
		parent = frappe.db.get_value(
			"Sink Annual Plan", self.parent_plan, ["organization", "year"], as_dict=True
		)
		if parent.year != self.year:
			frappe.throw(_("«Refines the Plan» takes a plan of {0}.").format(self.year), ParentPlanUnfit)
		if not plans.lies_above(parent.organization, self.organization):
			frappe.throw(_("«Refines the Plan» takes a plan of an organization above."), ParentPlanUnfit)

	def validate_stages(self):
		for row in self.stages:
			if getdate(row.to_date) < getdate(row.from_date):
				frappe.throw(
					_("«Stages», row {0}: «To Date» lies before «From Date».").format(row.idx),
					StageDatesReversed,
				)

	def set_codes(self):
		taken = {row.code for row in self.milestones}
		free = (code for number in range(1, 1000) if (code := f"M{number:02d}") not in taken)
		for row in self.milestones:
			row.code = (row.code or "").strip() or next(free)

	def validate_milestones(self):
		seen = {}
		for row in self.milestones:
			self._validate_milestone(row, seen)
			seen[row.code] = row.idx

	def _validate_milestone(self, row, seen: dict):
		where = _("«Milestones», row {0}").format(row.idx)
		if row.code in seen:
			frappe.throw(
				_("{0}: code {1} stands in row {2} already.").format(where, row.code, seen[row.code]),
				CodeTwice,
			)
		if getdate(row.due_date).year != self.year:
			frappe.throw(_("{0}: «Due On» lies outside {1}.").format(where, self.year), DueOutsideYear)
		if row.strictness == "Soft" and not (row.reason or "").strip():
			frappe.throw(_("{0}: please say in «Reason» why the date is soft.").format(where), ReasonMissing)

	def validate_reminders(self):
		try:
			milestones.remind_days(self.remind_before)
		except ValueError:
			frappe.throw(
				_("«Remind Before (Days)» takes whole numbers with commas, such as 7, 3, 0."),
				RemindDaysInvalid,
			)

	def validate_issued_stays(self):
		"""How people are reminded may be set at any time; what was decided on may not be changed."""
		before = self.get_doc_before_save()
		if not before or before.workflow_state != ISSUED:
			return
		fields = [field for field in plans.DECIDED if self.get(field) != before.get(field)]
		fields += [
			table for table in plans.TABLES if plans.content(self, table) != plans.content(before, table)
		]
		if fields:
			frappe.throw(
				_("«{0}» was issued as it is. Please change it with «New Version».").format(
					_(self.meta.get_label(fields[0]))
				),
				IssuedStays,
			)

	def after_approval_step(self, step):
		if step.to_state == ISSUED:
			plans.issue(self)


def on_doctype_update():
	columns.add_indexes("Sink Annual Plan")
	frappe.db.add_index("Sink Annual Plan", ["organization", "year", "version"])
