import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, get_datetime, get_fullname, now_datetime

from sink_app.access import columns
from sink_app.approvals import reminders
from sink_app.service.emergencies import (
	CLOSED,
	DECLARE,
	END,
	IN_FORCE,
	PEACETIME,
	REVIEW,
	WARTIME,
	calling,
	ending,
	mode,
	ordering,
)

LEVELS = ("City", "District", "Street", "Community", "Grid")


class InForceAlready(frappe.DuplicateEntryError):
	"""The area is in emergency mode for the same kind already."""


class AreaTooSmall(frappe.ValidationError):
	pass


class AssemblyPast(frappe.ValidationError):
	pass


class ReviewMissing(frappe.ValidationError):
	pass


class SinkEmergency(Document):
	"""应急动员: 平时服务、急时应急 (湖北经济学院 plan, 四(三)).

	An area is switched into emergency mode and back by steps of the chain; who, when and why stand in them.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.instructions = self.instructions or frappe.db.get_value(
			"Sink Emergency Kind", self.kind, "instructions"
		)

	def validate(self):
		self.validate_area()
		self.validate_assembly()
		self.validate_review()
		self.validate_tasks()
		self.validate_open_orders()
		self.switch()

	def after_approval_step(self, step):
		"""Declaring opens its orders and calls at once; who was called hears when it is over."""
		if step.to_state == IN_FORCE and step.from_state != IN_FORCE:
			ordering.open_orders(self)
			calling.begin(self)
		elif step.action == END:
			ending.settle(self, step.reason)
			self.tell_it_is_over()

	def step_asks(self, action: str, fields: list[str]) -> tuple[list[str], str]:
		"""Ending asks what becomes of the open orders, where there are any (approvals.asking)."""
		if action != END:
			return fields, ""
		count = len(ending.still_open(self.name))
		return (fields, ending.said(count)) if count else ([], "")

	def validate_area(self):
		if frappe.get_cached_value("Sink Area", self.area, "level") not in LEVELS:
			frappe.throw(
				_("«Area»: an emergency is declared for a city, district, street, community or grid."),
				AreaTooSmall,
			)

	def validate_assembly(self):
		if self.assemble_by and not self.declared_on and get_datetime(self.assemble_by) < now_datetime():
			frappe.throw(_("«Assemble By» lies in the past."), AssemblyPast)

	def validate_review(self):
		if self.workflow_state == CLOSED and not self.review:
			frappe.throw(
				_("Please write the «Account of the Emergency» first: what happened and who came."),
				ReviewMissing,
			)

	def validate_tasks(self):
		ordering.check_tasks(self)

	def validate_open_orders(self):
		"""Nothing of an emergency is left lying about when it ends."""
		is_ending = (self.flags.approval_step or {}).get("action") == END
		if is_ending and not self.open_orders and (names := ending.still_open(self.name)):
			frappe.throw(
				_("Please choose in «{0}» first. {1}").format(
					_(self.meta.get_label("open_orders")), ending.said(len(names))
				),
				ending.OrdersStillOpen,
			)

	def switch(self):
		"""Into emergency mode and back, by the step that is being taken."""
		action = (self.flags.approval_step or {}).get("action")
		if action == DECLARE and self.has_value_changed("workflow_state"):
			self.validate_not_in_force()
			self.update(
				{"mode": WARTIME, "declared_on": now_datetime(), "declared_by": get_fullname(), "calling": 1}
			)
		elif self.workflow_state in (REVIEW, CLOSED) and self.mode == WARTIME:
			self.update(
				{"mode": PEACETIME, "closed_on": now_datetime(), "closed_by": get_fullname(), "calling": 0}
			)

	def validate_not_in_force(self):
		"""One mobilisation a kind and area: whoever declares it again calls people twice."""
		same = [
			row
			for row in mode.over(self.area)
			if row.name != self.name
			and (row.area, row.kind, row.is_drill) == (self.area, self.kind, self.is_drill)
		]
		if same:
			frappe.throw(
				_("«{0}» is in force here already since {1}. Please call more people from there.").format(
					same[0].title, frappe.format(same[0].declared_on, "Datetime")
				),
				InForceAlready,
			)

	def tell_it_is_over(self):
		"""Those who were called learn in the app that nobody waits for them any more."""
		subject = _("{0}: it is over. Thank you.").format(self.subject())
		for user in calling.users_called(self.name):
			reminders.tell(user, subject, self.doctype, self.name)

	def subject(self) -> str:
		"""The title for notifications; a drill says that it is one."""
		title = escape_html(self.title)
		return _("[Drill] {0}").format(title) if self.is_drill else title


def on_doctype_update():
	columns.add_indexes("Sink Emergency")
	frappe.db.add_index("Sink Emergency", ["mode", "is_drill"])
