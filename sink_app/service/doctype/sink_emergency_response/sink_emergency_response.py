import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime, time_diff_in_seconds

from sink_app.access import columns
from sink_app.service import answers
from sink_app.service.emergencies import (
	ARRIVED,
	CALLED,
	CANNOT,
	COMING,
	EMERGENCY,
	IN_FORCE,
	LEFT,
	REVIEW,
)

NEXT = {
	CALLED: (COMING, CANNOT, ARRIVED),
	COMING: (CANNOT, ARRIVED),
	CANNOT: (COMING, ARRIVED),
	ARRIVED: (LEFT,),
	LEFT: (ARRIVED,),
}
STAMPS = {COMING: "answered_on", CANNOT: "answered_on", ARRIVED: "arrived_on", LEFT: "left_on"}


class NobodyCalled(frappe.ValidationError):
	pass


class EmergencyOver(frappe.ValidationError):
	pass


class ReasonMissing(frappe.ValidationError):
	pass


class TimesOutOfOrder(frappe.ValidationError):
	pass


class SinkEmergencyResponse(Document):
	"""应急响应: one person called in an emergency, what they answered, when they came and left."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.is_drill = frappe.db.get_value(EMERGENCY, self.emergency, "is_drill")

	def validate(self):
		self.validate_person()
		self.validate_emergency_open()
		self.validate_answer()
		self.validate_reason()
		self.stamp()
		self.validate_times()
		self.count_minutes()

	def validate_person(self):
		if bool(self.member) == bool(self.volunteer):
			frappe.throw(_("A call is for one party member or for one volunteer."), NobodyCalled)
		self.call_key = f"{self.emergency}/{self.member or self.volunteer}"

	def validate_emergency_open(self):
		"""While it is in force people answer; until it is reviewed the office puts times right."""
		state = frappe.db.get_value(EMERGENCY, self.emergency, "workflow_state")
		if state not in (IN_FORCE, REVIEW):
			frappe.throw(_("This emergency is over; its roll-call no longer changes."), EmergencyOver)

	def validate_answer(self):
		answers.check_order(self, CALLED, NEXT)

	def validate_reason(self):
		if self.status != CANNOT:
			self.reason = None
		elif not (self.reason or "").strip():
			frappe.throw(_("Please say in a few words why you cannot come."), ReasonMissing)

	def stamp(self):
		"""The time of each answer is the time it is given, unless the office has put in another."""
		field = STAMPS.get(self.status)
		if not field or not (self.is_new() or self.has_value_changed("status")):
			return
		if not self.has_value_changed(field) or not self.get(field):
			self.set(field, now_datetime())
		if self.status == ARRIVED:
			self.left_on = None

	def validate_times(self):
		if self.left_on and (
			not self.arrived_on or get_datetime(self.left_on) < get_datetime(self.arrived_on)
		):
			frappe.throw(_("«Left On» lies before «Arrived On»."), TimesOutOfOrder)

	def count_minutes(self):
		self.minutes = (
			int(time_diff_in_seconds(self.left_on, self.arrived_on) // 60)
			if self.left_on and self.arrived_on
			else 0
		)


def on_doctype_update():
	columns.add_indexes("Sink Emergency Response")
	frappe.db.add_index("Sink Emergency Response", ["emergency", "status"])
	frappe.db.add_index("Sink Emergency Response", ["member", "called_on"])
