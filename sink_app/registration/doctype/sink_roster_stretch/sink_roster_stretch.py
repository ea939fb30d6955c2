import frappe
from frappe.model.document import Document


class SinkRosterStretch(Document):
	"""What became of some rows of a roster, until all are in: roster.stretches alone writes it."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	frappe.db.add_index("Sink Roster Stretch", ["roster_import", "position"])
