from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.organization.settings import SettingsWithDefaults

SETTINGS = "Sink Reporting Settings"
DAYS = ("first_half_due", "second_half_due", "annual_due", "summary_due", "debrief_due")


class DayInvalid(frappe.ValidationError):
	pass


class GradesMissing(frappe.ValidationError):
	pass


class SinkReportingSettings(SettingsWithDefaults):
	"""When reports are due, how often progress is reported, and the grades of an appraisal."""

	def validate(self):
		self.validate_days()
		self.validate_grades()

	def validate_days(self):
		for field in DAYS:
			try:
				date.fromisoformat(f"2001-{self.get(field)}")
			except ValueError:
				frappe.throw(
					_("«{0}» takes month and day, such as 06-30.").format(_(self.meta.get_label(field))),
					DayInvalid,
				)

	def validate_grades(self):
		if len(self.grades_in_order) < 2:
			frappe.throw(
				_("«Grades of the Appraisal»: please name at least two, such as 好、较好、一般、差."),
				GradesMissing,
			)

	@property
	def grades_in_order(self) -> list[str]:
		"""The grades, the best first."""
		parts = (self.grades or "").replace("，", "、").replace(",", "、").split("、")
		return [part.strip() for part in parts if part.strip()]


def settings() -> Document:
	"""The settings as they are, with the defaults where an office has saved none."""
	return frappe.get_cached_doc(SETTINGS)
