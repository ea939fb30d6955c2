import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_fullname, nowdate

from sink_app.access import columns
from sink_app.registration.states import TAKEN_IN
from sink_app.service.teams import AT_WORK, COUNTED, TEAM, joining, seats


class TeamNotOpen(frappe.ValidationError):
	pass


class AppliedAlready(frappe.DuplicateEntryError):
	pass


class NotRegisteredThere(frappe.ValidationError):
	pass


class SinkTeamApplication(Document):
	"""入队申请: a member wishes to join a team of the community (武组通〔2021〕37号: 党员也可主动报名)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		member = frappe.get_doc("Sink Member", self.member)
		self.organization = member.organization
		self.about = "、".join(
			[row.skill for row in member.skills] + [_(row.category) for row in member.wishes]
		)

	def validate(self):
		self.fill_from_team()
		self.hold()
		if self.is_new():
			self.validate_team_open()
			self.validate_registered()
			self.validate_room()

	def fill_from_team(self):
		fields = ["team_name", "kind", "community", "grid", "workflow_state", "recruiting"]
		self._team = frappe.db.get_value(TEAM, self.team, fields, as_dict=True)
		self.update({field: self._team[field] for field in ("team_name", "community", "grid")})

	def hold(self):
		"""One open application of a member to a team; the column is unique."""
		is_open = self.workflow_state in (None, "Draft", joining.OPEN)
		self.open_key = f"{self.team}/{self.member}" if is_open else None
		if not is_open:
			return
		if frappe.db.exists(self.doctype, {"open_key": self.open_key, "name": ("!=", self.name)}):
			frappe.throw(_("An application to this team is open already."), AppliedAlready)
		if frappe.db.exists("Sink Team Seat", {"place": self.open_key}):
			frappe.throw(_("{0} is in this team already.").format(self.member_name), seats.InTeamAlready)

	def validate_team_open(self):
		if self._team.workflow_state not in AT_WORK or not self._team.recruiting:
			frappe.throw(
				_("«{0}» takes no applications at present.").format(self._team.team_name), TeamNotOpen
			)

	def validate_registered(self):
		about = {
			"member": self.member,
			"community": self.community,
			"year": cint(nowdate()[:4]),
			"workflow_state": ("in", TAKEN_IN),
		}
		if not frappe.db.exists("Sink Registration", about):
			frappe.throw(
				_("{0} is not registered with the community of this team this year.").format(
					self.member_name or frappe.db.get_value("Sink Member", self.member, "member_name")
				),
				NotRegisteredThere,
			)

	def validate_room(self):
		"""Said before the captain is bothered; what counts is decided when the captain accepts."""
		if self._team.kind in COUNTED:
			seats.check_room(self.member)

	def after_approval_step(self, step):
		"""Whoever is taken stands in the team, by the team's own rules; if those refuse, nothing is done."""
		if step.to_state == joining.ACCEPTED:
			joining.enrol(self.team, self.member)
		if step.to_state in (joining.ACCEPTED, joining.DECLINED):
			answered = {"answered_by": get_fullname(), "answered_on": nowdate(), "answer": step.reason}
			self.db_set(answered)


def on_doctype_update():
	columns.add_indexes("Sink Team Application")
	frappe.db.add_index("Sink Team Application", ["team", "workflow_state"])
	frappe.db.add_index("Sink Team Application", ["member", "workflow_state"])
