from frappe.model.document import Document


class SinkProjectParty(Document):
	"""A unit that shares a project, with its duty."""
