from frappe.model.document import Document


class SinkMeetingTopic(Document):
	pass
