import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, cint, get_datetime, getdate, now_datetime

from sink_app.access import columns
from sink_app.organization import maps
from sink_app.service.activities import ACTIVITY, CALLED_OFF, DRAFT, HELD, RETURNED, REVIEW, SIGN_UP
from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.orders import rating

UNDECLARED = (None, "", DRAFT, RETURNED)


class PeriodWrong(frappe.ValidationError):
	pass


class PlaceWrong(frappe.ValidationError):
	pass


class DeclaredTooLate(frappe.ValidationError):
	pass


class HeadCountWrong(frappe.ValidationError):
	pass


class NotHeldYet(frappe.ValidationError):
	pass


class CoHostMissing(frappe.ValidationError):
	pass


class SinkActivity(Document):
	"""服务活动 of a community or a unit (湖北经济学院 plan); ten people or more are declared days ahead."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.keep_counts()
		self.validate_period()
		self.validate_place()
		self.validate_head_count()
		self.validate_joint()
		self.validate_declared()

	def keep_counts(self):
		"""What others count meanwhile is not overwritten by who has the form open."""
		before = self.get_doc_before_save() or frappe._dict()
		for field in ("signed_up", "recorded", "declared_on", "score"):
			self.set(field, before.get(field))

	def validate_period(self):
		if get_datetime(self.ends_on) <= get_datetime(self.starts_on):
			frappe.throw(_("«Ends On» has to lie after «Starts On»."), PeriodWrong)

	def validate_place(self):
		if not columns.of(self).get("community"):
			frappe.throw(_("«Community or Grid» takes a community or something inside one."), PlaceWrong)

	def validate_head_count(self):
		if cint(self.head_count) < max(1, cint(self.signed_up)):
			frappe.throw(
				_("«People Needed» is at least 1, and not less than the {0} who signed up.").format(
					cint(self.signed_up)
				),
				HeadCountWrong,
			)

	def validate_joint(self):
		"""What is held jointly says with whom."""
		if self.co_hosts:
			self.is_joint = 1
		if self.is_joint and not (self.organization or self.co_hosts):
			frappe.throw(_("«Held Jointly»: please name the host or a co-host."), CoHostMissing)

	def validate_declared(self):
		"""From so many people on it is handed in days before it begins, emergencies apart."""
		before = self.get_doc_before_save() or frappe._dict()
		is_handed_in = self.workflow_state == REVIEW and before.workflow_state in UNDECLARED
		limits = settings()
		is_large = limits.declare_from and cint(self.head_count) >= limits.declare_from
		has_grown = self.declared_on and cint(before.head_count) < limits.declare_from
		if not is_handed_in and not (is_large and has_grown):
			return
		latest = getdate(add_days(get_datetime(self.starts_on), -limits.declare_days))
		if is_large and not self.is_emergency and getdate(now_datetime()) > latest:
			frappe.throw(
				_(
					"An activity of {0} people or more is handed in at least {1} days before it begins. "
					"Please choose a later day."
				).format(limits.declare_from, limits.declare_days),
				DeclaredTooLate,
			)
		self.declared_on = now_datetime()

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step."""
		self.db_set("return_reason", step.reason if step.to_state == RETURNED else None)
		if step.to_state == CALLED_OFF:
			self.db_set("cancel_reason", step.reason)

	def validate_rateable(self):
		"""What was held is rated by those it was for."""
		is_over = get_datetime(self.ends_on) <= now_datetime()
		if self.workflow_state not in (SIGN_UP, HELD) or not is_over:
			frappe.throw(_("«{0}» is rated once it was held.").format(self.title), NotHeldYet)

	def after_rating(self, satisfaction):
		"""The mean of what was said stands on the activity."""
		self.db_set("score", rating.average(self.doctype, self.name), update_modified=False)


def on_doctype_update():
	columns.add_indexes(ACTIVITY)
	# what is open to sign up for; the calendar
	frappe.db.add_index(ACTIVITY, ["community", "workflow_state", "starts_on"])
	frappe.db.add_index(ACTIVITY, ["starts_on"])
	maps.add_index(ACTIVITY)
