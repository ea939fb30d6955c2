import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate

from sink_app.access import columns
from sink_app.organization import bodies
from sink_app.organization.facts import About
from sink_app.organization.wording import site_language
from sink_app.reporting import ANNUAL, FILED, OPEN, RETURNED, compiled, days, debriefs

WORDS = ("overview", "practices", "problems", "suggestions", "plans")
SUMMARY = "Work Summary"


class ReportedAlready(frappe.DuplicateEntryError):
	pass


class WordsMissing(frappe.ValidationError):
	pass


class DebriefOfAnother(frappe.ValidationError):
	pass


class SinkAnnualReport(Document):
	"""年度工作报告 and 工作总结 of an organization, to the one above or outside (湖北经济学院 plan)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_validate(self):
		"""Filled in from the organization and from the records until the committee has it."""
		self.year = cint(self.year) or days.this_year()
		if compiled.is_written(self) and self.organization:
			self.name_report()
			period = days.whole_year(self.year)
			compiled.put(self, About(period.first, period.last, organization=self.organization))

	def validate(self):
		self.validate_once()
		self.validate_debrief()
		self.validate_words()
		self.validate_words_stand()

	def name_report(self):
		organization = frappe.db.get_value(
			"Sink Organization",
			self.organization,
			["level", "overseen_by", "parent_sink_organization"],
			as_dict=True,
		)
		self.level = organization.level
		self.due_date = days.due_of_annual(self.year, self.kind == SUMMARY)
		if not cstr(self.addressee).strip():
			above = organization.overseen_by or organization.parent_sink_organization
			self.addressed_to = self.addressed_to or above
		if not self.title:
			language = site_language()
			words = _("{0}: {1} of {2} on service in communities", lang=language)
			body = bodies.name_of(self.organization, None)
			self.title = words.format(body, _(self.kind, lang=language), self.year)

	def validate_once(self):
		about = {field: self.get(field) for field in ("organization", "year", "kind", "addressee")}
		about["addressee"] = about["addressee"] or ("is", "not set")
		if frappe.db.exists(ANNUAL, {**about, "name": ("!=", self.name)}):
			frappe.throw(
				_("There is such a report of {0} for the same addressee. Please go on with that one.").format(
					self.year
				),
				ReportedAlready,
			)

	def validate_debrief(self):
		"""Combined with a debrief (可以结合述职), it is the same organization's, of the same year."""
		if not self.debrief:
			return
		found = frappe.db.get_value("Sink Debrief", self.debrief, ["organization", "year"])
		if found != (self.organization, self.year):
			frappe.throw(
				_("This debrief is of another organization or year. Please choose one of this report's."),
				DebriefOfAnother,
			)

	def validate_words(self):
		"""A summary tells practices and suggestions, a report how the work went."""
		if self.workflow_state in OPEN:
			return
		wanted = ("practices", "suggestions") if self.kind == SUMMARY else ("overview",)
		for field in wanted:
			if not cstr(self.get(field)).strip():
				frappe.throw(
					_("Please write a few words in «{0}» before you hand it in.").format(
						_(self.meta.get_label(field))
					),
					WordsMissing,
				)

	def validate_words_stand(self):
		compiled.stand(self, lambda doc: compiled.words(doc, WORDS, {}))

	def after_approval_step(self, step):
		"""Keep what the form shows of the last step."""
		told = {"return_reason": step.reason if step.to_state == RETURNED else None}
		if step.to_state == FILED:
			day = step.taken_at.date()
			told |= {"filed_on": day, "is_late": cint(day > getdate(self.due_date))}
		self.db_set(told)


@frappe.whitelist()
def offered_words(report: str | dict) -> dict[str, str]:
	"""Sentences to start from, for a report saved or not: drafted from the figures as they are now."""
	doc = frappe.get_doc(frappe.parse_json(report))
	doc.check_permission("create" if doc.is_new() else "write")
	period = days.whole_year(cint(doc.year) or days.this_year())
	about = About(period.first, period.last, organization=doc.organization)
	return {"overview": debriefs.drafted(about)}


def on_doctype_update():
	columns.add_indexes("Sink Annual Report")
	frappe.db.add_index("Sink Annual Report", ["organization", "year", "kind"])
	frappe.db.add_index("Sink Annual Report", ["year", "kind", "workflow_state"])
