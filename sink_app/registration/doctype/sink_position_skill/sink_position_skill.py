from frappe.model.document import Document


class SinkPositionSkill(Document):
	pass
