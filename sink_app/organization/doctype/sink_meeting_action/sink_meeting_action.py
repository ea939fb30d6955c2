from frappe.model.document import Document


class SinkMeetingAction(Document):
	pass
