import frappe
from frappe.model.document import Document


class SinkApprovalStep(Document):
	"""One step taken on one record: written once by approvals.steps, read through that record."""


def on_doctype_update():
	frappe.db.add_index("Sink Approval Step", ["reference_doctype", "reference_name", "taken_at"])
	frappe.db.add_index("Sink Approval Step", ["user", "reference_doctype", "on_behalf_of"])
