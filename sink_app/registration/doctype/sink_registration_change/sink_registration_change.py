import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate

from sink_app.access import columns
from sink_app.registration import changes, places
from sink_app.registration.states import AWAY, GONE, IN_SERVICE, RETIRED, TAKEN_IN

MOVE_HOUSE, CHANGE_ORGANIZATION, RETIRE = "Move House", "Change Organization", "Retire"
GO_AWAY, COME_BACK, DEREGISTER = "Go Away", "Come Back", "Deregister"
NEW_UNIT, COMMUNITY, ACCEPTED = "New Unit Review", "Community Acceptance", "Accepted"
NEW_PLACES = {"new_compound": "Compound", "new_grid": "Grid", "new_building": "Building"}
STATUSES = {
	RETIRE: (IN_SERVICE, AWAY),
	GO_AWAY: (IN_SERVICE, RETIRED),
	COME_BACK: (AWAY, GONE),
	MOVE_HOUSE: (IN_SERVICE, RETIRED, AWAY),
	CHANGE_ORGANIZATION: (IN_SERVICE, RETIRED, AWAY),
	DEREGISTER: (IN_SERVICE, RETIRED, AWAY),
}


class StatusDoesNotFit(frappe.ValidationError):
	pass


class OtherChangeOpen(frappe.DuplicateEntryError):
	pass


class NewPlaceMissing(frappe.ValidationError):
	pass


class ChangesNothing(frappe.ValidationError):
	pass


class TooEarly(frappe.ValidationError):
	pass


class UntilMissing(frappe.ValidationError):
	pass


class NotTheirRegistration(frappe.ValidationError):
	pass


class GridMissing(frappe.ValidationError):
	pass


class SinkRegistrationChange(Document):
	"""报到变更: a member moves house, changes unit or branch, retires, goes away, comes back or leaves.

	What was registered is kept with its history; `changes.settle` carries it on once all have agreed.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.from_organization = frappe.db.get_value("Sink Member", self.member, "organization")
		self.organization, self.area = self.from_organization, None

	def validate(self):
		if self.applied_on:
			return
		self.validate_status()
		self.validate_one_at_a_time()
		self.validate_target()
		self.validate_dates()
		self.ask_those_concerned()
		self.validate_place()

	def validate_status(self):
		status = frappe.db.get_value("Sink Member", self.member, "status")
		if status not in STATUSES[self.kind]:
			frappe.throw(
				_("«{0}» does not fit: {1} is «{2}».").format(_(self.kind), self.member_name, _(status)),
				StatusDoesNotFit,
			)

	def validate_one_at_a_time(self):
		other = frappe.db.exists(
			"Sink Registration Change",
			{"member": self.member, "applied_on": ("is", "not set"), "name": ("!=", self.name)},
		)
		if other:
			frappe.throw(
				_("Another change of {0} is still open. Please finish that one first.").format(
					self.member_name
				),
				OtherChangeOpen,
			)

	def validate_target(self):
		"""What the kind of change needs to know, and that it changes something."""
		if self.kind == MOVE_HOUSE:
			self._validate_new_home()
		elif self.kind == CHANGE_ORGANIZATION:
			if not self.new_organization:
				frappe.throw(_("«New Party Organization» is empty."), NewPlaceMissing)
			if self.new_organization == self.from_organization:
				frappe.throw(_("«New Party Organization» is where the member is already."), ChangesNothing)
		elif self.kind == DEREGISTER and self.registration:
			owner, ended = frappe.db.get_value("Sink Registration", self.registration, ["member", "ended_on"])
			if owner != self.member or ended:
				frappe.throw(
					_("«Only This Registration»: it is not one of {0}'s that still counts.").format(
						self.member_name
					),
					NotTheirRegistration,
				)

	def _validate_new_home(self):
		if self.is_external:
			self.new_community = self.new_compound = self.new_grid = self.new_building = None
			if not self.external_place:
				frappe.throw(_("Please say where: «Place Outside» is empty."), NewPlaceMissing)
		elif not self.new_community:
			frappe.throw(_("«New Community» is empty."), NewPlaceMissing)

	def validate_dates(self):
		"""Changes of a member follow one another; an absence ends after it begins."""
		if self.kind == GO_AWAY and (not self.until or getdate(self.until) < getdate(self.effective_on)):
			frappe.throw(_("«Away Until» has to lie after «Counts From»."), UntilMissing)
		if self.has_value_changed("effective_on"):
			latest = changes.latest_event(self.member)
			if latest and getdate(self.effective_on) < latest:
				frappe.throw(
					_("«Counts From» cannot lie before {0}, when something last changed.").format(
						formatdate(latest)
					),
					TooEarly,
				)

	def ask_those_concerned(self):
		"""A new unit takes the member over; a community takes them in, or lets them go for good."""
		self.asks_unit = int(self.kind == CHANGE_ORGANIZATION and self._leaves_unit())
		self.asks_community = int(bool(self.community_asked()))

	def community_asked(self) -> str | None:
		"""The community whose word the change needs."""
		if self.kind == MOVE_HOUSE:
			return self.new_community
		if self.kind == CHANGE_ORGANIZATION:
			return self.dispatched_community if self._is_sent_elsewhere() else None
		if self.kind == DEREGISTER:
			taken_in = [
				row
				for row in changes.active(self.member, getdate(self.effective_on).year)
				if row.workflow_state in TAKEN_IN and self.registration in (None, "", row.name)
			]
			return next((row.community for row in reversed(taken_in) if row.community), None)
		return None

	def validate_place(self):
		"""Grid and building lie in the community that takes the member in; the grid is chosen by then."""
		places.check(self, self.community_asked(), NEW_PLACES)
		is_taken_in = self.workflow_state == ACCEPTED and self.kind in (MOVE_HOUSE, CHANGE_ORGANIZATION)
		if is_taken_in and self.asks_community and not self.new_grid:
			frappe.throw(_("Please choose the grid first: «New Grid» is empty."), GridMissing)

	def _leaves_unit(self) -> bool:
		return changes.unit_of(self.new_organization) != changes.unit_of(self.from_organization)

	def _is_sent_elsewhere(self) -> bool:
		if not self.dispatched_community or not self._leaves_unit():
			return False
		if not changes.is_dispatched_at_all(frappe.get_doc("Sink Member", self.member)):
			return False
		year = getdate(self.effective_on).year
		dispatched = [row for row in changes.active(self.member, year) if row.is_dispatched]
		return self.dispatched_community not in [row.community for row in dispatched]

	def after_approval_step(self, step):
		"""Hand the record to whose turn it is; carry out what all have agreed to."""
		self.db_set("return_reason", step.reason if step.to_state == "Returned" else None)
		self._hand_over(step.to_state)
		if step.to_state == ACCEPTED:
			changes.settle(self)

	def _hand_over(self, state: str):
		"""File the record where its next step is taken; whoever took the last one was asked before."""
		if state == NEW_UNIT:
			self.organization = self.new_organization
		elif state not in (COMMUNITY, ACCEPTED):
			self.organization = self.from_organization
		if state != ACCEPTED:
			self.area = self.community_asked() if state == COMMUNITY else None
		filed, present = columns.of(self), columns.present(self.doctype)
		place = {column: filed[column] for column in present}
		self.update(place)
		self.db_set({"organization": self.organization, "area": self.area, **place}, update_modified=False)


def on_doctype_update():
	columns.add_indexes("Sink Registration Change")
	frappe.db.add_index("Sink Registration Change", ["member", "applied_on"])
