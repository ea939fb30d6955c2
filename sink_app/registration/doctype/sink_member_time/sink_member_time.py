from frappe.model.document import Document


class SinkMemberTime(Document):
	def __init__(self, *args, **kwargs):
		super().__init__(*args, **kwargs)
		# Frappe would write the time of day into a time left empty
		self.dont_update_if_missing = ["from_time", "to_time"]
