from frappe.model.document import Document


class SinkProgressItem(Document):
	pass
