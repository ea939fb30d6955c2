from frappe.model.document import Document


class SinkEmergencyKind(Document):
	"""What emergencies are called for: 疫情防控、防汛抢险 … (湖北经济学院 plan, 四(三))."""
