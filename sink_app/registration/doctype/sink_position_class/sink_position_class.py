from frappe.model.document import Document


class SinkPositionClass(Document):
	pass
