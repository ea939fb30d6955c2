from frappe.model.document import Document


class SinkMeetingKind(Document):
	"""联席会议, 党建联席会, 项目月度研究 …: who holds it, how often, what it always speaks of."""
