from frappe.model.document import Document


class SinkMaterialItem(Document):
	pass
