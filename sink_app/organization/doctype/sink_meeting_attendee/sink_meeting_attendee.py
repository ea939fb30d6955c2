from frappe.model.document import Document


class SinkMeetingAttendee(Document):
	pass
