import frappe
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.service.rosters import swaps


class SinkShiftSwap(Document):
	"""换班: a duty given to another, or changed for one of theirs. It counts once they say yes."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		if self.is_new():
			swaps.check(self)
			self.open_key = self.shift
		elif self.status != swaps.ASKED:
			self.open_key = None


def on_doctype_update():
	columns.add_indexes("Sink Shift Swap")
	frappe.db.add_index("Sink Shift Swap", ["other_member", "status"])
	frappe.db.add_index("Sink Shift Swap", ["member", "status"])
