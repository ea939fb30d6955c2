from frappe.model.document import Document


class SinkPlanMilestone(Document):
	pass
