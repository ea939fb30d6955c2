from frappe.model.document import Document


class SinkProjectMilestone(Document):
	"""A day by which a part of a project is done."""
