import frappe
from frappe.model.document import Document


class SinkPrintRun(Document):
	"""Many records printed into one ZIP: what is done, so that a run goes on (see `print_runs`)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)


def on_doctype_update():
	frappe.db.add_index("Sink Print Run", ["status", "modified"])
	frappe.db.add_index("Sink Print Run", ["owner", "modified"])
