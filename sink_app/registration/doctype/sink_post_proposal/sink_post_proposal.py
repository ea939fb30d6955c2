import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.access import columns
from sink_app.approvals import runs
from sink_app.registration import places
from sink_app.registration.posts import proposals


class NobodyToPlace(frappe.ValidationError):
	pass


class AtWork(frappe.ValidationError):
	pass


class SinkPostProposal(Document):
	"""定岗方案: a unit's or a community's members without a post, each with a proposal (REG-12)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def onload(self):
		self.set_onload("is_running", runs.is_running(self.doctype, self.name))

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])
		self.status = proposals.DRAFT

	def validate(self):
		self.validate_whose()
		self.validate_not_at_work()
		places.check(self, self.community, places.LEVELS)
		self.name_it()

	def name_it(self):
		"""Whose members, or whose posts, and of which year."""
		whose = frappe.db.get_value("Sink Organization", self.organization, "org_name")
		where = frappe.db.get_value("Sink Area", self.community, "title")
		self.title = " ".join(filter(None, (whose, where, str(self.year))))

	def validate_whose(self):
		if not (self.organization or self.community):
			frappe.throw(_("Please choose whose members are to be placed, or whose posts are to be filled."))

	def validate_not_at_work(self):
		if not self.is_new() and runs.is_running(self.doctype, self.name):
			frappe.throw(_("Members are being placed now. Please wait until it is done."), AtWork)


@frappe.whitelist(methods=["POST"])
def propose(name: str) -> None:
	"""Fill the table anew; rows that were placed already stay."""
	doc = _own(name)
	kept = [row for row in doc.rows if row.outcome == proposals.PLACED]
	doc.set("rows", kept)
	for row in proposals.rows_for(doc):
		doc.append("rows", row)
	if not doc.rows:
		frappe.throw(
			_("Nobody to place: all members placed in a grid hold a post, or none is placed in a grid yet."),
			NobodyToPlace,
		)
	doc.status = proposals.DRAFT
	doc.save()


@frappe.whitelist(methods=["POST"])
def place(name: str) -> None:
	"""Put the members of the table on their posts; a row that is refused says why."""
	doc = _own(name)
	doc.validate_not_at_work()
	for row in doc.rows:
		if row.outcome == proposals.REFUSED:
			row.db_set({"outcome": None, "sentence": None}, update_modified=False)
	proposals.start(doc)


def _own(name: str):
	doc = frappe.get_doc("Sink Post Proposal", name, for_update=True)
	doc.check_permission("write")
	return doc


def on_doctype_update():
	columns.add_indexes("Sink Post Proposal")
