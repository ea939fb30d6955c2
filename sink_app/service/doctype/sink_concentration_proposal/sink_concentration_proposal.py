import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.access import columns
from sink_app.service.concentration import proposing

PROPOSED, DRAFTED = "Proposed", "Reallocations Drafted"


class NotAStreet(frappe.ValidationError):
	pass


class DraftedAlready(frappe.ValidationError):
	pass


class SinkConcentrationProposal(Document):
	"""调剂方案: the fewest moves, the nearest first, that bring every community below the ratio."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])
		self.status = PROPOSED

	def validate(self):
		self.validate_area()
		if self.is_new():
			proposing.fill(self)

	def validate_area(self):
		area = frappe.db.get_value("Sink Area", self.area, ["level", "title"], as_dict=True)
		if area.level not in ("Street", "District"):
			frappe.throw(_("Please choose a street or a district."), NotAStreet)
		self.title = _("{0}: balance of members {1}").format(area.title, self.year)


@frappe.whitelist(methods=["POST"])
def propose(name: str) -> None:
	"""Work the moves out anew, from how things stand now."""
	proposal = _open(name)
	proposing.fill(proposal)
	proposal.save()


@frappe.whitelist(methods=["POST"])
def draft(name: str) -> int:
	"""Draft the reallocations of a proposal; returns how many. The district agrees to each."""
	proposal = _open(name)
	made = proposing.draft_reallocations(proposal)
	proposal.status = DRAFTED
	proposal.save()
	return len(made)


def _open(name: str):
	proposal = frappe.get_doc("Sink Concentration Proposal", name, for_update=True)
	proposal.check_permission("write")
	if proposal.status == DRAFTED:
		frappe.throw(_("The reallocations of this proposal are drafted already."), DraftedAlready)
	return proposal


def on_doctype_update():
	columns.add_indexes("Sink Concentration Proposal")
