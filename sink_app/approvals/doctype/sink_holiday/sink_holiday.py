from frappe.model.document import Document


class SinkHoliday(Document):
	pass
