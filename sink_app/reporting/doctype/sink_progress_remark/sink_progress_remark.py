from frappe.model.document import Document


class SinkProgressRemark(Document):
	pass
