import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from sink_app.access import columns
from sink_app.service.lists import IN_FORCE, claims


class NotToBeClaimed(frappe.ValidationError):
	pass


class EnoughTakers(frappe.ValidationError):
	pass


class TakenOnBefore(frappe.DuplicateEntryError):
	pass


class SinkListClaim(Document):
	"""认领: a unit or one of its members takes on a row of a list (湖北经济学院 plan, 四(一)2)."""

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def check_if_latest(self):
		"""The framework locks the claim here; the list is locked before it, as by whoever takes a row on."""
		claims.lock(self.demand_list)
		super().check_if_latest()

	def validate(self):
		self.fill_from_list()
		self.hold()
		self.note_finished()
		if self.begins_to_hold():
			self.validate_room()

	def on_update(self):
		claims.count(self.demand_list)

	def on_trash(self):
		claims.lock(self.demand_list)

	def after_delete(self):
		claims.count(self.demand_list)

	def fill_from_list(self):
		community = frappe.db.get_value("Sink Demand List", self.demand_list, "community")
		self.community = community
		self.item_title = (claims.row_of(self.demand_list, self.item).demand_words or "")[:140]

	def note_finished(self):
		"""The day counts to the half-year in which the matter was settled."""
		is_finished = self.status == claims.FINISHED
		self.finished_on = (self.finished_on or nowdate()) if is_finished else None

	def hold(self):
		"""A unit takes a row on once, a member once."""
		if self.status == claims.GIVEN_BACK:
			self.holding = None
			return
		self.holding = f"{self.item}/{self.member or self.organization}"
		about = {"holding": self.holding, "name": ("!=", self.name or "")}
		if frappe.db.exists(self.doctype, about):
			frappe.throw(_("This row has been taken on by the same hands already."), TakenOnBefore)

	def begins_to_hold(self) -> bool:
		"""Whether a row gets one taker more: by a new claim, or by one that had been given back."""
		before = self.get_doc_before_save()
		return bool(self.holding) and (not before or before.status == claims.GIVEN_BACK)

	def validate_room(self):
		"""However many take a row on at once, it has no more takers than it wants: the list stays locked."""
		if claims.lock(self.demand_list) != IN_FORCE:
			frappe.throw(_("Only a list in force is taken on from."), NotToBeClaimed)
		row = claims.row_of(self.demand_list, self.item)
		if claims.counted(self.demand_list, locked=True).get(self.item, 0) >= (row.capacity or 1):
			frappe.throw(
				_("«{0}» has found its {1} takers already.").format(self.item_title, row.capacity or 1),
				EnoughTakers,
			)


def on_doctype_update():
	columns.add_indexes("Sink List Claim")
	frappe.db.add_index("Sink List Claim", ["demand_list", "item", "status"])
	# what a member took on, who reads nothing else
	frappe.db.add_index("Sink List Claim", ["member", "modified"])
