from frappe.model.document import Document


class SinkProjectBudgetRow(Document):
	"""What a project takes from a source of funds."""
