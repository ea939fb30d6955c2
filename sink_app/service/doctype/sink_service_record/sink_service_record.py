from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, now_datetime

from sink_app.access import columns
from sink_app.service import calendars
from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.records import (
	CONFIRMED,
	CONTENT,
	OPEN,
	RECORD,
	REPLACED,
	RETURNED,
	SETTLED,
	WAITING,
	confirmations,
	correcting,
	rules,
	sealing,
	sources,
)

MOST_HOURS = 24 * calendars.LONGEST
"""In one record, where an office sets no limit or a higher one: longer ones the calendar would not find."""


class PeriodWrong(frappe.ValidationError):
	pass


class InTheFuture(frappe.ValidationError):
	pass


class Overlapping(frappe.ValidationError):
	pass


class PlaceWrong(frappe.ValidationError):
	pass


class WrittenAlready(frappe.DuplicateEntryError):
	pass


class LateReasonMissing(frappe.ValidationError):
	pass


class CorrectionReasonMissing(frappe.ValidationError):
	pass


class ContentStands(frappe.ValidationError):
	pass


class NotDeletable(frappe.ValidationError):
	pass


class SinkServiceRecord(Document):
	"""服务记录: time, place and content of one service, confirmed by others (湖北经济学院 plan, 六(一)2)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_validate(self):
		"""What is known fills itself before anything is missed."""
		if self.is_being_written():
			self.fill_known()

	def validate(self):
		if self.is_being_written():
			self.clear_settled()
			self.validate_told()
			self.validate_period()
			self.validate_place()
			self.validate_correction()
			self.validate_source()
			self.validate_no_overlap()
			self.find_registration()
			self.judge_late()
		else:
			self.validate_content_stands()
		confirmations.note(self)

	def on_trash(self):
		if self.workflow_state not in OPEN:
			frappe.throw(_("Only a record that was not handed in yet may be deleted."), NotDeletable)

	def is_being_written(self) -> bool:
		"""Whether this save may still change what is told: until the record is handed in, and with it."""
		before = self.get_doc_before_save()
		return before is None or before.workflow_state in OPEN

	def fill_known(self):
		sources.fill(self)
		if self.member and not (self.organization and self.member_name):
			fields = ["organization", "member_name"]
			self.update(frappe.db.get_value("Sink Member", self.member, fields, as_dict=True) or {})
		for field in ("starts_on", "ends_on"):
			if self.get(field):
				self.set(field, get_datetime(self.get(field)).replace(second=0, microsecond=0))

	def clear_settled(self):
		"""What a client sends of it is not looked at."""
		before = self.get_doc_before_save()
		kept = before if before and before.workflow_state == RETURNED else frappe._dict()
		for field in SETTLED:
			if field != "organization":
				self.set(field, kept.get(field) if field == "is_late" else None)

	def validate_told(self):
		"""Before anything is compared: who, when and where."""
		for field in ("member", "starts_on", "ends_on", "area"):
			if not self.get(field):
				frappe.throw(
					_("«{0}» is empty. Please fill it in.").format(_(self.meta.get_label(field))),
					frappe.MandatoryError,
				)

	def validate_period(self):
		"""Counted in whole minutes; over midnight is one service, the future is none."""
		if self.ends_on <= self.starts_on:
			frappe.throw(_("«Ends On» has to lie after «Starts On»."), PeriodWrong)
		if self.ends_on > now_datetime():
			frappe.throw(
				_("«Ends On» lies ahead: a record is written once the service is done."), InTheFuture
			)
		longest = min(settings().longest_hours or MOST_HOURS, MOST_HOURS)
		self.minutes = (self.ends_on - self.starts_on) // timedelta(minutes=1)
		if self.minutes > longest * 60:
			frappe.throw(
				_("One record takes at most {0} hours. Please write one for each service.").format(longest),
				PeriodWrong,
			)

	def validate_place(self):
		"""A community or something inside one: it confirms the record, and keeps its chain of seals."""
		self.place = " ".join((self.place or "").split())
		if not columns.of(self).get("community"):
			frappe.throw(_("«Community or Grid» takes a community or something inside one."), PlaceWrong)
		self.place = self.place or frappe.db.get_value("Sink Area", self.area, "title")

	def validate_source(self):
		"""One record a member of one order, activity or shift."""
		if not self.source:
			return
		about = {"member": self.member, "source_doctype": self.source_doctype, "source": self.source}
		others = [name for name in (self.name, self.replaces) if name]
		about |= {"name": ("not in", others or [""]), "workflow_state": ("!=", REPLACED)}
		if frappe.db.exists(RECORD, about):
			frappe.throw(
				_("{0} has a service record of this already.").format(self.member_name), WrittenAlready
			)

	def validate_no_overlap(self):
		if other := rules.overlapping(self):
			frappe.throw(
				_("{0} has another service record in this time: {1}.").format(
					self.member_name, rules.span(other.starts_on, other.ends_on)
				),
				Overlapping,
			)

	def find_registration(self):
		self.registration = rules.registration_of(self, columns.of(self)["community"])

	def judge_late(self):
		"""补录 is marked when it is handed in, with a reason and a second confirmer."""
		if self.workflow_state not in WAITING:
			return
		before = self.get_doc_before_save()
		if before is None or before.workflow_state != RETURNED:
			self.is_late = cint(rules.is_late(self.ends_on))
		if self.is_late and not (self.late_reason or "").strip():
			frappe.throw(
				_(
					"This service ended more than {0} days ago: please say in «Why It Is Entered Late» why."
				).format(settings().late_after_days),
				LateReasonMissing,
			)
		self.needs_second = cint(bool(self.is_late) or rules.is_one_of_their_own(self))

	def validate_correction(self):
		if self.replaces:
			correcting.check(self)
		if self.replaces and not (self.correction_reason or "").strip():
			frappe.throw(
				_("Please say what is corrected: «Why It Is Corrected» is empty."), CorrectionReasonMissing
			)

	def validate_content_stands(self):
		"""What was handed in is confirmed or sent back, not changed by who confirms it."""
		before = self.get_doc_before_save()
		for field in (*CONTENT, *SETTLED):
			if self.has_value_changed(field) and (self.get(field) or before.get(field)):
				frappe.throw(
					_("«{0}» is no longer changed here: please send the record back with a reason.").format(
						_(self.meta.get_label(field))
					),
					ContentStands,
				)

	def after_approval_step(self, step):
		self.after_approval_steps([(self, step)])

	@staticmethod
	def after_approval_steps(taken: list[tuple]):
		"""Seal what is confirmed, and let a correction take the place of what it corrects."""
		for doc, step in taken:
			reason = step.reason if step.to_state == RETURNED else None
			if (doc.return_reason or None) != reason:
				doc.db_set("return_reason", reason)
		confirmed = [doc for doc, step in taken if step.to_state == CONFIRMED]
		sealing.append([doc.name for doc in confirmed])
		for doc in confirmed:
			if doc.replaces:
				correcting.replace(doc)


def on_doctype_update():
	columns.add_indexes(RECORD)
	# one member's file, newest first; what overlaps
	frappe.db.add_index(RECORD, ["member", "starts_on"])
	# what a community has to confirm; its list by state
	frappe.db.add_index(RECORD, ["community", "workflow_state", "modified"])
	# the calendar, and how many wait, of all and below a street or a system
	frappe.db.add_index(RECORD, ["starts_on", "ends_on"])
	columns.add_wide_indexes(RECORD, "starts_on", "ends_on")
	columns.add_wide_indexes(RECORD, "workflow_state", "modified")
	# the yearly minimum, answered from the index alone
	frappe.db.add_index(RECORD, ["counted_year", "member", "minutes"], "counted_by_member")
	frappe.db.add_index(RECORD, ["source", "member"])
	frappe.db.add_index(RECORD, ["replaces"])
