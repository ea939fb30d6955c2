import frappe
from frappe.model.document import Document


class SinkReminder(Document):
	"""That somebody was reminded: written once by approvals.reminders, so that nobody is reminded twice."""


def on_doctype_update():
	frappe.db.add_index("Sink Reminder", ["reference_doctype", "reference_name"])
