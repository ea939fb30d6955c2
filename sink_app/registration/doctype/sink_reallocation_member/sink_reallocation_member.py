from frappe.model.document import Document


class SinkReallocationMember(Document):
	pass
