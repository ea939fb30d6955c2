import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns

HOUSEHOLD = "Sink Key Household"


class ContactAhead(frappe.ValidationError):
	pass


class NotLookedAfter(frappe.ValidationError):
	pass


class NotYourHousehold(frappe.PermissionError):
	"""A member keeps contact with the households given to them."""


class SinkHouseholdContact(Document):
	"""One phone call to a key household, or one visit there, and how they are."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_day()
		self.validate_household()

	def after_insert(self):
		self.move_on()

	def validate_day(self):
		if getdate(self.contacted_on) > getdate(nowdate()):
			frappe.throw(
				_("A contact is entered after it was made: «Contacted On» lies ahead."), ContactAhead
			)

	def validate_household(self):
		kept = frappe.db.get_value(HOUSEHOLD, self.household, ["ended", "member"], as_dict=True)
		if kept.ended and self.is_new():
			frappe.throw(_("This household is no longer looked after."), NotLookedAfter)
		if self.is_new() and not frappe.has_permission(HOUSEHOLD, "read", doc=self.household):
			frappe.throw(_("This household is kept in contact by somebody else."), NotYourHousehold)

	def move_on(self):
		"""The next contact is due from this one on, unless a later one was entered before."""
		household = frappe.get_doc(HOUSEHOLD, self.household, for_update=True)
		if household.last_contact and getdate(household.last_contact) >= getdate(self.contacted_on):
			return
		household.last_contact = self.contacted_on
		household.set_next_due()
		household.db_set({"last_contact": household.last_contact, "next_due": household.next_due})


def on_doctype_update():
	columns.add_indexes("Sink Household Contact")
	frappe.db.add_index("Sink Household Contact", ["household", "contacted_on"])
	frappe.db.add_index("Sink Household Contact", ["member", "contacted_on"])
