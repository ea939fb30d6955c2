import frappe
from frappe import _

from sink_app.organization.settings import SettingsWithDefaults

PARTS = ("{z}", "{x}", "{y}")
DEEPEST = 24
"""No tile server goes further."""


class TilesUnusable(frappe.ValidationError):
	pass


class ZoomOutOfRange(frappe.ValidationError):
	pass


class SinkMapSettings(SettingsWithDefaults):
	def validate(self):
		self.validate_tiles()
		self.validate_deepest()

	def validate_tiles(self):
		self.tiles = (self.tiles or "").strip()
		if not self.tiles:
			return
		if self.tiles.startswith(("https://", "http://", "/")) and all(part in self.tiles for part in PARTS):
			return
		frappe.throw(
			_(
				"«{0}» must begin with https:// and hold {1}: the map puts the number of each tile there."
			).format(_(self.meta.get_label("tiles")), " ".join(PARTS)),
			TilesUnusable,
		)

	def validate_deepest(self):
		if not 1 <= self.deepest <= DEEPEST:
			frappe.throw(
				_("«{0}» must lie between {1} and {2}.").format(
					_(self.meta.get_label("deepest")), 1, DEEPEST
				),
				ZoomOutOfRange,
			)
