import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.organization import maps
from sink_app.organization.doctype.sink_map_settings.sink_map_settings import TilesUnusable, ZoomOutOfRange

TILES = "https://tiles.example.gov.cn/{z}/{x}/{y}.png"


class TestSinkMapSettings(FrappeTestCase):
	def test_no_map_is_fetched_until_an_office_names_who_gives_it(self):
		settings = frappe.get_doc("Sink Map Settings")
		self.assertEqual((settings.tiles or "", settings.deepest), ("", 18))
		settings.update({"tiles": f" {TILES} ", "attribution": "示例地图 审图号0000"})
		settings.save()
		boot = frappe._dict()
		maps.tell_client(boot)
		self.assertEqual(boot.sink_map["tiles"], TILES)
		self.assertEqual(boot.sink_map["attribution"], "示例地图 审图号0000")

	def test_an_address_that_gives_no_tiles_is_refused(self):
		for tiles in ("javascript:alert(1)//{z}{x}{y}", "https://tiles.example.gov.cn/", "{z}/{x}/{y}.png"):
			settings = frappe.get_doc("Sink Map Settings")
			settings.tiles = tiles
			self.assertRaises(TilesUnusable, settings.save)

	def test_a_zoom_that_no_map_has_is_refused(self):
		for deepest in (0, 25):
			settings = frappe.get_doc("Sink Map Settings")
			settings.deepest = deepest
			self.assertRaises(ZoomOutOfRange, settings.save)
