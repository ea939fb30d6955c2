import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, nowdate

from sink_app.access import columns
from sink_app.registration import places
from sink_app.registration.doctype.sink_registration.sink_registration import PLACED
from sink_app.registration.posts import (
	BUILDING_HEAD,
	CLOSED,
	CONFIRMED,
	ENDED,
	POSITION,
	counting,
	given,
)


class NotPlacedYet(frappe.ValidationError):
	pass


class PostNotOpen(frappe.ValidationError):
	pass


class HeadcountReached(frappe.ValidationError):
	pass


class HeldAlready(frappe.DuplicateEntryError):
	pass


class PeriodWrong(frappe.ValidationError):
	pass


class GridMissing(frappe.ValidationError):
	pass


class SinkPositionAssignment(Document):
	"""设岗定责, 楼栋长 included: who holds which post (湖北经济学院 plan, 五(二)1 and 3)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		member = frappe.db.get_value("Sink Member", self.member, ["organization", "user"], as_dict=True)
		self.organization = member.organization
		self.way = "Claimed by the Member" if member.user == frappe.session.user else "Placed by the Office"
		self.from_date = self.from_date or nowdate()

	def validate(self):
		self.fill_from_post()
		places.check(self, self.community, places.LEVELS)
		self.validate_period()
		self.validate_placed()
		self.validate_grid()
		self.hold()
		if self.is_new():
			self.validate_post_open()

	def after_insert(self):
		if self.position:
			counting.change(self.position, +1)

	def on_trash(self):
		if self.workflow_state != ENDED and self.position:
			counting.change(self.position, -1)

	def after_delete(self):
		given.follow(self.registration)

	@property
	def is_building_head(self) -> bool:
		return self.kind == BUILDING_HEAD

	def fill_from_post(self):
		if self.is_building_head:
			self.position, self.post_title = None, given.building_head()
			self.year = cint(self.year) or cint(nowdate()[:4])
			return
		fields = ["title", "community", "grid", "year", "to_date"]
		post = frappe.db.get_value(POSITION, self.position, fields, as_dict=True)
		self.update({"post_title": post.title, "community": post.community, "year": post.year})
		self.grid = self.grid or post.grid

	def validate_grid(self):
		if self.is_building_head and not self.grid:
			frappe.throw(_("A building head belongs to a grid: «Grid» is empty."), GridMissing)

	def validate_period(self):
		if self.to_date and getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("«To Date» lies before «From Date»."), PeriodWrong)

	def validate_placed(self):
		"""Posts are given to whom the community has taken into a grid this year."""
		if self.registration and not self.is_new():
			return
		about = {"member": self.member, "community": self.community, "year": self.year}
		if self.registration:
			about["name"] = self.registration
		registration = frappe.db.get_value(
			"Sink Registration",
			{**about, "workflow_state": PLACED},
			["name", "grid"],
			as_dict=True,
			order_by="creation asc",
		)
		if not registration:
			frappe.throw(
				_("{0} is not placed in a grid of {1} in {2}: the registration comes first.").format(
					self.member_name or frappe.db.get_value("Sink Member", self.member, "member_name"),
					frappe.db.get_value("Sink Area", self.community, "title"),
					self.year,
				),
				NotPlacedYet,
			)
		self.registration, self.grid = registration.name, self.grid or registration.grid

	def hold(self):
		"""Mark what is held where nothing stands twice: a member once on a post, one head a place."""
		if self.workflow_state == ENDED:
			self.holding = None
			return
		if self.is_building_head:
			self.holding = f"{self.grid}/{self.building or ''}"
			sentence = _("{0} is building head there already. End that first.")
		else:
			self.holding = f"{self.position}/{self.member}"
			sentence = _("{0} holds this post already.")
		about = {"holding": self.holding, "name": ("!=", self.name)}
		if holder := frappe.db.get_value(self.doctype, about, "member_name"):
			frappe.throw(sentence.format(holder), HeldAlready)

	def validate_post_open(self):
		"""However many claim at once, the head-count is never passed: the post stays locked."""
		if not self.position:
			return
		post = counting.locked(self.position)
		if post.status == CLOSED or (post.to_date and post.to_date < getdate(nowdate())):
			frappe.throw(_("«{0}» is closed; please choose another post.").format(post.title), PostNotOpen)
		if (post.taken or 0) >= post.headcount:
			frappe.throw(
				_("«{0}» has found its {1} people already; please choose another post.").format(
					post.title, post.headcount
				),
				HeadcountReached,
			)

	def after_approval_step(self, step):
		"""Count again and tell the registration what the member does now."""
		if step.to_state == CONFIRMED:
			self.db_set("from_date", step.taken_at.date())
		if step.to_state == ENDED and step.from_state != ENDED:
			ended = {"holding": None, "to_date": step.taken_at.date(), "end_reason": step.reason}
			self.db_set(ended)
			if self.position:
				counting.change(self.position, -1)
		given.follow(self.registration)


def on_doctype_update():
	columns.add_indexes("Sink Position Assignment")
	frappe.db.add_index("Sink Position Assignment", ["position", "workflow_state"])
	frappe.db.add_index("Sink Position Assignment", ["registration", "workflow_state"])
	frappe.db.add_index("Sink Position Assignment", ["member", "year"])
	frappe.db.add_index("Sink Position Assignment", ["community", "workflow_state", "modified"])
