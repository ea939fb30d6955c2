import frappe
from frappe import _
from frappe.model.document import Document


class PercentWrong(frappe.ValidationError):
	pass


class SinkDemandSettings(Document):
	"""What the public page takes, how long a rating link counts, and when two demands are alike."""

	def validate(self):
		self.validate_percent()

	def validate_percent(self):
		if not 1 <= (self.alike_percent or 0) <= 100:
			frappe.throw(
				_("«{0}» takes a number from 1 to 100.").format(_(self.meta.get_label("alike_percent"))),
				PercentWrong,
			)
