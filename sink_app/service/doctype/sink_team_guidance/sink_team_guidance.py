from frappe.model.document import Document


class SinkTeamGuidance(Document):
	pass
