from frappe.model.document import Document


class SinkProjectListItem(Document):
	"""A project as it is agreed on: what, by whom, until when, why it can be done."""
