from frappe.model.document import Document


class SinkReportFigure(Document):
	pass
