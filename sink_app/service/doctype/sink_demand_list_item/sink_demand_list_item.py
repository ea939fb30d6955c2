from frappe.model.document import Document


class SinkDemandListItem(Document):
	pass
