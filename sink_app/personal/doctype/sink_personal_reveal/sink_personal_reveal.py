import frappe
from frappe.model.document import Document


class SinkPersonalReveal(Document):
	"""One look at a number in full: written once by personal.doors."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	frappe.db.add_index("Sink Personal Reveal", ["person", "revealed_at"])
