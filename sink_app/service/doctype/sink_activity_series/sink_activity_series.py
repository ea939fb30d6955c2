from frappe.model.document import Document


class SinkActivitySeries(Document):
	"""系列活动, such as the eight of the 湖北经济学院 plan: activities name theirs."""
