import frappe
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.joint_projects import CONSENT


class SinkProjectConsent(Document):
	"""会签: a further unit's consent to its duties in joint projects; asked and answered by `consents`."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	columns.add_indexes(CONSENT)
	frappe.db.add_unique(CONSENT, ["project_list", "organization"])
