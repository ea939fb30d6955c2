import frappe
from frappe import _
from frappe.query_builder.functions import Avg, Count
from frappe.utils import cint, getdate, nowdate

from sink_app.access import columns
from sink_app.organization.wording import site_language
from sink_app.registration import reporting
from sink_app.service import places
from sink_app.service.documents import FilledFirst
from sink_app.service.orders import SATISFACTION, rating

SURVEY = "Sink Satisfaction Survey"
SATISFIED = 4
"""From this score up a resident counts as satisfied."""


class PeriodWrong(frappe.ValidationError):
	pass


class AskedAlready(frappe.DuplicateEntryError):
	"""One survey a year and place: two would be mistaken for each other."""


class NotOpen(frappe.ValidationError):
	pass


class SinkSatisfactionSurvey(FilledFirst):
	"""年度满意度调查: residents of a community are asked once a year (获得感、幸福感不断增强)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def fill_first(self):
		places.fill(self)
		self.year = cint(self.year) or cint(nowdate()[:4])

	def validate(self):
		places.check(self)
		self.validate_period()
		self.validate_once()
		self.fill_title()
		self.keep_result()

	def validate_period(self):
		if getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("«To Date» lies before «From Date»."), PeriodWrong)

	def validate_once(self):
		about = {"area": self.area, "year": self.year, "name": ("!=", self.name or "")}
		if frappe.db.exists(SURVEY, about):
			frappe.throw(
				_("There is a survey of this place for {0} already.").format(self.year), AskedAlready
			)

	def fill_title(self):
		if not self.title:
			place = frappe.get_cached_value("Sink Area", self.area, "title")
			self.title = _("{0}: yearly survey {1}", lang=site_language()).format(place, self.year)

	def keep_result(self):
		"""Answers come in while the form is open: what they make counts, not what it shows."""
		self.update(result_of(self.name) if not self.is_new() else {"rated": 0, "score": 0, "satisfied": 0})

	def validate_rateable(self):
		if not getdate(self.from_date) <= getdate(nowdate()) <= getdate(self.to_date):
			frappe.throw(_("«{0}» takes no answers today.").format(self.title), NotOpen)

	def after_rating(self, satisfaction):
		self.db_set(result_of(self.name), update_modified=False)


def result_of(survey: str) -> dict:
	"""What residents said so far: {rated, score, satisfied} in number, mean and percent."""
	table = frappe.qb.DocType(SATISFACTION)
	rated, score, satisfied = (
		frappe.qb.from_(table)
		.select(Count("*"), Avg(table.score), reporting.number_of(table.score >= SATISFIED))
		.where((table.reference_doctype == SURVEY) & (table.reference_name == survey))
		.where(table.status == rating.RATED)
		.run()[0]
	)
	return {
		"rated": cint(rated),
		"score": round(float(score or 0), 1),
		"satisfied": reporting.percent(cint(satisfied), cint(rated)),
	}


def on_doctype_update():
	columns.add_indexes(SURVEY)
	frappe.db.add_index(SURVEY, ["area", "year"])
