import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.organization import accounts

MOBILE = re.compile(r"1[3-9]\d{9}")
FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class MobileInvalid(frappe.ValidationError):
	pass


class BirthDateInvalid(frappe.ValidationError):
	pass


class MemberExists(frappe.DuplicateEntryError):
	pass


class HomeNotACommunity(frappe.ValidationError):
	pass


class SinkMember(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.clean_name()
		self.validate_mobile()
		self.validate_birth_date()
		self.validate_not_entered_twice()
		self.validate_home_area()

	def on_update(self):
		if self.user and self.has_value_changed("user"):
			accounts.give(self.user, "Sink Member", office=False)

	def clean_name(self):
		self.member_name = "".join(self.member_name.split())

	def validate_mobile(self):
		self.mobile = re.sub(r"[\s-]", "", self.mobile.translate(FULL_WIDTH))
		if not MOBILE.fullmatch(self.mobile):
			frappe.throw(_("«Mobile» takes a number of 11 digits that begins with 1."), MobileInvalid)

	def validate_birth_date(self):
		"""A party member is at least 18 years old."""
		if self.birth_date and not 18 <= (getdate(nowdate()) - getdate(self.birth_date)).days / 365.25 <= 110:
			frappe.throw(_("«Date of Birth» gives an age below 18 or above 110."), BirthDateInvalid)

	def validate_not_entered_twice(self):
		"""One person, one record: the same name with the same mobile is the same person (REG-15)."""
		other = frappe.db.get_value(
			"Sink Member",
			{"mobile": self.mobile, "member_name": self.member_name, "name": ("!=", self.name)},
			"name",
		)
		if other:
			frappe.throw(
				_("{0} with this mobile is kept already. Please go on with that record.").format(
					self.member_name
				),
				MemberExists,
			)

	def validate_home_area(self):
		if self.home_area and not columns.of(self).get("community"):
			frappe.throw(_("«Home Community» takes a community or something inside one."), HomeNotACommunity)


def on_doctype_update():
	columns.add_indexes("Sink Member")
	frappe.db.add_index("Sink Member", ["member_name", "mobile"])
