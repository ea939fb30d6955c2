from frappe.model.document import Document


class SinkCommitmentItem(Document):
	pass
