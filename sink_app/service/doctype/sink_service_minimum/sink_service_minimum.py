from frappe.model.document import Document


class SinkServiceMinimum(Document):
	pass
