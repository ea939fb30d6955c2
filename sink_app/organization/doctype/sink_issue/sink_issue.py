import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from sink_app.access import columns
from sink_app.approvals import reminders, waiting
from sink_app.organization import bodies

DRAFT, RETURNED = "Draft", "Returned"
REPORTED, AT_CITY = "Issue Reported", "City Acceptance"
ANSWERED, CLOSED = "Issue Answered", "Issue Closed"
ARRIVALS = {
	"Unit": "Issue Acceptance",
	"Community": "Issue Acceptance",
	"System Committee": REPORTED,
	"Street": REPORTED,
	"City": AT_CITY,
}
"""The state in which an issue waits for who handles it."""
SUPERVISION = "Supervision Group"
PROMPTLY = ("Important Situation",)
"""Kinds of which whoever is to act hears at once, not with the next summary."""


class ReplyMissing(frappe.ValidationError):
	pass


class SinkIssue(Document):
	"""问题建议: 提出 → 受理 → 办理 → 反馈 → 关闭.

	Raised within a unit it goes to the unit, whose group resolves difficulties (湖北经济学院 plan, 二);
	from one of the four committees to the city's organisation department (武组通〔2021〕37号, 六).
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.set_raiser()

	def validate(self):
		self.validate_place()
		self.set_handler()
		self.validate_reply()

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step, and tell who has to know at once."""
		self.db_set(
			{
				"return_reason": step.reason if step.to_state == RETURNED else None,
				"closed_on": step.taken_at.date() if step.to_state == CLOSED else None,
			}
		)
		self.tell(step)

	def set_raiser(self):
		if self.flags.from_public:
			self.raised_by = "Public"
		elif self.flags.from_supervision:
			self.raised_by = SUPERVISION
		elif self.member:
			self.raised_by = "Member"
		else:
			self.raised_by = "Unit or Branch" if self.organization else "Community"

	def validate_place(self):
		if not self.member:
			bodies.check_named(self)

	def set_handler(self):
		"""Who acts on it: the level above who raised it; one further up when it is reported upward."""
		state = self.workflow_state
		if state in (None, "", DRAFT, RETURNED):
			self.handled_by = self.level_above()
		elif state == AT_CITY:
			self.handled_by = "City"
		elif state == REPORTED and self.handled_by in ("Unit", "Community"):
			self.handled_by = "System Committee" if self.handled_by == "Unit" else "Street"

	def level_above(self) -> str:
		"""The level that handles it: above who raises it; what the public or a supervision group says is for
		who is spoken to.

		What is said of the platform goes to who runs it.
		"""
		if self.kind == "About This Platform":
			return "City"
		if self.raised_by in ("Public", SUPERVISION):
			return self.publishing_level()
		if self.organization:
			return self.above_organization()
		return self.above_area() if self.area else "Unit"

	def publishing_level(self) -> str:
		if self.organization:
			level = frappe.get_cached_value("Sink Organization", self.organization, "level")
			return {"City": "City", "System": "System Committee"}.get(level, "Unit")
		level = frappe.get_cached_value("Sink Area", self.area, "level")
		return {"City": "City", "District": "City", "Street": "Street"}.get(level, "Community")

	def above_organization(self) -> str:
		level = frappe.get_cached_value("Sink Organization", self.organization, "level")
		if level in ("System", "City"):
			return "City"
		if level not in ("Unit", "Community"):
			return "Unit"
		return "System Committee" if columns.of(self).get("overseer") else "City"

	def above_area(self) -> str:
		level = frappe.get_cached_value("Sink Area", self.area, "level")
		if level == "Community":
			return "Street" if self.raised_by == "Community" else "Community"
		return "City" if level in ("Street", "District", "City") else "Community"

	def validate_reply(self):
		if self.workflow_state == ANSWERED and not self.reply:
			frappe.throw(_("Please fill in «Reply» first: whoever raised this reads it."), ReplyMissing)

	def tell(self, step):
		"""The city's organisation department hears promptly; who raised it hears of the answer."""
		if step.to_state == AT_CITY or (step.from_state in (DRAFT, RETURNED) and self.is_pressing()):
			subject = _("{0}: {1}").format(_(self.kind), escape_html(self.title))
			for user in waiting.people(self):
				reminders.tell(user, subject, self.doctype, self.name)
		elif step.to_state in (ANSWERED, RETURNED) and self.owner not in ("Guest", frappe.session.user):
			subject = _("Your issue «{0}» is at «{1}».").format(escape_html(self.title), _(step.to_state))
			reminders.tell(self.owner, subject, self.doctype, self.name)

	def is_pressing(self) -> bool:
		"""Whether it is marked urgent, or of a kind that is."""
		return bool(self.urgent) or self.kind in PROMPTLY


def on_doctype_update():
	columns.add_indexes("Sink Issue")
	frappe.db.add_index("Sink Issue", ["member", "modified"])
	frappe.db.add_index("Sink Issue", ["unit", "workflow_state", "modified"])
	frappe.db.add_index("Sink Issue", ["community", "workflow_state", "modified"])
	frappe.db.add_index("Sink Issue", ["meeting"])
