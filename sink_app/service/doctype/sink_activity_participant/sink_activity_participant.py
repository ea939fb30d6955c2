import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from sink_app.access import columns
from sink_app.service.activities import (
	ABSENT,
	ATTENDED,
	COUNTED,
	HELD,
	PARTICIPANT,
	SIGN_UP,
	SIGNED_UP,
	counting,
)


class SignUpClosed(frappe.ValidationError):
	pass


class HeadCountReached(frappe.ValidationError):
	pass


class SignedUpAlready(frappe.DuplicateEntryError):
	pass


class NotYoursToSay(frappe.PermissionError):
	pass


class SinkActivityParticipant(Document):
	"""Who signed up for an activity, and whether they came; no place is taken twice."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.fill_from_activity()
		self.validate_who_says()
		self.hold()
		self.take_place()

	def on_trash(self):
		if self.status in COUNTED:
			counting.change(self.activity, -1)

	def fill_from_activity(self):
		self.area = frappe.db.get_value("Sink Activity", self.activity, "area")
		if not self.organization:
			self.organization = frappe.db.get_value("Sink Member", self.member, "organization")

	def validate_who_says(self):
		"""Whether somebody came is said by who holds the activity, never by themselves."""
		before = self.get_doc_before_save()
		self.record = before.record if before else None
		is_said = self.status in (ATTENDED, ABSENT) and (not before or before.status != self.status)
		if is_said and not frappe.has_permission("Sink Activity", "write", doc=self.activity):
			frappe.throw(_("The list of who came is kept by who holds the activity."), NotYoursToSay)

	def hold(self):
		"""One place a member in one activity; the database refuses a second one at once."""
		self.holding = f"{self.activity}/{self.member}"
		if frappe.db.exists(PARTICIPANT, {"holding": self.holding, "name": ("!=", self.name)}):
			frappe.throw(_("{0} has signed up already.").format(self.member_name), SignedUpAlready)

	def take_place(self):
		before = self.get_doc_before_save()
		was_counted = bool(before) and before.status in COUNTED
		is_counted = self.status in COUNTED
		if is_counted and not was_counted:
			self.validate_open(counting.locked(self.activity))
			counting.change(self.activity, +1)
		elif was_counted and not is_counted:
			counting.change(self.activity, -1)

	def validate_open(self, activity):
		"""Who came without signing up is put on the list afterwards, past the number that was wanted."""
		if self.status != SIGNED_UP:
			if activity.workflow_state not in (SIGN_UP, HELD):
				frappe.throw(_("«{0}» was not published.").format(activity.title), SignUpClosed)
			return
		if activity.workflow_state != SIGN_UP or get_datetime(activity.starts_on) <= now_datetime():
			frappe.throw(_("Nobody can sign up for «{0}» any more.").format(activity.title), SignUpClosed)
		if (activity.signed_up or 0) >= activity.head_count:
			frappe.throw(
				_("«{0}» has found its {1} people already.").format(activity.title, activity.head_count),
				HeadCountReached,
			)


def on_doctype_update():
	columns.add_indexes(PARTICIPANT)
	frappe.db.add_index(PARTICIPANT, ["activity", "status"])
	frappe.db.add_index(PARTICIPANT, ["member", "status"])
	frappe.db.add_index(PARTICIPANT, ["record"])
