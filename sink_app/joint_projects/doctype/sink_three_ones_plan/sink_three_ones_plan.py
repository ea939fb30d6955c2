import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate, nowdate

from sink_app.access import columns
from sink_app.joint_projects import (
	DRAFT,
	ONES_FIXED,
	ONES_TO_CONFIRM,
	RETURNED,
	THREE_ONES,
	settings,
	three_ones,
)
from sink_app.organization import bodies

WRITTEN_IN = (None, "", DRAFT, RETURNED)


class PlanTwice(frappe.DuplicateEntryError):
	pass


class NotABranch(frappe.ValidationError):
	pass


class NotACompound(frappe.ValidationError):
	pass


class OneIsMissing(frappe.ValidationError):
	"""A plan with one of the three missing is not handed in."""


class SourceMissing(frappe.ValidationError):
	"""着眼解决小区居民反映强烈的民生问题."""


class ContentStands(frappe.ValidationError):
	pass


class DoneInTheFuture(frappe.ValidationError):
	pass


class ResultMissing(frappe.ValidationError):
	pass


class SinkThreeOnesPlan(Document):
	"""“三个一”: 起草 → 小区确认 → 确定, by 15 April (武组通〔2021〕37号, 三)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])
		self.party_day_theme = self.party_day_theme or settings.value("party_day_theme")

	def validate(self):
		self.validate_sides()
		self.validate_once()
		self.make_title()
		self.validate_content_stands()
		self.judge_time()
		if self.workflow_state == ONES_TO_CONFIRM:
			self.validate_three()
			self.validate_matter()
		self.count_done()

	def validate_sides(self):
		if frappe.get_cached_value("Sink Organization", self.organization, "level") != "Branch":
			frappe.throw(_("«{0}» takes a branch.").format(_("Party Branch")), NotABranch)
		if frappe.get_cached_value("Sink Area", self.compound, "level") != "Compound":
			frappe.throw(_("«{0}» takes a compound.").format(_("Compound")), NotACompound)

	def validate_once(self):
		same = {"organization": self.organization, "compound": self.compound, "year": self.year}
		if frappe.db.exists(THREE_ONES, {**same, "name": ("!=", self.name)}):
			frappe.throw(
				_(
					"This branch has a plan with this compound in {0} already. Please go on with that one."
				).format(self.year),
				PlanTwice,
			)

	def make_title(self):
		branch, compound = bodies.name_of(self.organization, None), bodies.name_of(None, self.compound)
		self.title = f"{branch} · {compound} · {self.year}“三个一”"

	def validate_content_stands(self):
		before = self.get_doc_before_save()
		if not before or before.workflow_state in WRITTEN_IN:
			return
		changed = next((f for f in three_ones.WRITTEN if cstr(self.get(f)) != cstr(before.get(f))), None)
		if changed:
			frappe.throw(
				_(
					"«{0}» stands as it was handed in. Send the plan back with a reason to have it changed."
				).format(_(self.meta.get_label(changed))),
				ContentStands,
			)

	def judge_time(self):
		self.due_date = settings.due(settings.THREE_ONES, self.organization, self.year)
		self.is_late = cint(getdate(self.fixed_on or nowdate()) > getdate(self.due_date))

	def validate_three(self):
		missing = next((field for field in three_ones.NEEDED if not self.get(field)), None)
		if missing:
			frappe.throw(
				_("Please fill in «{0}» ({1}): a plan holds all three.").format(
					_(self.meta.get_label(missing)), _(self.section_of(missing))
				),
				OneIsMissing,
			)

	def section_of(self, field: str) -> str:
		"""The label of the part of the form that a field stands in."""
		label = ""
		for df in self.meta.fields:
			if df.fieldtype == "Section Break" and df.label:
				label = df.label
			if df.fieldname == field:
				break
		return label

	def validate_matter(self):
		if not self.matter_source and not (self.no_source_reason or "").strip():
			frappe.throw(
				_("Please name the demand that the matter answers, or how you know that residents want it."),
				SourceMissing,
			)

	def count_done(self):
		"""Done is what was held or settled, with a word of what came of it."""
		for field, result in three_ones.DONE_DAYS.items():
			if not self.get(field):
				continue
			if getdate(self.get(field)) > getdate(nowdate()):
				frappe.throw(
					_("«{0}» lies in the future.").format(_(self.meta.get_label(field))), DoneInTheFuture
				)
			if not (self.get(result) or "").strip():
				frappe.throw(
					_("Please fill in «{0}» ({1}).").format(
						_(self.meta.get_label(result)), _(self.section_of(result))
					),
					ResultMissing,
				)
		self.done_count = sum(bool(self.get(field)) for field in three_ones.DONE_DAYS)
		if self.matter_done_on:
			self.matter_progress = 100

	def after_approval_step(self, step):
		"""Both sides agreed."""
		if step.to_state == ONES_FIXED:
			three_ones.fixed(self)


def on_doctype_update():
	columns.add_indexes(THREE_ONES)
	frappe.db.add_unique(THREE_ONES, ["organization", "compound", "year"])
	frappe.db.add_index(THREE_ONES, ["year", "workflow_state", "due_date"])
	frappe.db.add_index(THREE_ONES, ["compound", "year"])
