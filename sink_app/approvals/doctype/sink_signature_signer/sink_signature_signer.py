from frappe.model.document import Document


class SinkSignatureSigner(Document):
	pass
