from frappe.model.document import Document


class SinkPlanStage(Document):
	pass
