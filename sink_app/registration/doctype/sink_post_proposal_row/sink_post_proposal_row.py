from frappe.model.document import Document


class SinkPostProposalRow(Document):
	pass
