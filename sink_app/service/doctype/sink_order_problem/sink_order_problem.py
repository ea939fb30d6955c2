from frappe.model.document import Document


class SinkOrderProblem(Document):
	"""One thing that came up in the service of an order, and how it was settled."""
