from frappe.model.document import Document


class SinkResourceListItem(Document):
	pass
