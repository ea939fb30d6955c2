from frappe.model.document import Document


class SinkFundSource(Document):
	"""经费来源: 自留党费, 工会经费, 行政经费 (湖北经济学院 plan, 六(四))."""
