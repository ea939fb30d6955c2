import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.joint_projects import settings

DAYS = ("list_due", "three_ones_due", "notice_from", "notice_due", "report_due")


class DayUnreadable(frappe.ValidationError):
	pass


class RedBeforeAmber(frappe.ValidationError):
	pass


class SinkProjectSettings(Document):
	"""How many joint projects a list has, by when lists and plans are fixed, when a light turns."""

	def validate(self):
		self.validate_days()
		self.validate_lights()

	def validate_days(self):
		for field in DAYS:
			try:
				settings.day_of(self.get(field), 2021)
			except ValueError:
				frappe.throw(
					_("«{0}» takes a month and a day, such as 04-10.").format(_(self.meta.get_label(field))),
					DayUnreadable,
				)

	def validate_lights(self):
		if (self.red_behind or 0) < (self.amber_behind or 0):
			frappe.throw(
				_("«{0}» is not smaller than «{1}».").format(
					_(self.meta.get_label("red_behind")), _(self.meta.get_label("amber_behind"))
				),
				RedBeforeAmber,
			)
