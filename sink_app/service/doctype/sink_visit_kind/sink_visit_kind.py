from frappe.model.document import Document


class SinkVisitKind(Document):
	"""登门走访、敲门行动、调研走访、分类敲门 … (湖北经济学院 plan, 四(二) and 四(四))."""
