from frappe.model.document import Document


class SinkWorkingGroupMember(Document):
	pass
