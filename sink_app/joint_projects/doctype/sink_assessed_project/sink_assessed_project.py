from frappe.model.document import Document


class SinkAssessedProject(Document):
	"""A project's score and opinion in an assessment."""
