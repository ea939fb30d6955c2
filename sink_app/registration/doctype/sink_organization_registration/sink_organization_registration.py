import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.approvals import following
from sink_app.registration import counts

OPEN, ACCEPTED, REPLACED = ("Draft", "Community Acceptance", "Returned"), "Accepted", "Replaced"


class RegisteredAlready(frappe.DuplicateEntryError):
	pass


class NotAUnit(frappe.ValidationError):
	pass


class NotACommunity(frappe.ValidationError):
	pass


class LiaisonMissing(frappe.ValidationError):
	pass


class SinkOrganizationRegistration(Document):
	"""党组织报到: a unit's party committee registers with a community, once, valid until it is changed.

	湖北经济学院 plan, 三(三): 学校党委向经院社区报到.
	"""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_organization()
		self.validate_community()
		self.validate_one_at_a_time()
		self.validate_liaisons()
		self.count_members()

	def validate_organization(self):
		if frappe.db.get_value("Sink Organization", self.organization, "level") in ("Branch", "Compound"):
			frappe.throw(
				_("A branch registers with its unit: please choose the unit's organization."), NotAUnit
			)

	def validate_community(self):
		if frappe.db.get_value("Sink Area", self.community, "level") != "Community":
			frappe.throw(_("«Community» takes a community."), NotACommunity)

	def validate_one_at_a_time(self):
		"""What counts is changed by a new paper; only one such paper is on its way."""
		open_one = frappe.db.exists(
			self.doctype,
			{
				"organization": self.organization,
				"community": self.community,
				"workflow_state": ("in", OPEN),
				"name": ("!=", self.name),
			},
		)
		if open_one and self.workflow_state in (None, *OPEN):
			frappe.throw(
				_("A registration of {0} with this community is on its way already.").format(
					self.organization_title
				),
				RegisteredAlready,
			)

	def validate_liaisons(self):
		"""Each side names whom to call."""
		if self.workflow_state == ACCEPTED and not self.community_liaison:
			frappe.throw(
				_("Please name whom the unit may call: «Liaison Officer of the Community» is empty."),
				LiaisonMissing,
			)

	def count_members(self):
		"""As many as the members' own records tell today; a paper that was accepted keeps its figures."""
		if not self.accepted_on:
			self.update(counts.of_unit_in_community(self.organization, self.community))

	def after_approval_step(self, step):
		self.db_set("return_reason", step.reason if step.to_state == "Returned" else None)
		if step.to_state == ACCEPTED:
			self._give_receipt(step.taken_at.date())

	def _give_receipt(self, today):
		"""Number the receipt, one row a community and year; this paper takes the former one's place."""
		code = frappe.db.get_value("Sink Area", self.community, "area_code", for_update=True)
		# acts for itself: the community's numbers go on whoever may read the earlier papers
		numbers = frappe.get_all(
			self.doctype,
			filters={"community": self.community, "receipt_number": ("like", f"{code}-{today.year}-%")},
			pluck="receipt_number",
		)
		last = max((int(number.rpartition("-")[2]) for number in numbers), default=0)
		former = frappe.db.get_value(
			self.doctype,
			{
				"organization": self.organization,
				"community": self.community,
				"workflow_state": ACCEPTED,
				"name": ("!=", self.name),
			},
		)
		self.db_set(
			{
				"receipt_number": f"{code}-{today.year}-{last + 1:03d}",
				"accepted_on": today,
				"replaces": former,
			}
		)
		if former:
			paper = frappe.get_doc(self.doctype, former)
			paper.valid_until = getdate(nowdate())
			following.put(paper, REPLACED, "Replaced by a New Paper")


def on_doctype_update():
	columns.add_indexes("Sink Organization Registration")
	frappe.db.add_index("Sink Organization Registration", ["community", "workflow_state"])
