import frappe
from frappe import _
from frappe.model.document import Document

from sink_app.access import columns
from sink_app.organization import periods
from sink_app.registration import places

ONE_PLUS_ONE, RED_PARTNERS = "One Plus One", "Red Partners"


class PartnerMissing(frappe.ValidationError):
	pass


class OwnPartner(frappe.ValidationError):
	pass


class PairedAlready(frappe.DuplicateEntryError):
	pass


class SinkPair(Document):
	"""1+1结对 with a community's own party member, 红色拍档 with a volunteer (武组通〔2021〕37号)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def before_insert(self):
		self.organization = frappe.db.get_value("Sink Member", self.member, "organization")

	def validate(self):
		places.check(self, self.community, {"community": "Community", "grid": "Grid"})
		periods.check_order(self)
		self.name_partner()
		self.validate_one_to_one()

	def name_partner(self):
		"""A volunteer is kept here; a community's party member may be, or is written down by name."""
		if self.kind == RED_PARTNERS:
			self.partner_member = None
			self.partner_name = frappe.db.get_value("Sink Volunteer", self.volunteer or "", "volunteer_name")
		else:
			self.volunteer = None
			if self.partner_member:
				self.partner_name = frappe.db.get_value("Sink Member", self.partner_member, "member_name")
		if self.partner_member == self.member:
			frappe.throw(_("Nobody is paired with themselves."), OwnPartner)
		if not self.partner_name:
			frappe.throw(_("Please choose with whom {0} is paired.").format(self.member_name), PartnerMissing)

	def validate_one_to_one(self):
		"""One to one: on no day has either of them a second partner of the kind."""
		for field in ("member", "partner_member", "volunteer"):
			for other in self._others(field):
				if periods.overlap(self, other):
					frappe.throw(
						_("{0} and {1} are a pair already in this time. End that pair first.").format(
							other.member_name, other.partner_name
						),
						PairedAlready,
					)

	def _others(self, field: str) -> list:
		if not self.get(field):
			return []
		# acts for itself: a partner elsewhere is a partner, also where the user may not look
		return frappe.get_all(
			self.doctype,
			filters={field: self.get(field), "kind": self.kind, "name": ("!=", self.name or "")},
			fields=["member_name", "partner_name", "from_date", "to_date"],
			order_by="creation asc",
		)


def on_doctype_update():
	columns.add_indexes("Sink Pair")
	frappe.db.add_index("Sink Pair", ["member", "kind"])
	frappe.db.add_index("Sink Pair", ["volunteer"])
	frappe.db.add_index("Sink Pair", ["partner_member"])
