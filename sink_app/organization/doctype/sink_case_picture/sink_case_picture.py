from frappe.model.document import Document


class SinkCasePicture(Document):
	pass
