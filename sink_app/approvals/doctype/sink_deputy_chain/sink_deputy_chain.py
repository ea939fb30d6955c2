from frappe.model.document import Document


class SinkDeputyChain(Document):
	pass
