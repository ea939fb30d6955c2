import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt


class LimitsWrong(frappe.ValidationError):
	pass


class SinkWhistleLevel(Document):
	"""分级响应: how soon somebody comes, by when it is settled, and where a whistle goes first."""

	def validate(self):
		self.validate_limits()

	def validate_limits(self):
		if flt(self.respond_within) <= 0:
			frappe.throw(_("«Respond Within (Hours)» takes a number above 0."), LimitsWrong)
		if flt(self.close_within) < flt(self.respond_within):
			frappe.throw(
				_("«Settle Within (Hours)» must not be less than «Respond Within (Hours)»."), LimitsWrong
			)
