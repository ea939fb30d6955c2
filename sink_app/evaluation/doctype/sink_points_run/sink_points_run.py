import frappe
from frappe.model.document import Document


class SinkPointsRun(Document):
	"""A rule whose records are being gone through, and how far; it is gone when that is done."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)
