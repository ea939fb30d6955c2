from frappe.model.document import Document


class SinkEmergencyTask(Document):
	"""What is to be done in an emergency: becomes an order when it is declared."""
