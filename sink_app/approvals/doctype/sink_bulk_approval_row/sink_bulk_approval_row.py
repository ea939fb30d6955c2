from frappe.model.document import Document


class SinkBulkApprovalRow(Document):
	"""One record of a bulk approval, and how it went; empty until its turn has come."""
