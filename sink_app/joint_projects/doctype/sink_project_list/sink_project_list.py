import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.utils import cint, cstr, getdate, nowdate

from sink_app.access import columns
from sink_app.joint_projects import (
	DRAFT,
	IN_SUPERVISION,
	ON_FILE,
	PROJECT_LIST,
	RETURNED,
	TO_CONFIRM,
	checks,
	consents,
	filing,
	fixing,
	settings,
)
from sink_app.organization.wording import site_language
from sink_app.registration import yearly

WRITTEN_IN = (None, "", DRAFT, RETURNED)
TABLES = ("items", "parties", "budget")
HEAD = ("organization", "community", "year", "change_note", "few_reason", "remarks")


class ReasonForFewMissing(frappe.ValidationError):
	"""年度“共建项目清单”一般不少于5项."""


class ContentStands(frappe.ValidationError):
	"""Whoever confirms does not write."""


class ChangeNoteMissing(frappe.ValidationError):
	"""Whoever agrees to a change wants to know why."""


class NotAUnit(frappe.ValidationError):
	pass


class SinkProjectList(yearly.YearlyList):
	"""年度共建项目清单: 单位起草 → 社区确认 → 督导组审核备案 (武组通〔2021〕37号, 二(三))."""

	in_review, in_force = TO_CONFIRM, ON_FILE

	def validate(self):
		super().validate()
		self.validate_unit()
		self.validate_change_note()
		self.validate_content_stands()
		self.give_default_campaign()
		self.validate_projects()
		self.judge_number()
		self.judge_time()
		if self.workflow_state == TO_CONFIRM:
			self.validate_whole()
		if self.workflow_state == IN_SUPERVISION:
			consents.require_all(self)

	def give_default_campaign(self):
		"""纳入“我为群众办实事”实践活动: the campaign of the day, where a row names none."""
		new = [row for row in self.items if row.is_new() and not row.campaign]
		campaign = settings.campaign_of("Joint Projects") if new else None
		for row in new:
			row.campaign = campaign

	def kind_words(self) -> str:
		return _("List of Joint Projects", lang=site_language())

	def validate_unit(self):
		if frappe.get_cached_value("Sink Organization", self.organization, "level") not in (
			"Unit",
			"Second Level",
		):
			frappe.throw(_("«Unit» takes a unit or one of its second-level organizations."), NotAUnit)

	def validate_change_note(self):
		if self.version > 1 and not (self.change_note or "").strip():
			frappe.throw(_("Please fill in «{0}» first.").format(_("Why It Is Changed")), ChangeNoteMissing)

	def validate_content_stands(self):
		before = self.get_doc_before_save()
		if not before or before.workflow_state in WRITTEN_IN:
			return
		same_head = all(cstr(self.get(field)) == cstr(before.get(field)) for field in HEAD)
		if not same_head or any(_said(self, table) != _said(before, table) for table in TABLES):
			frappe.throw(
				_("The projects stand as they were handed in. Send the list back to have it changed."),
				ContentStands,
			)

	def validate_projects(self):
		checks.titles(self)
		checks.known_projects(self)
		checks.dates(self)
		checks.parties(self)
		checks.sum_budget(self)
		if self.version > 1 and (before := fixing.in_force_before(self)):
			checks.finished_stay(self, before)

	def judge_number(self):
		self.is_few = cint(len(self.items) < settings.number("min_projects"))

	def judge_time(self):
		"""原则上4月10日前确定完毕. A change after filing is no later for that."""
		if self.version > 1:
			self.is_late, self.due_date = fixing.first_was_late(self), None
			return
		self.due_date = settings.due(settings.LIST, self.organization, self.year)
		self.is_late = cint(getdate(self.confirmed_on or nowdate()) > getdate(self.due_date))

	def validate_whole(self):
		"""What a draft may still lack."""
		if self.is_few and not (self.few_reason or "").strip():
			frappe.throw(
				_(
					"There are {0} projects, normally at least {1}. Please fill in «{2}» before you hand in."
				).format(len(self.items), settings.number("min_projects"), _("Why There Are Fewer")),
				ReasonForFewMissing,
			)
		checks.duties(self)
		checks.funds(self)

	def on_update(self):
		if ordinary := checks.shared_though_ordinary(self):
			frappe.msgprint(
				_("Only projects hard to carry out are shared among units. Please look again at: {0}").format(
					_(", ").join(frappe.utils.escape_html(title) for title in ordinary)
				),
				indicator="orange",
				alert=True,
			)

	def on_trash(self):
		consents.take_back(self)

	def after_approval_step(self, step):
		"""What follows from each step of the chain."""
		super().after_approval_step(step)
		if step.to_state == TO_CONFIRM:
			consents.ask(self)
		elif step.to_state == IN_SUPERVISION:
			fixing.fixed(self)
		elif step.to_state == ON_FILE:
			self.db_set("filed_on", nowdate(), update_modified=False)
			filing.settle(self)


def _said(doc, table: str) -> list[dict]:
	"""What a table says, to be compared."""
	meta = frappe.get_meta(doc.meta.get_field(table).options)
	fields = [df.fieldname for df in meta.fields if df.fieldtype not in no_value_fields]
	return [{field: frappe.as_unicode(row.get(field) or "") for field in fields} for row in doc.get(table)]


def on_doctype_update():
	columns.add_indexes(PROJECT_LIST)
	frappe.db.add_unique(PROJECT_LIST, ["organization", "community", "year", "version"])
	frappe.db.add_index(PROJECT_LIST, ["community", "year", "workflow_state"])
	frappe.db.add_index(PROJECT_LIST, ["unit", "year", "workflow_state"])
	frappe.db.add_index(PROJECT_LIST, ["year", "workflow_state", "due_date"])
