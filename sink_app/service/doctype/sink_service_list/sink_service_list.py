import frappe
from frappe import _

from sink_app.access import columns
from sink_app.organization.wording import site_language
from sink_app.registration.yearly import YearlyList


class SinkServiceList(YearlyList):
	"""服务清单: demands and resources put together (湖北经济学院 plan, 四(一)2)."""

	owner_fields = ("community", "organization")

	def kind_words(self) -> str:
		return _("Service List", lang=site_language())


def on_doctype_update():
	columns.add_indexes("Sink Service List")
	frappe.db.add_index("Sink Service List", ["community", "year", "workflow_state"])
