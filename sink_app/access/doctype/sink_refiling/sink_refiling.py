import frappe
from frappe.model.document import Document


class SinkRefiling(Document):
	"""One move of a node, and how far the records below have followed: run by access.refiling."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	frappe.db.add_index("Sink Refiling", ["status", "finished_at"])
	frappe.db.add_index("Sink Refiling", ["node", "status"])
