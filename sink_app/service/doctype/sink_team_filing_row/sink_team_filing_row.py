from frappe.model.document import Document


class SinkTeamFilingRow(Document):
	pass
