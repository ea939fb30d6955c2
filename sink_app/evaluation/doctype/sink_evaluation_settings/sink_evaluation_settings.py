import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, nowdate

from sink_app.evaluation import LEVEL, POINTS, SETTINGS
from sink_app.organization.settings import SettingsWithDefaults


class PointsNotKept(frappe.ValidationError):
	pass


class NoLevels(frappe.ValidationError):
	pass


class SinkEvaluationSettings(SettingsWithDefaults):
	"""Whether points and stars are kept; off until an office turns them on (湖北经济学院 plan)."""

	def validate(self):
		self.fill_start()
		self.validate_stars_by()
		self.validate_levels()

	def on_update(self):
		"""Service since the first day counts from the moment that points are turned on."""
		if self.enable_points and (
			self.has_value_changed("enable_points") or self.has_value_changed("points_from")
		):
			from sink_app.evaluation.points import runs

			runs.begin_all()

	def fill_start(self):
		if self.enable_points and not self.points_from:
			self.points_from = f"{nowdate()[:4]}-01-01"

	def validate_stars_by(self):
		if self.enable_stars and self.stars_by == POINTS and not self.enable_points:
			frappe.throw(
				_(
					"«Stars Are Given For»: points are not kept."
					" Please tick «Keep Points», or take the hours."
				),
				PointsNotKept,
			)

	def validate_levels(self):
		if self.enable_stars and not frappe.db.exists(LEVEL, {"disabled": 0}):
			frappe.throw(_("No star level is in use. Please set up «{0}» first.").format(_(LEVEL)), NoLevels)


def settings() -> Document:
	"""The settings as they are, with the defaults where an office has saved none."""
	return frappe.get_cached_doc(SETTINGS)


def keeps_points() -> bool:
	"""Whether the site keeps points."""
	return bool(cint(settings().enable_points))


def keeps_stars() -> bool:
	"""Whether the site keeps stars."""
	return bool(cint(settings().enable_stars))
