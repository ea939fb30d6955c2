import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.organization import accounts
from sink_app.personal import kinds, vault


class IdNumberMismatch(frappe.ValidationError):
	pass


class BirthDateInvalid(frappe.ValidationError):
	pass


class MemberExists(frappe.DuplicateEntryError):
	pass


class HomeNotACommunity(frappe.ValidationError):
	pass


class MergedAway(frappe.ValidationError):
	pass


class SinkMember(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_not_merged()
		self.clean_name()
		self.read_id_number()
		self.validate_birth_date()
		self.validate_not_entered_twice()
		self.validate_home_area()

	def on_update(self):
		if self.user and self.has_value_changed("user"):
			accounts.give(self.user, "Sink Member", office=False)

	def validate_not_merged(self):
		"""What was merged into another record is only its stone: people go on with the other one."""
		if self.merged_into:
			frappe.throw(
				_("This record was merged into another one of {0}. Please go on there.").format(
					self.member_name
				),
				MergedAway,
			)

	def clean_name(self):
		self.member_name = "".join(self.member_name.split())

	def read_id_number(self):
		"""An id number that is typed in tells birth date and sex; what stands there must agree with it."""
		number = vault.typed(self, "id_number")
		if not number:
			return
		for field, told in (("birth_date", kinds.born(number)), ("sex", kinds.sex(number))):
			kept = getdate(self.get(field)) if field == "birth_date" and self.get(field) else self.get(field)
			if kept and kept != told:
				frappe.throw(
					_("«Id Number» and «{0}» do not agree. Please correct one of them.").format(
						_(self.meta.get_label(field))
					),
					IdNumberMismatch,
				)
			self.set(field, told)

	def validate_birth_date(self):
		"""A party member is at least 18 years old."""
		if self.birth_date and not 18 <= (getdate(nowdate()) - getdate(self.birth_date)).days / 365.25 <= 110:
			frappe.throw(_("«Date of Birth» gives an age below 18 or above 110."), BirthDateInvalid)

	def validate_not_entered_twice(self):
		"""One person, one record: an id number, or a name with a mobile, belongs to one person (REG-15)."""
		if vault.holders_of_the_same(self, "id_number"):
			frappe.throw(_("This id number is kept already, with another member."), MemberExists)
		others = vault.holders_of_the_same(self, "mobile")
		if others and frappe.db.exists(
			"Sink Member", {"name": ("in", others), "member_name": self.member_name}
		):
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
	# what the reports count, by any of the four levels, answered from the index alone
	levels = ["unit", "branch", "system", "second_level"]
	counted = ["dispatched_year", "residence_year", "facts_rate"]
	frappe.db.add_index("Sink Member", ["status", *levels, *counted], "registered_by_organization")
