from frappe.model.document import Document


class SinkPointsFactor(Document):
	"""What service of a category, and of those below it, counts: 1.5 for half as much more."""
