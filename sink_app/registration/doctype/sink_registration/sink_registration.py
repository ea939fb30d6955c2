import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.access import columns
from sink_app.registration.posts import given

DRAFT = "Draft"
PLACED = "Placed in Grid"
LEVELS = {"community": "Community", "compound": "Compound", "grid": "Grid", "building": "Building"}


class RegisteredAlready(frappe.DuplicateEntryError):
	pass


class WrongArea(frappe.ValidationError):
	pass


class NoticesNotAccepted(frappe.ValidationError):
	pass


class GridMissing(frappe.ValidationError):
	pass


class YearInvalid(frappe.ValidationError):
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

	def validate(self):
		self.validate_year()
		self.validate_areas()
		self.validate_one_of_each_kind()
		self.validate_notices()
		self.validate_grid()
		self.follow_assignments()

	def validate_year(self):
		if not 2000 <= cint(self.year) <= 2100:
			frappe.throw(_("«Year» takes a year of four digits."), YearInvalid)

	def validate_areas(self):
		"""Compound, grid and building lie in the community registered with."""
		for field, level in LEVELS.items():
			if not self.get(field):
				continue
			area = frappe.db.get_value(
				"Sink Area", self.get(field), ["level", "community", "title"], as_dict=True
			)
			label = _(self.meta.get_label(field))
			if area.level != level:
				frappe.throw(_("«{0}»: {1} is not of that level.").format(label, area.title), WrongArea)
			if area.community != self.community:
				frappe.throw(_("«{0}»: {1} lies in another community.").format(label, area.title), WrongArea)

	def validate_one_of_each_kind(self):
		"""Two registrations a person and year, one of each kind."""
		other = frappe.db.get_value(
			"Sink Registration",
			{
				"member": self.member,
				"year": self.year,
				"registration_type": self.registration_type,
				"name": ("!=", self.name),
			},
			"community",
		)
		if other:
			frappe.throw(
				_("{0} is registered already for {1} ({2}) at {3}.").format(
					self.member_name,
					self.year,
					_(self.registration_type),
					frappe.db.get_value("Sink Area", other, "title"),
				),
				RegisteredAlready,
			)

	def validate_notices(self):
		"""No rank and no demands beyond the work: accepted before the form leaves the member's hands."""
		if self.workflow_state in (None, DRAFT) or (self.discipline_accepted and self.privacy_accepted):
			return
		frappe.throw(_("Please read and accept both notices first."), NoticesNotAccepted)

	def validate_grid(self):
		if self.workflow_state == PLACED and not self.grid:
			frappe.throw(_("Please choose the grid first: «Grid» is empty."), GridMissing)

	def follow_assignments(self):
		"""Where posts are assigned, they are what «Given Post» says; a text typed before stays until then."""
		if not self.is_new() and (posts := given.posts_of(self.name)):
			self.given_post = posts

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
