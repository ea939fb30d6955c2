import frappe

from sink_app.access import columns
from sink_app.personal.written_once import LogEntry
from sink_app.service.records import SEAL


class SinkRecordSeal(LogEntry):
	"""封存: what a confirmed record said, bound to the seal before it in its community; never changed."""


def on_doctype_update():
	columns.add_indexes(SEAL)
	# the database itself refuses a chain that forks, and a record that is sealed twice
	frappe.db.add_unique(SEAL, ["community", "position"], "number_in_chain")
	frappe.db.add_unique(SEAL, ["record"], "one_seal_a_record")
