import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from sink_app.access import columns
from sink_app.service.records import CERTIFICATE, certificates


class PeriodWrong(frappe.ValidationError):
	pass


class CommunityWrong(frappe.ValidationError):
	pass


class ReasonMissing(frappe.ValidationError):
	pass


class SinkServiceCertificate(Document):
	"""服务记录证明: who records certifies (谁记录谁证明); its QR leads to a page that says true or not."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.number = frappe.generate_hash(length=20)
		self.organization = frappe.db.get_value("Sink Member", self.member, "organization")
		self.from_date, self.to_date = getdate(self.from_date), getdate(self.to_date)

	def validate(self):
		self.validate_period()
		self.validate_community()
		self.validate_withdrawal()
		if self.is_new():
			certificates.compile_into(self)

	def validate_period(self):
		if getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("«To Date» lies before «From Date»."), PeriodWrong)

	def validate_community(self):
		if frappe.db.get_value("Sink Area", self.community, "level") != "Community":
			frappe.throw(_("«Issued for the Community» takes a community."), CommunityWrong)

	def validate_withdrawal(self):
		if self.withdrawn and not (self.withdrawn_reason or "").strip():
			frappe.throw(
				_("Please say why: «Why It Was Withdrawn» is empty."),
				ReasonMissing,
			)


def on_doctype_update():
	columns.add_indexes(CERTIFICATE)
	frappe.db.add_index(CERTIFICATE, ["member", "modified"])
