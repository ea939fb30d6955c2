from frappe.model.document import Document


class SinkDutyPerson(Document):
	pass
