import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sink_app.approvals import calendars


class DayTwice(frappe.ValidationError):
	pass


class OfficeHoursWrong(frappe.ValidationError):
	pass


class SinkHolidayList(Document):
	def validate(self):
		self.validate_days_once()
		self.validate_office_hours()

	def on_update(self):
		calendars.forget()

	def on_trash(self):
		calendars.forget()

	def validate_days_once(self):
		seen = {}
		for row in self.days:
			day = getdate(row.day)
			if day in seen:
				frappe.throw(
					_("«Days», row {0}: {1} stands in row {2} already.").format(row.idx, day, seen[day]),
					DayTwice,
				)
			seen[day] = row.idx

	def validate_office_hours(self):
		"""Stretches of a day, one after another; empty: the usual ones."""
		if self.office_hours and not calendars.stretches(self.office_hours):
			frappe.throw(
				_("«Office Hours»: please write them as «8:30-12:00, 14:00-17:30», one after another."),
				OfficeHoursWrong,
			)
