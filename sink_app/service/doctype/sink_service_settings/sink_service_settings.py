import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.organization.settings import SettingsWithDefaults
from sink_app.service.rosters import clock

SETTINGS = "Sink Service Settings"


class YearTwice(frappe.ValidationError):
	pass


class SinkServiceSettings(SettingsWithDefaults):
	"""The limits of the service module; an office changes them in the Desk."""

	def validate(self):
		self.validate_years()
		clock.settled(self, "duty_from_time", "duty_to_time")

	def validate_years(self):
		years = [row.year for row in self.years]
		twice = next((year for year in years if years.count(year) > 1), None)
		if twice:
			frappe.throw(_("«Other Years»: {0} stands there twice.").format(twice), YearTwice)


def settings() -> Document:
	"""The settings as they are, with the defaults where an office has saved none."""
	return frappe.get_cached_doc(SETTINGS)
