import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.organization import bodies, web_addresses
from sink_app.organization.doctype.sink_case.sink_case import SHARED


class PublishedInTheFuture(frappe.ValidationError):
	pass


class CaseNotShared(frappe.ValidationError):
	pass


class SinkPublicity(Document):
	"""宣传报道: what was told of the work, where, and how many it reached (湖北经济学院 plan, 四 and 五)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_validate(self):
		self.year = getdate(self.published_on).year

	def validate(self):
		self.validate_place()
		self.validate_day()
		self.validate_address()
		self.validate_case()

	def validate_place(self):
		bodies.check_named(self)

	def validate_day(self):
		if getdate(self.published_on) > getdate(nowdate()):
			frappe.throw(_("«Published On» lies in the future."), PublishedInTheFuture)

	def validate_address(self):
		web_addresses.check(self, "address")

	def validate_case(self):
		"""What goes to the public was shared here first: by then numbers of persons are out of it."""
		if self.published_case and frappe.db.get_value("Sink Case", self.published_case, "status") != SHARED:
			frappe.throw(_("This case is a draft still. Share it first, then publish it."), CaseNotShared)


def on_doctype_update():
	columns.add_indexes("Sink Publicity")
	frappe.db.add_index("Sink Publicity", ["unit", "published_on"])
	frappe.db.add_index("Sink Publicity", ["year", "medium_level"])
