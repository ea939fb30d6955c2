from frappe.model.document import Document


class SinkDebriefVote(Document):
	pass
