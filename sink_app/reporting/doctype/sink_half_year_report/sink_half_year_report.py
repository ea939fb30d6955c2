import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate, nowdate

from sink_app.access import columns
from sink_app.organization.facts import About
from sink_app.organization.wording import site_language
from sink_app.reporting import ACCEPTED, IN_REVIEW, OPEN, RETURNED, compiled, days

WORDS = ("done", "problems", "plans")


class ReportedAlready(frappe.DuplicateEntryError):
	pass


class HalfNotBegun(frappe.ValidationError):
	pass


class WordsMissing(frappe.ValidationError):
	pass


class SelfCheckMissing(frappe.ValidationError):
	pass


class SinkHalfYearReport(Document):
	"""半年报告: a member tells the branch of half a year, with 对照检查 (湖北经济学院 plan, 三(八))."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_validate(self):
		"""Filled in from the member and from the records until it is handed in."""
		self.year = cint(self.year) or days.this_year()
		if compiled.is_written(self) and self.member and self.half:
			self.name_member()
			period = days.half(self.year, self.half)
			compiled.put(self, About(period.first, period.last, member=self.member))

	def validate(self):
		self.validate_begun()
		self.validate_once()
		self.validate_words()
		self.validate_self_check()
		self.validate_words_stand()

	def name_member(self):
		"""The organization is the member's of the day on which it is handed in: later moves leave it."""
		found = frappe.db.get_value("Sink Member", self.member, ["member_name", "organization"], as_dict=True)
		self.member_name, self.organization = found.member_name, found.organization
		self.due_date = days.due_of_half(self.year, self.half)
		language = site_language()
		words = _("{0}: report of {1}, {2}", lang=language)
		self.title = words.format(self.member_name, self.year, _(self.half, lang=language))

	def validate_begun(self):
		if days.half(self.year, self.half).first > getdate(nowdate()):
			frappe.throw(_("This half-year has not begun yet."), HalfNotBegun)

	def validate_once(self):
		about = {"member": self.member, "year": self.year, "half": self.half, "name": ("!=", self.name)}
		if frappe.db.exists(self.doctype, about):
			frappe.throw(
				_("{0} has a report of this half-year already. Please go on with that one.").format(
					self.member_name
				),
				ReportedAlready,
			)

	def validate_words(self):
		if self.workflow_state not in OPEN and not cstr(self.done).strip():
			frappe.throw(
				_("Please write a few words in «{0}» before you hand it in.").format(
					_(self.meta.get_label("done"))
				),
				WordsMissing,
			)

	def validate_self_check(self):
		if self.workflow_state not in OPEN and not self.checks:
			frappe.throw(
				_("«Self-Check» is empty: please name at least one problem, and what you will do about it."),
				SelfCheckMissing,
			)

	def validate_words_stand(self):
		compiled.stand(self, lambda doc: compiled.words(doc, WORDS, {"checks": ("problem", "measure")}))

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step."""
		day = step.taken_at.date()
		told = {"return_reason": step.reason if step.to_state == RETURNED else None}
		if step.to_state == IN_REVIEW:
			told |= {"handed_in_on": day, "is_late": cint(day > getdate(self.due_date))}
		if step.to_state == ACCEPTED:
			told["accepted_on"] = day
		self.db_set(told)


def on_doctype_update():
	columns.add_indexes("Sink Half-Year Report")
	frappe.db.add_unique("Sink Half-Year Report", ["member", "year", "half"], "one_a_half_year")
	frappe.db.add_index("Sink Half-Year Report", ["year", "half", "workflow_state"])
	frappe.db.add_index("Sink Half-Year Report", ["branch", "workflow_state", "modified"])
