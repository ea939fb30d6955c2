from frappe.model.document import Document


class SinkMemberWish(Document):
	pass
