import frappe
from frappe.model.document import Document

from sink_app.service.records import CODE


class SinkServiceCode(Document):
	"""确认码 of one record: its number and a digest of its six digits. No role reads it."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	frappe.db.add_index(CODE, ["record"])
