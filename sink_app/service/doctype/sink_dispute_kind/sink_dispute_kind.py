from frappe.model.document import Document


class SinkDisputeKind(Document):
	"""What 微治理 is about (湖北经济学院 plan, 四(三)5)."""
