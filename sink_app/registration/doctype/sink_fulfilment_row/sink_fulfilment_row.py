from frappe.model.document import Document


class SinkFulfilmentRow(Document):
	pass
