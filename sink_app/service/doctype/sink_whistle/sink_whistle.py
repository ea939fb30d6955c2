import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, get_datetime

from sink_app.access import columns, query
from sink_app.approvals import reminders, waiting
from sink_app.organization import maps
from sink_app.service.whistles import (
	BLOWN,
	CLOSED,
	CONFIRM,
	DRAFT,
	IN_HAND,
	PASS_UP,
	REPORT,
	RESOLVED,
	SOLVED,
	calls,
	limits,
)

RAISERS = (
	("Grid Worker", {"Sink Grid Worker"}),
	("Community", {"Sink Community Staff", "Sink Community Secretary"}),
)


class NowhereToGo(frappe.ValidationError):
	"""No level above is left, or the place lies in none."""


class ResultMissing(frappe.ValidationError):
	pass


class SatisfactionMissing(frappe.ValidationError):
	pass


class NotYourSatisfaction(frappe.PermissionError):
	pass


class SinkWhistle(Document):
	"""吹哨: what a grid, a community or a member cannot settle alone (社区吹哨、党员报到).

	网格发现、社区呼叫、分级响应、协同处置 (湖北经济学院 plan, 四(一)): the level says who handles it and
	by when; what is late goes up by itself (`whistles.escalating`).
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.set_raiser()

	def validate(self):
		self.set_level()
		self.set_handler()
		self.validate_result()
		self.validate_satisfaction()

	def after_approval_step(self, step):
		"""Keep the times that the limits and the rates are counted from, and tell whom it waits for."""
		self.db_set(self.times_of(step))
		if step.to_state == IN_HAND and step.from_state == RESOLVED:
			self.db_set({"resolved_on": None, "satisfaction": None, "remark": None})
		self.tell(step)

	def set_raiser(self):
		roles = query.roles_at(self)
		if self.member:
			self.raised_by = "Member"
		else:
			self.raised_by = next((word for word, held in RAISERS if held & roles), "Street or Above")

	def set_level(self):
		if not self.level:
			self.level = frappe.get_cached_value("Sink Whistle Kind", self.kind, "level")

	def set_handler(self):
		"""Who handles it: as the level says; one level up by hand when it cannot be settled there."""
		if self.workflow_state in (None, "", DRAFT):
			self.handled_at = limits.first_handler(self)
		elif (self.flags.approval_step or {}).get("action") == PASS_UP:
			self.handled_at = limits.next_handler(self)
			self.escalations = (self.escalations or 0) + 1
		if not self.handled_at:
			frappe.throw(_("Nobody above is left to pass this to; please settle it here."), NowhereToGo)

	def validate_result(self):
		"""A result without another word means that it is solved; whoever whistled has the last one."""
		if self.result and not self.outcome and (self.flags.approval_step or {}).get("action") == REPORT:
			self.outcome = SOLVED
		if self.workflow_state in (RESOLVED, CLOSED) and not (self.result and self.outcome):
			frappe.throw(
				_("Please fill in «How It Was Handled» and «Outcome»: whoever whistled reads them."),
				ResultMissing,
			)

	def validate_satisfaction(self):
		"""Only whoever whistled says how satisfied they are, once it has been handled."""
		if self.workflow_state not in (RESOLVED, CLOSED):
			self.satisfaction = self.remark = None
		elif self.has_value_changed("satisfaction") and frappe.session.user != self.owner:
			frappe.throw(_("Only whoever whistled says how satisfied they are."), NotYourSatisfaction)
		if (self.flags.approval_step or {}).get("action") == CONFIRM and not self.satisfaction:
			frappe.throw(_("Please choose your «Satisfaction»."), SatisfactionMissing)

	def times_of(self, step) -> dict:
		"""The times that follow from a step taken."""
		now = step.taken_at
		if step.to_state == BLOWN and step.from_state == DRAFT:
			self.whistled_on = now
			respond_by = limits.respond_by(self, now)
			return {
				"whistled_on": now,
				"respond_by": respond_by,
				"close_by": limits.close_by(self),
				"next_escalation": respond_by,
			}
		if step.to_state == BLOWN:
			return {"next_escalation": limits.respond_by(self, now)}
		if step.to_state == IN_HAND:
			close_by = get_datetime(self.close_by)
			following = close_by if close_by > now else limits.respond_by(self, now)
			return {"responded_on": self.responded_on or now, "next_escalation": following}
		if step.to_state == RESOLVED:
			return {"resolved_on": now, "next_escalation": None}
		return {"closed_on": now, "next_escalation": None}

	def tell(self, step):
		"""Whoever is to act hears at once, and whoever whistled of the result."""
		words = {
			BLOWN: _("Whistle: {0}"),
			IN_HAND: _("Whistle not solved yet: {0}"),
			RESOLVED: _("Please look whether this is solved: {0}"),
		}
		if step.to_state == IN_HAND and step.from_state != RESOLVED:
			people, subject = [self.owner], _("Your whistle has been taken on: {0}")
		elif step.to_state in words:
			people, subject = waiting.people(self), words[step.to_state]
		else:
			people, subject = [], ""
		for user in people:
			if user not in ("Guest", frappe.session.user):
				reminders.tell(user, subject.format(escape_html(self.title)), self.doctype, self.name)
		if step.to_state == CLOSED:
			calls.tell_over(self)


def on_doctype_update():
	columns.add_indexes("Sink Whistle")
	frappe.db.add_index("Sink Whistle", ["workflow_state", "next_escalation"])
	frappe.db.add_index("Sink Whistle", ["community", "workflow_state", "modified"])
	frappe.db.add_index("Sink Whistle", ["whistled_on"])
	frappe.db.add_index("Sink Whistle", ["member", "modified"])
	maps.add_index("Sink Whistle")
