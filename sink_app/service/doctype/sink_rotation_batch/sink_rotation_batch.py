from frappe.model.document import Document


class SinkRotationBatch(Document):
	pass
