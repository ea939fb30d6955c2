import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, cint, getdate, nowdate

from sink_app.access import columns


class RhythmMissing(frappe.ValidationError):
	pass


class EndReasonMissing(frappe.ValidationError):
	pass


class SinkKeyHousehold(Document):
	"""重点对象联系: whom to call or see, how often, and when next (湖北经济学院 plan, 四(三)2).

	Who it is, why and where stand at permission level 1.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_rhythm()
		self.validate_end()
		self.set_contact_name()
		self.set_next_due()

	def validate_rhythm(self):
		if cint(self.every_days) < 1:
			frappe.throw(_("«Every (Days)» takes a number from 1."), RhythmMissing)

	def validate_end(self):
		if not self.ended:
			self.end_reason = None
		elif not (self.end_reason or "").strip():
			frappe.throw(_("Please fill in «Reason for Ending»."), EndReasonMissing)

	def set_contact_name(self):
		self.contact_name = (
			frappe.get_cached_value("Sink Member", self.member, "member_name") if self.member else None
		)

	def set_next_due(self):
		"""So many days after the last contact; a new one is due at once."""
		if self.ended:
			self.next_due = None
		elif self.last_contact:
			self.next_due = add_days(getdate(self.last_contact), cint(self.every_days))
		else:
			self.next_due = getdate(self.creation or nowdate())


def on_doctype_update():
	columns.add_indexes("Sink Key Household")
	frappe.db.add_index("Sink Key Household", ["ended", "next_due"])
	frappe.db.add_index("Sink Key Household", ["member", "next_due"])
