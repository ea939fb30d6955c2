import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, nowdate

from sink_app.access import columns
from sink_app.registration.states import TAKEN_IN
from sink_app.service import feedback
from sink_app.service.feedback import DRAFT, FEEDBACK, GIVEN, RETURNED
from sink_app.service.records import performance


class NotACommunity(frappe.ValidationError):
	pass


class PeriodWrong(frappe.ValidationError):
	pass


class NotServingThere(frappe.ValidationError):
	"""The member is not registered in the community in that time."""


class GivenTwice(frappe.DuplicateEntryError):
	"""There is a feedback on the member for a part of the period."""


class RatingMissing(frappe.ValidationError):
	pass


class FactsStand(frappe.ValidationError):
	"""What was given to the unit stands."""


class SinkPerformanceFeedback(Document):
	"""表现反馈: the community tells a member's unit how they served (社区党组织应当向联系单位党组织如实反馈).

	It is filed at the unit when it is given, so that no unit reads a draft.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_stands()
		self.validate_community()
		self.validate_period()
		self.validate_serves_there()
		self.validate_given_once()
		self.draft_facts()
		self.give()

	def validate_stands(self):
		before = self.get_doc_before_save()
		if before and before.workflow_state == GIVEN:
			frappe.throw(_("What was given to the unit stands. Please write another feedback."), FactsStand)

	def validate_community(self):
		if frappe.get_cached_value("Sink Area", self.area, "level") != "Community":
			frappe.throw(_("«Community» takes a community."), NotACommunity)

	def validate_period(self):
		if getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("«To Date» lies before «From Date»."), PeriodWrong)
		if getdate(self.to_date) > getdate(nowdate()):
			frappe.throw(_("«To Date» lies ahead: feedback is given on what has been."), PeriodWrong)

	def validate_serves_there(self):
		years = range(getdate(self.from_date).year, getdate(self.to_date).year + 1)
		about = {"member": self.member, "community": self.area, "year": ("in", list(years))}
		if not frappe.db.exists("Sink Registration", {**about, "workflow_state": ("in", list(TAKEN_IN))}):
			frappe.throw(
				_("{0} is not registered in this community in that time.").format(self.member_name),
				NotServingThere,
			)

	def validate_given_once(self):
		about = {"member": self.member, "area": self.area, "name": ("!=", self.name or "")}
		about |= {"from_date": ("<=", self.to_date), "to_date": (">=", self.from_date)}
		if frappe.db.exists(FEEDBACK, about):
			frappe.throw(
				_("There is a feedback on {0} for a part of this time already.").format(self.member_name),
				GivenTwice,
			)

	def draft_facts(self):
		"""Compiled anew until it is handed in, so that nobody types figures; then it stands."""
		before = self.get_doc_before_save()
		if before is None or before.workflow_state in (DRAFT, RETURNED):
			self.facts = performance.drafted(self.member, self.from_date, self.to_date, self.area)
		else:
			self.facts = before.facts

	def give(self):
		"""What is given says how the member did, and is filed at the member's organization."""
		is_given = self.workflow_state == GIVEN
		if not is_given:
			self.organization, self.given_on = None, None
			return
		if not self.rating:
			frappe.throw(_("Please choose «Performance» before you give it to the unit."), RatingMissing)
		self.organization = frappe.db.get_value("Sink Member", self.member, "organization")
		self.given_on = now_datetime()

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step; the unit hears of what was given."""
		self.db_set("return_reason", step.reason if step.to_state == RETURNED else None)
		if step.to_state == GIVEN:
			feedback.tell_unit(self)


def on_doctype_update():
	columns.add_indexes(FEEDBACK)
	frappe.db.add_index(FEEDBACK, ["member", "to_date"])
	frappe.db.add_index(FEEDBACK, ["community", "workflow_state", "modified"])
