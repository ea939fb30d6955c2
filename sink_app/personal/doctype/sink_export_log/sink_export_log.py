import frappe

from sink_app.personal.written_once import LogEntry


class SinkExportLog(LogEntry):
	"""One export: who, what, how many rows and what for; written by personal.exports."""


def on_doctype_update():
	frappe.db.add_index("Sink Export Log", ["place"])
	frappe.db.add_index("Sink Export Log", ["exported_at"])
