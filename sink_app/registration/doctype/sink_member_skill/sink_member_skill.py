from frappe.model.document import Document


class SinkMemberSkill(Document):
	pass
