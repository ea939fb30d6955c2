import frappe
from frappe import _

from sink_app.access import columns
from sink_app.organization.wording import site_language
from sink_app.registration.yearly import YearlyList
from sink_app.service.lists import SKILLS


class SinkResourceList(YearlyList):
	"""资源清单: what a unit can give, by duties, advantages and needs (武组通〔2021〕37号, 二(一))."""

	owner_fields = ("organization", "community", "kind")

	def kind_words(self) -> str:
		return (
			_("List of Members' Skills", lang=site_language())
			if self.kind == SKILLS
			else _("Resource List", lang=site_language())
		)


def on_doctype_update():
	columns.add_indexes("Sink Resource List")
	frappe.db.add_index("Sink Resource List", ["organization", "year"])
	frappe.db.add_index("Sink Resource List", ["community", "year", "workflow_state"])
