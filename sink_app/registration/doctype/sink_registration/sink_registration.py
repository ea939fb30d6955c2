import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.access import columns
from sink_app.registration import places, reporting, tallies
from sink_app.registration.places import LEVELS
from sink_app.registration.posts import given
from sink_app.registration.states import CLOSED, ELSEWHERE, PLACED, RESIDENCE

DRAFT = "Draft"


class RegisteredAlready(frappe.DuplicateEntryError):
	pass


class NoticesNotAccepted(frappe.ValidationError):
	pass


class GridMissing(frappe.ValidationError):
	pass


class YearInvalid(frappe.ValidationError):
	pass


class CommunityMissing(frappe.ValidationError):
	pass


class NotOutside(frappe.ValidationError):
	pass


class ProofMissing(frappe.ValidationError):
	pass


class SinkRegistration(Document):
	"""《党员干部下沉村、社区报到信息采集表》.

	Dispatched by the unit, and again where one lives (湖北经济学院 plan, 三(三)).
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])
		self.organization = frappe.db.get_value("Sink Member", self.member, "organization")
		self.active_from = self.active_from or nowdate()

	def validate(self):
		self.validate_year()
		self.validate_place()
		self.validate_areas()
		self.validate_one_of_each_kind()
		self.validate_notices()
		self.validate_grid()
		self.follow_assignments()
		self.validate_proof()
		self.set_key()

	def on_update(self):
		if self.has_value_changed("workflow_state"):
			tallies.refresh([self.member])

	def after_delete(self):
		tallies.refresh([self.member])

	def validate_year(self):
		if not 2000 <= cint(self.year) <= 2100:
			frappe.throw(_("«Year» takes a year of four digits."), YearInvalid)

	def validate_place(self):
		"""A community of this city, or a place outside it in words, for where one lives (REG-06)."""
		if not self.is_external:
			self.external_place = None
			if not self.community:
				frappe.throw(_("Please choose the community: «Community» is empty."), CommunityMissing)
			return
		if self.registration_type != RESIDENCE:
			frappe.throw(_("Only where one lives can lie outside this city."), NotOutside)
		if not self.external_place:
			frappe.throw(_("Please say where: «Place Outside» is empty."), CommunityMissing)
		self.update(dict.fromkeys(LEVELS))

	def validate_areas(self):
		"""Compound, grid and building lie in the community registered with."""
		places.check(self, self.community, LEVELS)

	def validate_one_of_each_kind(self):
		"""Two registrations a person and year, one of each kind; what has ended is history."""
		if self.workflow_state in CLOSED:
			return
		other = frappe.db.get_value(
			"Sink Registration",
			{
				"member": self.member,
				"year": self.year,
				"registration_type": self.registration_type,
				"name": ("!=", self.name),
				"workflow_state": ("not in", CLOSED),
			},
			["community", "external_place"],
			as_dict=True,
		)
		if other:
			frappe.throw(
				_("{0} is registered already for {1} ({2}) at {3}.").format(
					self.member_name,
					self.year,
					_(self.registration_type),
					frappe.db.get_value("Sink Area", other.community, "title") or other.external_place,
				),
				RegisteredAlready,
			)

	def validate_notices(self):
		"""No rank and no demands beyond the work: accepted before the form leaves the member's hands."""
		if self.workflow_state in (None, DRAFT, *CLOSED) or (
			self.discipline_accepted and self.privacy_accepted
		):
			return
		frappe.throw(_("Please read and accept both notices first."), NoticesNotAccepted)

	def validate_grid(self):
		if self.workflow_state == PLACED and not self.grid:
			frappe.throw(_("Please choose the grid first: «Grid» is empty."), GridMissing)

	def follow_assignments(self):
		"""Where posts are assigned, they are what «Given Post» says; a text typed before stays until then."""
		if not self.is_new() and (posts := given.posts_of(self.name)):
			self.given_post = posts

	def validate_proof(self):
		"""The unit keeps track of who registers elsewhere: it says what it has seen (REG-06)."""
		if self.workflow_state == ELSEWHERE and not self.external_proof:
			frappe.throw(_("Please say what you have seen: «Proof of Registration» is empty."), ProofMissing)

	def set_key(self):
		"""Taken by one registration of a kind and year; the database refuses a second one filed at once."""
		closed = self.workflow_state in CLOSED
		self.active_key = None if closed else f"{self.member}-{self.year}-{self.registration_type}"

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step; a post typed while accepting becomes an assignment."""
		self.db_set("return_reason", step.reason if step.to_state == "Returned" else None)
		if step.to_state == PLACED:
			self.db_set("placed_on", step.taken_at.date())
			given.take_up(self)
		elif step.from_state == PLACED:
			given.let_go(self)


def on_doctype_update():
	columns.add_indexes("Sink Registration")
	frappe.db.add_index("Sink Registration", ["member", "year", "registration_type"])
	frappe.db.add_index("Sink Registration", ["community", "workflow_state", "modified"])
	frappe.db.add_index("Sink Registration", ["unit", "workflow_state", "modified"])
	# what the reports count: each is answered from its index alone
	frappe.db.add_index(
		"Sink Registration",
		["year", "workflow_state", "community", "registration_type", "building"],
		reporting.PLACED_BY_COMMUNITY,
	)
	frappe.db.add_index(
		"Sink Registration",
		["year", "community", "member", "workflow_state"],
		reporting.MEMBERS_BY_COMMUNITY,
	)
