from frappe.model.document import Document


class SinkActivityCohost(Document):
	pass
