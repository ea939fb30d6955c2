from frappe.model.document import Document


class SinkPolicyBasis(Document):
	pass
