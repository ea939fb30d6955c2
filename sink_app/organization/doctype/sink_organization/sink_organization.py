import frappe
from frappe import _
from frappe.utils import getdate
from frappe.utils.nestedset import NestedSet

from sink_app.access import columns
from sink_app.organization import seats, temporary, trees

RANKS = {"City": 0, "System": 1, "Unit": 2, "Community": 2, "Second Level": 3, "Branch": 4, "Compound": 4}


class LevelOutOfOrder(frappe.ValidationError):
	pass


class ParentMissing(frappe.ValidationError):
	pass


class NotASystem(frappe.ValidationError):
	pass


class EstablishedOnMissing(frappe.ValidationError):
	pass


class DissolvedBeforeEstablished(frappe.ValidationError):
	pass


class NotApproved(frappe.ValidationError):
	pass


class ApprovedByStranger(frappe.ValidationError):
	pass


class SinkOrganization(NestedSet):
	nsm_parent_field = "parent_sink_organization"

	def autoname(self):
		self.name = frappe.generate_hash(length=16)

	def validate(self):
		trees.keep_place(self)
		self.validate_parent()
		self.validate_level_below_parent()
		self.validate_overseer()
		self.validate_temporary_dates()
		self.validate_temporary_approval()
		self.hide_dissolved()

	def on_update(self):
		super().on_update()
		seats.follow(self)

	def validate_parent(self):
		"""One tree a site: who stands on its root stands above all."""
		if self.parent_sink_organization or not frappe.db.exists(
			"Sink Organization", {"parent_sink_organization": ("is", "not set"), "name": ("!=", self.name)}
		):
			return
		frappe.throw(
			_("Please choose the parent organization. Only the topmost organization has none."), ParentMissing
		)

	def validate_level_below_parent(self):
		if not self.parent_sink_organization:
			return
		parent_level = frappe.db.get_value("Sink Organization", self.parent_sink_organization, "level")
		if RANKS[self.level] > RANKS[parent_level]:
			return
		frappe.throw(
			_(
				"An organization at level {0} cannot lie below one at level {1}. Please choose another."
			).format(_(self.level), _(parent_level)),
			LevelOutOfOrder,
		)

	def validate_overseer(self):
		if self.level != "Unit":
			self.overseen_by = None
		if (
			self.overseen_by
			and frappe.db.get_value("Sink Organization", self.overseen_by, "level") != "System"
		):
			frappe.throw(_("«Overseen By» takes an organization at level System."), NotASystem)

	def validate_temporary_dates(self):
		if not self.is_temporary:
			self.dissolved_on = None
		elif not self.established_on:
			frappe.throw(
				_("Please fill in «Established On» of the temporary organization."), EstablishedOnMissing
			)
		elif self.dissolved_on and getdate(self.dissolved_on) < getdate(self.established_on):
			frappe.throw(_("«Dissolved On» lies before «Established On»."), DissolvedBeforeEstablished)

	def validate_temporary_approval(self):
		"""An organization above agrees before a temporary one is founded (湖北经济学院 plan, 三(一))."""
		if not self.is_temporary:
			self.approved_by = self.approved_on = None
			return
		if not (self.approved_by and self.approved_on):
			frappe.throw(
				_("Please fill in «Approved By» and «Approved On» of the temporary organization."),
				NotApproved,
			)
		if getdate(self.approved_on) > getdate(self.established_on):
			frappe.throw(_("«Approved On» lies after «Established On»."), NotApproved)
		if not self._lies_below(self.approved_by):
			frappe.throw(_("«Approved By» takes an organization above this one."), ApprovedByStranger)

	def _lies_below(self, upper: str) -> bool:
		above = frappe.db.get_value("Sink Organization", upper, ["lft", "rgt"], as_dict=True)
		parent = frappe.db.get_value(
			"Sink Organization", self.parent_sink_organization, ["lft", "rgt"], as_dict=True
		)
		return above.lft <= parent.lft and parent.rgt <= above.rgt

	def hide_dissolved(self):
		if self.is_temporary and temporary.is_over(self):
			self.disabled = 1


def on_doctype_update():
	columns.add_indexes("Sink Organization")
	frappe.db.add_index("Sink Organization", ["parent_sink_organization", "level"])
