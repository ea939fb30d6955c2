import frappe
from frappe.model.document import Document


class SinkTrainingAttendee(Document):
	pass


def on_doctype_update():
	frappe.db.add_index("Sink Training Attendee", ["member", "attended"])
