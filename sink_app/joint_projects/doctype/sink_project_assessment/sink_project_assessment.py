import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.joint_projects import ASSESSMENT, COMPLETED, ON_FILE, PROJECT, PROJECT_LIST, assessing


class ListNotOnFile(frappe.ValidationError):
	pass


class ProjectOfAnotherList(frappe.ValidationError):
	pass


class Concluded(frappe.ValidationError):
	"""What was concluded stands."""


class SinkProjectAssessment(Document):
	"""项目检查考核 by the supervision group at the year's end: score and opinion, a project and for all."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		if not self.rows:
			self.extend("rows", assessing.rows_of(self.project_list))

	def validate(self):
		self.take_place()
		self.validate_stands()
		self.validate_rows()

	def take_place(self):
		fields = ["title", "organization", "community", "year", "workflow_state"]
		about = frappe.db.get_value(PROJECT_LIST, self.project_list, fields, as_dict=True)
		if about.workflow_state != ON_FILE and self.is_new():
			frappe.throw(_("Only the projects of a list on file are assessed."), ListNotOnFile)
		self.update({"organization": about.organization, "community": about.community, "year": about.year})
		self.title = _("Assessment of «{0}»").format(about.title)

	def validate_stands(self):
		before = self.get_doc_before_save()
		if before and before.status == "Concluded":
			frappe.throw(_("This assessment is concluded and stands."), Concluded)

	def validate_rows(self):
		for row in self.rows:
			about = ["project_list", "project_title", "workflow_state"]
			project = frappe.db.get_value(PROJECT, row.project, about, as_dict=True)
			if not project or project.project_list != self.project_list:
				frappe.throw(
					_("Row {0}: this project is not on the list.").format(row.idx), ProjectOfAnotherList
				)
			row.project_title, row.state = project.project_title, _(project.workflow_state)

	def extend(self, table: str, rows: list[dict]):
		"""Append rows to a table."""
		for row in rows:
			self.append(table, row)

	def completed(self) -> list:
		"""The rows whose projects are accepted and wait for this."""
		names = [row.project for row in self.rows]
		# acts for itself: the projects of the list that is assessed
		waiting = frappe.get_all(
			PROJECT,
			filters={"name": ("in", names or [""]), "workflow_state": COMPLETED},
			pluck="name",
			order_by="creation asc",
		)
		return [row for row in self.rows if row.project in waiting]


def on_doctype_update():
	columns.add_indexes(ASSESSMENT)
	frappe.db.add_index(ASSESSMENT, ["project_list"])
