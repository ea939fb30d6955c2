from frappe.model.document import Document


class SinkCommitmentRating(Document):
	pass
