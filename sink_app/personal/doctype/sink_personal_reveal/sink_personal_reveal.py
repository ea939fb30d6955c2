import frappe

from sink_app.personal.written_once import LogEntry


class SinkPersonalReveal(LogEntry):
	"""One look at a number in full: written once by personal.doors."""


def on_doctype_update():
	frappe.db.add_index("Sink Personal Reveal", ["person", "revealed_at"])
	frappe.db.add_index("Sink Personal Reveal", ["reference_name"])
	frappe.db.add_index("Sink Personal Reveal", ["revealed_at"])
