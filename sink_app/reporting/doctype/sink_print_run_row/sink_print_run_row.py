from frappe.model.document import Document


class SinkPrintRunRow(Document):
	pass
