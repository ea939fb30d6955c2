import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from sink_app.access import columns
from sink_app.joint_projects import (
	COMPLETED,
	IN_ACCEPTANCE,
	PROJECT,
	UNDER_WAY,
	filing,
	lights,
	progress,
	spending,
)

AS_FILED = (*filing.PLANNED, "project_list", "organization", "community", "year")


class FromTheListOnly(frappe.ValidationError):
	"""A project is what its list says; its list is agreed to by three sides."""


class ResultMissing(frappe.ValidationError):
	pass


class SatisfactionMissing(frappe.ValidationError):
	pass


class SinkJointProject(Document):
	"""共建项目: 未启动 → 推进中 → 已完成 → 已考核 (武组通〔2021〕37号, 二(三)).

	What it is comes from its list when that is put on file; how it goes is told here.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		if not self.flags.approval_step:
			frappe.throw(
				_("Projects are entered on the list of joint projects and begin when it is put on file."),
				FromTheListOnly,
			)

	def validate(self):
		self.validate_as_filed()
		progress.take_latest(self)
		self.validate_end()
		lights.settle(self)

	def validate_as_filed(self):
		"""A change after filing is a new version of the list, which takes the chain again."""
		before = self.get_doc_before_save()
		if not before or self.flags.approval_step:
			return
		changed = next((field for field in AS_FILED if self.has_value_changed(field)), None)
		if changed:
			frappe.throw(
				_("«{0}» stands as it was put on file. Please change the list by a further version.").format(
					_(self.meta.get_label(changed))
				),
				FromTheListOnly,
			)

	def validate_end(self):
		"""What is reported as done says what came of it; what is accepted says what the residents think."""
		if self.workflow_state == IN_ACCEPTANCE and not (self.result or "").strip():
			frappe.throw(_("Please fill in «{0}» first.").format(_("What Came of It")), ResultMissing)
		if self.workflow_state == COMPLETED and not self.satisfaction:
			frappe.throw(
				_("Please fill in «{0}» first.").format(_("Satisfaction of the Residents")),
				SatisfactionMissing,
			)

	def after_approval_step(self, step):
		"""The days of a project's end; sent back, it has none."""
		if step.to_state == IN_ACCEPTANCE:
			self.db_set("finished_on", nowdate(), update_modified=False)
		elif step.to_state == COMPLETED and not self.accepted_on:
			self.db_set({"accepted_on": nowdate(), "progress": 100}, update_modified=False)
		elif step.to_state == UNDER_WAY:
			self.db_set("finished_on", None, update_modified=False)

	def after_expense(self):
		"""An expense was approved that belongs to it."""
		self.db_set("spent_amount", sum(spending.of(self.name).values()), update_modified=False)


def on_doctype_update():
	columns.add_indexes(PROJECT)
	frappe.db.add_index(PROJECT, ["project_list"])
	frappe.db.add_index(PROJECT, ["year", "workflow_state"])
	frappe.db.add_index(PROJECT, ["unit", "year", "workflow_state"])
	frappe.db.add_index(PROJECT, ["community", "year", "workflow_state"])
