from frappe.model.document import Document


class SinkMemberTime(Document):
	pass
