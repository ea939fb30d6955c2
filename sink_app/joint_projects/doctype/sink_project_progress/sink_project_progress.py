from frappe.model.document import Document


class SinkProjectProgress(Document):
	"""Word of a project's progress."""
