import frappe
from frappe.model.document import Document


class SinkBulkApproval(Document):
	"""One step taken on many records: run by approvals.bulk, for its owner only."""


def on_doctype_update():
	frappe.db.add_index("Sink Bulk Approval", ["owner", "modified"])
