from frappe.model.document import Document


class SinkTeamMember(Document):
	pass
