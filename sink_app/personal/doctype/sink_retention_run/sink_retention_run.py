import frappe

from sink_app.personal.written_once import LogEntry


class SinkRetentionRun(LogEntry):
	"""One night's work of one retention rule: how many records, no names; written by personal.retention."""


def on_doctype_update():
	frappe.db.add_index("Sink Retention Run", ["started_at"])
