from frappe.model.document import Document


class SinkSupervisionUnit(Document):
	pass
