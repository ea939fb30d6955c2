from frappe.model.document import Document


class SinkSkill(Document):
	pass
