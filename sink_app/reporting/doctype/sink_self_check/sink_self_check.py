from frappe.model.document import Document


class SinkSelfCheck(Document):
	pass
