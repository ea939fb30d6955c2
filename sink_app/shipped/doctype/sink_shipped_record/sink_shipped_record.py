import frappe
from frappe.model.document import Document


class SinkShippedRecord(Document):
	"""The ledger of shipped.installer: what was shipped when, and what became of it since."""


def on_doctype_update():
	frappe.db.add_unique("Sink Shipped Record", ["record_doctype", "shipped_name"])
