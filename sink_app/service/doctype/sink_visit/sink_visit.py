import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime, nowdate

from sink_app.access import columns

OPEN, CLOSED_IN_GRID, HANDED_ON = "Open", "Closed in the Grid", "Handed On"


class VisitAhead(frappe.ValidationError):
	pass


class EndsBeforeStart(frappe.ValidationError):
	pass


class NoVisitor(frappe.ValidationError):
	pass


class SettledHow(frappe.ValidationError):
	"""A matter that is no longer open says what was done."""


class SinkVisit(Document):
	"""走访: who went where, what was found, what became of it (湖北经济学院 plan, 四(二) to (四)).

	Whom was visited and what was found stand at permission level 1: for who files and who handles it.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_times()
		self.validate_visitor()
		self.validate_outcome()
		self.stamp()

	def validate_times(self):
		if get_datetime(self.starts_on) > now_datetime():
			frappe.throw(_("A visit is entered after it was made: «From (Time)» lies ahead."), VisitAhead)
		if self.ends_on and get_datetime(self.ends_on) < get_datetime(self.starts_on):
			frappe.throw(_("«To (Time)» lies before «From (Time)»."), EndsBeforeStart)

	def validate_visitor(self):
		if not self.visitors and self.member:
			self.visitors = frappe.get_cached_value("Sink Member", self.member, "member_name")
		if not (self.visitors or self.organization):
			frappe.throw(
				_("Please fill in «Visitors», «Visiting Member» or «Visiting Organization»."), NoVisitor
			)

	def validate_outcome(self):
		if not self.matter:
			self.outcome = OPEN
			self.matter_text = self.follow_up = self.follow_up_by = None
		elif self.outcome != OPEN and not (self.follow_up or "").strip():
			frappe.throw(_("Please say in «How It Was Handled» how the matter was settled."), SettledHow)

	def stamp(self):
		is_settled = bool(self.matter) and self.outcome != OPEN
		self.settled_on = (self.settled_on or nowdate()) if is_settled else None


def on_doctype_update():
	columns.add_indexes("Sink Visit")
	frappe.db.add_index("Sink Visit", ["community", "matter", "outcome"])
	frappe.db.add_index("Sink Visit", ["outcome", "follow_up_by"])
	frappe.db.add_index("Sink Visit", ["member", "starts_on"])
