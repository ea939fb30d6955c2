import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.evaluation import ENTRY


class LedgerStands(frappe.ValidationError):
	pass


class SinkPointsEntry(Document):
	"""积分流水: points given or taken back for one record by one rule; written by the rules alone."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		frappe.throw(
			_("Points are entered by the rules. Please change the record that they are for."), LedgerStands
		)

	def on_trash(self):
		frappe.throw(_("The ledger is kept as it is. What no longer counts is taken back."), LedgerStands)


def on_doctype_update():
	columns.add_indexes(ENTRY)
	# a member's own, newest first, and their sum a year
	frappe.db.add_index(ENTRY, ["member", "day"])
	frappe.db.add_index(ENTRY, ["member", "year", "points"])
	# the sums of all, answered from the index alone
	frappe.db.add_index(ENTRY, ["year", "member", "points"])
	# what stands for a record; of two that settle it at once, one is kept
	frappe.db.add_unique(ENTRY, ["rule", "source", "turn"])
	# the list of a whole city, newest first
	frappe.db.add_index(ENTRY, ["day"])
