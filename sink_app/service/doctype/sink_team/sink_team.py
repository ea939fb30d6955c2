import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from sink_app.access import columns
from sink_app.organization import periods
from sink_app.registration import places
from sink_app.service.teams import AT_WORK, DISSOLVED, DRAFT, ROTATING, SQUAD, batches, limits, people, seats

PLACES = {"community": "Community", "grid": "Grid"}


class CaptainMissing(frappe.ValidationError):
	pass


class GridMissing(frappe.ValidationError):
	pass


class SquadExists(frappe.DuplicateEntryError):
	pass


class TeamExists(frappe.DuplicateEntryError):
	pass


class SinkTeam(Document):
	"""服务团队 of every kind, 社区工作队 and 112小分队 among them: its people, and what they do."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def onload(self):
		self.set_onload("first_guided", min((row.day for row in self.guidance), default=None))

	def before_insert(self):
		self.recommended_size = self.recommended_size or limits.recommended_size(self.kind)
		self.from_date = self.from_date or nowdate()

	def validate(self):
		self.validate_place()
		self.validate_name()
		people.name_each(self)
		people.check_once(self)
		people.settle_captain(self)
		people.check_in_service(self)
		people.check_squad(self)
		batches.check(self)
		periods.check_order(self)
		self.validate_captain()
		self.hold_grid()
		self.count()
		self.tell_size()

	def on_update(self):
		seats.keep(self)

	def on_trash(self):
		frappe.db.delete("Sink Team Seat", {"team": self.name})

	def validate_place(self):
		places.check(self, self.community, PLACES)
		if self.kind == SQUAD and not self.grid:
			frappe.throw(_("A 112 squad serves a grid: «Grid» is empty."), GridMissing)

	def validate_name(self):
		"""Residents and the street know a team by its name."""
		self.team_name = " ".join(self.team_name.split())
		about = {"team_name": self.team_name, "community": self.community, "name": ("!=", self.name)}
		if frappe.db.exists(self.doctype, {**about, "workflow_state": ("!=", DISSOLVED)}):
			frappe.throw(
				_("This community has a team «{0}» already. Please go on with that one.").format(
					self.team_name
				),
				TeamExists,
			)

	def validate_captain(self):
		"""A draft may still look for its captain; a team that was set up has one."""
		if self.workflow_state in AT_WORK and not self.captain_name:
			frappe.throw(
				_("«Captain» is empty. «{0}» helps to choose one.").format(_("Sink Captain Candidates")),
				CaptainMissing,
			)

	def hold_grid(self):
		"""One squad a grid at a time; the column is unique."""
		self.squad_of = self.grid if self.kind == SQUAD and self.workflow_state != DISSOLVED else None
		if not self.squad_of:
			return
		about = {"squad_of": self.squad_of, "name": ("!=", self.name)}
		if other := frappe.db.get_value(self.doctype, about, "team_name"):
			frappe.throw(
				_("This grid has a squad already: {0}. Dissolve it first, or change its members.").format(
					other
				),
				SquadExists,
			)

	def count(self):
		self.member_count = len(people.active(self))
		if self.kind not in ROTATING:
			self.set("batches", [])
		if self.recruiting and self.quota and self.member_count >= self.quota:
			self.recruiting = 0

	def tell_size(self):
		"""武组通〔2021〕37号: 原则上不宜过多. A word, no refusal."""
		recommended = self.recommended_size
		if recommended and self.member_count > recommended and self.has_value_changed("member_count"):
			frappe.msgprint(
				_("The team has {0} people; {1} are recommended. It was saved all the same.").format(
					self.member_count, recommended
				),
				indicator="orange",
				alert=True,
			)

	def after_approval_step(self, step):
		self.db_set("return_reason", step.reason if step.to_state == DRAFT else None)
		if step.to_state == DISSOLVED:
			self.db_set({"to_date": step.taken_at.date(), "recruiting": 0})


@frappe.whitelist(methods=["POST"])
def plan_rotation(name: str, count: int, from_date: str, to_date: str) -> None:
	"""Share a period out to so many batches, and the team's people to the batches."""
	team = frappe.get_doc("Sink Team", name, for_update=True)
	team.check_permission("write")
	team.set("batches", [])
	for row in batches.planned(count, from_date, to_date):
		team.append("batches", row)
	batches.shared_out(people.active(team), count)
	team.save()


def on_doctype_update():
	columns.add_indexes("Sink Team")
	frappe.db.add_index("Sink Team", ["community", "workflow_state", "kind"])
	frappe.db.add_index("Sink Team", ["captain"])
	frappe.db.add_index("Sink Team", ["recruiting", "community"])
