from frappe.model.document import Document


class SinkServiceListItem(Document):
	pass
