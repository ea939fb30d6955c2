import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.access import columns
from sink_app.registration import places
from sink_app.service.teams import filing

OPEN = ("Draft", "Returned", None)
CHECK, FILED = "Filing Check", "Filed With Street"


class FiledAlready(frappe.DuplicateEntryError):
	pass


class NothingToFile(frappe.ValidationError):
	pass


class SinkTeamFiling(Document):
	"""团队备案: a community tells its street of its teams (武组通〔2021〕37号)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.year = cint(self.year) or cint(nowdate()[:4])

	def before_validate(self):
		"""Compiled anew at every save until it is handed in: nobody types what the teams say."""
		before = self.get_doc_before_save()
		if self.is_new() or (before and before.workflow_state in OPEN):
			self.compile()

	def validate(self):
		places.check(self, self.community, {"community": "Community"})
		self.validate_once()
		self.validate_something_to_file()
		self.number()

	def compile(self):
		self.set("teams", filing.rows(self.community))
		self.team_count = len(self.teams)
		incomplete = [f"{row.team_name}：{row.missing}" for row in self.teams if row.missing]
		self.missing = "\n".join(filter(None, [*incomplete, filing.not_included(self.community)]))
		title = frappe.db.get_value("Sink Area", self.community, "title")
		self.title = _("{0}: teams of {1}").format(title, self.year)

	def validate_once(self):
		"""One filing a community and year is open; what comes after it is on file gets another."""
		self.filing_key = None if self.workflow_state == FILED else f"{self.community}/{self.year}"
		about = {"filing_key": self.filing_key, "name": ("!=", self.name)}
		if self.filing_key and frappe.db.exists(self.doctype, about):
			frappe.throw(
				_("A filing of this community for {0} is open already. Please go on with that one.").format(
					self.year
				),
				FiledAlready,
			)

	def validate_something_to_file(self):
		if self.workflow_state == CHECK and not self.teams:
			frappe.throw(
				_("This community has no team that is set up. Set up the teams first, then hand them in."),
				NothingToFile,
			)

	def number(self):
		if self.workflow_state == FILED and not self.filing_no:
			self.filing_no = filing.number_of(self)

	def after_approval_step(self, step):
		self.db_set("return_reason", step.reason if step.to_state == "Returned" else None)
		if step.to_state == FILED:
			self.db_set("filed_on", step.taken_at.date())
			filing.settle(self)


def on_doctype_update():
	columns.add_indexes("Sink Team Filing")
	frappe.db.add_index("Sink Team Filing", ["street", "year"])
