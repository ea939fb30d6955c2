import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, formatdate, get_datetime, now_datetime

from sink_app.access import columns
from sink_app.organization import bodies
from sink_app.organization.meetings import agenda, beginnings, items, places

PLANNED, HELD = "Planned", "Held"
USUAL_LENGTH = 2
"""Hours that the calendar shows where no end is given."""


class EndsBeforeStart(frappe.ValidationError):
	pass


class HeldInTheFuture(frappe.ValidationError):
	pass


class NothingRecorded(frappe.ValidationError):
	pass


class OwnerMissing(frappe.ValidationError):
	pass


class SourceMissing(frappe.ValidationError):
	pass


class SinkMeeting(Document):
	"""A meeting and its minutes.

	联席会议 (湖北经济学院 plan, 二), 党建联席会 and 项目月度研究 (武组通〔2021〕37号, 四 and 一).
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		if self.kind and (self.organization or self.area):
			self.invite()

	def validate(self):
		self.validate_place()
		self.validate_times()
		self.validate_held()
		self.validate_owners()
		self.validate_sources()
		self.settle_action_items()
		self.set_title()
		self.set_calendar_end()

	def on_update(self):
		agenda.bring_back_results(self)

	def on_trash(self):
		agenda.take_off(self)

	def invite(self):
		"""What the form has filled in already stays."""
		if not self.attendees:
			self.extend("attendees", beginnings.attendees(self))
		if not self.topics:
			self.extend("topics", beginnings.topics(self))

	def validate_place(self):
		places.check(self)

	def validate_times(self):
		if self.ends_on and get_datetime(self.ends_on) < get_datetime(self.starts_on):
			frappe.throw(_("«Ends On» lies before «Starts On»."), EndsBeforeStart)

	def validate_held(self):
		"""Minutes are of what took place, and say something."""
		if self.status != HELD:
			return
		if get_datetime(self.starts_on) > now_datetime():
			frappe.throw(_("«Held»: this meeting lies in the future still."), HeldInTheFuture)
		if not self.topics:
			frappe.throw(_("Please enter at least one topic before the meeting is «Held»."), NothingRecorded)

	def validate_owners(self):
		"""Nobody in particular closes nothing."""
		for row in self.action_items:
			if not (row.owner_organization or row.owner_user):
				frappe.throw(
					_(
						"«Action Items», row {0}: fill in «Responsible Organization» or «Responsible Person»."
					).format(row.idx),
					OwnerMissing,
				)

	def validate_sources(self):
		"""交办事项 say who assigned them, those from an issue say which one."""
		needed = {"Assigned Matter": "assigned_by", "Issue": "issue"}
		for row in self.action_items:
			field = needed.get(row.source)
			if field and not row.get(field):
				frappe.throw(
					_("«Action Items», row {0}: fill in «{1}».").format(
						row.idx, _(row.meta.get_label(field))
					),
					SourceMissing,
				)

	def settle_action_items(self):
		for row in self.action_items:
			items.settle(row)
		self.open_items = sum(row.status == items.OPEN for row in self.action_items)

	def set_title(self):
		if not self.title:
			body = bodies.name_of(self.organization, self.area)
			self.title = f"{body} {self.kind} {formatdate(self.starts_on, 'yyyy-MM-dd')}"

	def set_calendar_end(self):
		self.calendar_end = self.ends_on or add_to_date(self.starts_on, hours=USUAL_LENGTH)

	def extend(self, table: str, rows: list[dict]):
		"""Append rows to a table."""
		for row in rows:
			self.append(table, row)


def on_doctype_update():
	columns.add_indexes("Sink Meeting")
	frappe.db.add_index("Sink Meeting", ["kind", "organization", "starts_on"])
	frappe.db.add_index("Sink Meeting", ["kind", "area", "starts_on"])
	frappe.db.add_index("Sink Meeting", ["starts_on"])
