import frappe
from frappe.model.document import Document


class SinkPersonalValue(Document):
	"""One number of one record, encrypted: written and read by personal.vault alone, no role reads it."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	frappe.db.add_index("Sink Personal Value", ["digest"])
	frappe.db.add_index("Sink Personal Value", ["reference_name", "reference_field"])
