from frappe.model.document import Document


class SinkWhistleKind(Document):
	"""What whistles are blown for, and how urgent that usually is."""
