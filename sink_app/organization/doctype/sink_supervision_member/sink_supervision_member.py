from frappe.model.document import Document


class SinkSupervisionMember(Document):
	pass
