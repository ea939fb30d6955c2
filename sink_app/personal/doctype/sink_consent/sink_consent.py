import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from sink_app.access import declaration

PAPER = "Paper Form"
WITHDRAWAL = ("withdrawn_on", "withdrawn_through")


class PersonUnknown(frappe.ValidationError):
	pass


class NoticeNotInForce(frappe.ValidationError):
	pass


class DateInFuture(frappe.ValidationError):
	pass


class GivenAlready(frappe.DuplicateEntryError):
	pass


class WithdrawalStands(frappe.ValidationError):
	pass


class SinkConsent(Document):
	"""That a person agreed to one version of a notice, how, and until when (PIPL art. 13-16)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_validate(self):
		if self.is_new():
			self.given_on = self.given_on or now_datetime()
			self.given_through = self.given_through or PAPER
			self.given_by = frappe.session.user
		self.note_withdrawal()

	def validate(self):
		self.validate_person_in_reach()
		self.read_person()
		self.read_notice()
		self.validate_dates()
		self.validate_given_once()
		self.validate_withdrawal_stands()

	def note_withdrawal(self):
		if self.withdrawn_on and not self.withdrawn_by:
			self.withdrawn_by = frappe.session.user
			self.withdrawn_through = self.withdrawn_through or PAPER

	def validate_person_in_reach(self):
		"""It is a person's consent, and who enters it may read that person's record."""
		if self.person_doctype != declaration.person_source()[0]:
			frappe.throw(_("«Person» is empty. Please choose whose consent this is."), PersonUnknown)
		if self.is_new() and self.person and not self.flags.ignore_permissions:
			frappe.get_doc(self.person_doctype, self.person).check_permission("read")

	def read_person(self):
		title_field = frappe.get_meta(self.person_doctype).get_title_field()
		self.person_name = frappe.db.get_value(self.person_doctype, self.person, title_field)
		if not self.person_name:
			frappe.throw(_("«Person» is empty. Please choose whose consent this is."), PersonUnknown)

	def read_notice(self):
		notice = frappe.db.get_value(
			"Sink Privacy Notice", self.notice, ["purpose", "version", "in_force_from"], as_dict=True
		)
		self.purpose, self.version = notice.purpose, notice.version
		if self.is_new() and get_datetime(notice.in_force_from) > get_datetime(self.given_on):
			frappe.throw(_("«Privacy Notice»: this version was not in force on that day."), NoticeNotInForce)

	def validate_dates(self):
		for field in ("given_on", "withdrawn_on"):
			if self.get(field) and get_datetime(self.get(field)) > now_datetime():
				label = _(self.meta.get_label(field))
				frappe.throw(_("«{0}» lies in the future.").format(label), DateInFuture)

	def validate_given_once(self):
		"""A version is agreed to once, until that is withdrawn."""
		about = {
			"person": self.person,
			"notice": self.notice,
			"withdrawn_on": ("is", "not set"),
			"name": ("!=", self.name or ""),
		}
		if not self.withdrawn_on and frappe.db.exists(self.doctype, about):
			frappe.throw(_("{0} has agreed to this version already.").format(self.person_name), GivenAlready)

	def validate_withdrawal_stands(self):
		"""Whoever agrees again gives a new consent; what was withdrawn stays withdrawn."""
		before = self.get_doc_before_save()
		if before and before.withdrawn_on and any(self.has_value_changed(field) for field in WITHDRAWAL):
			frappe.throw(_("A withdrawal stands. Please enter a new consent instead."), WithdrawalStands)


def on_doctype_update():
	frappe.db.add_index("Sink Consent", ["person", "purpose", "withdrawn_on"])
	frappe.db.add_index("Sink Consent", ["modified"])
