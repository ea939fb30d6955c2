import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate


class EndsBeforeStart(frappe.ValidationError):
	pass


class SinkCampaign(Document):
	"""专项行动: 我为群众办实事, 攻坚提升行动 … to which work is put down."""

	def validate(self):
		if self.from_date and self.to_date and getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("«{0}» lies before «{1}».").format(_("To Date"), _("From Date")), EndsBeforeStart)
