from frappe.model.document import Document


class SinkConcentrationMove(Document):
	pass
