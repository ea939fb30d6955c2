from frappe.model.document import Document


class SinkNoticeAttachment(Document):
	pass
