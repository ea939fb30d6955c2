import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate

from sink_app.access import columns
from sink_app.service.rosters import (
	CANCELLED,
	DRAFT,
	LEAVE,
	PLANNED,
	PUBLISHED,
	ROSTER,
	WITHDRAWN,
	clock,
)


class OutsideRoster(frappe.ValidationError):
	pass


class OnDutyAlready(frappe.DuplicateEntryError):
	pass


class RosterClosed(frappe.ValidationError):
	pass


class SinkDutyShift(Document):
	"""值班班次: one person on one day."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.is_pinned = 0 if self.flags.by_roster else 1

	def validate(self):
		self.fill_from_roster()
		self.validate_day()
		self.hold()
		self.note_substitute()
		self.tell_leave()

	def fill_from_roster(self):
		fields = ["team", "community", "organization", "from_date", "to_date", "from_time", "to_time"]
		self._roster = frappe.db.get_value(ROSTER, self.roster, [*fields, "workflow_state"], as_dict=True)
		self.update({field: self._roster[field] for field in ("team", "community", "organization")})
		self.from_time = self.from_time or self._roster.from_time
		self.to_time = self.to_time or self._roster.to_time
		clock.settled(self, "from_time", "to_time")
		if not self.is_new():
			return
		if self._roster.workflow_state == WITHDRAWN:
			frappe.throw(_("This roster was withdrawn; it takes no shifts any more."), RosterClosed)
		self.status = PLANNED if self._roster.workflow_state == PUBLISHED else DRAFT

	def validate_day(self):
		if not self._roster.from_date <= getdate(self.day) <= self._roster.to_date:
			frappe.throw(
				_("«Day»: {0} does not lie within the roster ({1} to {2}).").format(
					formatdate(self.day),
					formatdate(self._roster.from_date),
					formatdate(self._roster.to_date),
				),
				OutsideRoster,
			)

	def hold(self):
		"""Nobody is on duty twice on a day; the column is unique."""
		self.duty_key = None if self.status == CANCELLED else f"{self.roster}/{self.day}/{self.member}"
		about = {"duty_key": self.duty_key, "name": ("!=", self.name)}
		if self.duty_key and frappe.db.exists(self.doctype, about):
			frappe.throw(
				_("{0} is on duty on {1} already.").format(
					frappe.db.get_value("Sink Member", self.member, "member_name"), formatdate(self.day)
				),
				OnDutyAlready,
			)

	def note_substitute(self):
		"""Whoever is put in place of somebody stands in for them."""
		before = self.get_doc_before_save()
		if before and before.member != self.member:
			self.stood_in_for = None if self.stood_in_for == self.member else before.member
			self.member_name = frappe.db.get_value("Sink Member", self.member, "member_name")
			self.is_pinned = 1

	def tell_leave(self):
		"""A word, no refusal: leave may have been given up."""
		if self.flags.by_roster or not (self.is_new() or self.has_value_changed("member")):
			return
		about = {"member": self.member, "from_date": ("<=", self.day), "to_date": (">=", self.day)}
		if frappe.db.exists(LEAVE, about):
			frappe.msgprint(
				_("{0} is on leave on {1}. The shift was saved all the same.").format(
					frappe.db.get_value("Sink Member", self.member, "member_name"), formatdate(self.day)
				),
				indicator="orange",
			)


def on_doctype_update():
	columns.add_indexes("Sink Duty Shift")
	frappe.db.add_index("Sink Duty Shift", ["roster", "day"])
	frappe.db.add_index("Sink Duty Shift", ["member", "day"])
	frappe.db.add_index("Sink Duty Shift", ["community", "day"])
