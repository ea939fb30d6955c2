import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.organization import periods

# 武组通〔2021〕37号: units contact communities, several may contact one; branches answer for compounds.
SIDES = {
	"Unit and Community": ({"System", "Unit", "Second Level"}, {"Community"}),
	"Branch and Compound": ({"Branch", "Second Level"}, {"Compound"}),
}


class WrongSides(frappe.ValidationError):
	pass


class AlreadyPaired(frappe.ValidationError):
	pass


class PairingIsHistory(frappe.ValidationError):
	pass


class SinkPairing(Document):
	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		self.validate_sides()
		self.validate_dates()
		self.validate_not_paired_twice()
		self.validate_end_kept()
		self.set_title()

	def on_trash(self):
		self.validate_never_counted()

	def validate_sides(self):
		organization_levels, area_levels = SIDES[self.kind]
		if frappe.db.get_value("Sink Organization", self.organization, "level") not in organization_levels:
			frappe.throw(_("«{0}» takes another kind of organization.").format(_(self.kind)), WrongSides)
		if frappe.db.get_value("Sink Area", self.area, "level") not in area_levels:
			frappe.throw(_("«{0}» takes another kind of area.").format(_(self.kind)), WrongSides)

	def validate_dates(self):
		periods.check_order(self)

	def validate_not_paired_twice(self):
		# acts for itself: a pairing the user may not see is one all the same
		others = frappe.get_all(
			"Sink Pairing",
			filters={"organization": self.organization, "area": self.area, "name": ("!=", self.name)},
			fields=["from_date", "to_date"],
		)
		for other in others:
			if periods.overlap(self, other):
				frappe.throw(_("These two are already paired in that time."), AlreadyPaired)

	def validate_end_kept(self):
		"""What has ended stays as it was; the two are paired again by a new record."""
		before = self.get_doc_before_save()
		if not before or not before.to_date or getdate(before.to_date) >= getdate(nowdate()):
			return
		if any(str(before.get(field)) != str(self.get(field)) for field in ("from_date", "to_date")):
			frappe.throw(
				_("This pairing ended on {0} and is kept as it was. Please make a new one.").format(
					frappe.format(before.to_date, "Date")
				),
				PairingIsHistory,
			)

	def validate_never_counted(self):
		"""A pairing that has begun is part of what the two did together."""
		if getdate(self.from_date) <= getdate(nowdate()):
			frappe.throw(
				_("This pairing has begun. Please end it with «To Date»; it is kept."), PairingIsHistory
			)

	def set_title(self):
		"""«湖北经济学院党委 · 经院社区»."""
		name, short = frappe.db.get_value("Sink Organization", self.organization, ["org_name", "short_name"])
		self.title = f"{short or name} · {frappe.db.get_value('Sink Area', self.area, 'title')}"


def on_doctype_update():
	columns.add_indexes("Sink Pairing")
	frappe.db.add_index("Sink Pairing", ["organization", "area"])
	frappe.db.add_index("Sink Pairing", ["area", "kind"])
