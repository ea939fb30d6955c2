import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from sink_app.access import columns
from sink_app.organization import maps, trees

LEVELS = ("City", "District", "Street", "Community", "Compound", "Grid", "Building")
NAMED_AFTER_COMMUNITY = ("Compound", "Grid", "Building")


class LevelOutOfOrder(frappe.ValidationError):
	pass


class ParentMissing(frappe.ValidationError):
	pass


class SinkArea(NestedSet):
	nsm_parent_field = "parent_sink_area"

	def before_naming(self):
		if not self.area_code:
			self.area_code = self.next_code_below_parent()

	def validate(self):
		trees.keep_place(self)
		self.validate_parent()
		self.validate_level_below_parent()
		self.set_functional_zone()
		self.set_title()
		self.set_point()

	def validate_parent(self):
		"""One tree a site: who stands on its root stands above all."""
		if self.parent_sink_area or not frappe.db.exists(
			"Sink Area", {"parent_sink_area": ("is", "not set"), "name": ("!=", self.name)}
		):
			return
		frappe.throw(_("Please choose the parent area. Only the topmost area has none."), ParentMissing)

	def validate_level_below_parent(self):
		if not self.parent_sink_area:
			return
		parent_level = frappe.db.get_value("Sink Area", self.parent_sink_area, "level")
		if LEVELS.index(self.level) > LEVELS.index(parent_level):
			return
		frappe.throw(
			_("A {0} cannot lie below a {1}. Please choose another parent area or level.").format(
				_(self.level), _(parent_level)
			),
			LevelOutOfOrder,
		)

	def set_functional_zone(self):
		if self.level != "District":
			self.is_functional_zone = 0

	def set_title(self):
		"""«Grid 7» stands in every community; the title says whose it is."""
		self.title = self.area_name
		if self.level in NAMED_AFTER_COMMUNITY and (community := columns.of(self).get("community")):
			self.title = f"{frappe.db.get_value('Sink Area', community, 'area_name')}{self.area_name}"

	def set_point(self):
		"""A pair pasted in either order stands as longitude, latitude."""
		self.longitude, self.latitude = maps.read_point(self.point) if self.point else (0, 0)
		self.point = f"{self.longitude:.6f},{self.latitude:.6f}" if self.point else None

	def next_code_below_parent(self) -> str:
		"""The parent's code and the next free number below it, three digits."""
		parent = self.parent_sink_area or ""
		# acts for itself: a number taken by an area the user may not see is taken all the same
		taken = set(
			frappe.get_all(
				"Sink Area", filters={"parent_sink_area": parent or ("is", "not set")}, pluck="name"
			)
		)
		number = len(taken) + 1
		while f"{parent}{number:03d}" in taken:
			number += 1
		return f"{parent}{number:03d}"


def on_doctype_update():
	columns.add_indexes("Sink Area")
	frappe.db.add_index("Sink Area", ["parent_sink_area", "level"])
