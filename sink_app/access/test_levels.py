import json

from frappe.tests.utils import FrappeTestCase

from sink_app.access import levels


class TestLevels(FrappeTestCase):
	def shortened(self, hidden=(), of_rows=None, **told):
		version = {"data": json.dumps(told)}
		kept = levels._shorten(version, set(hidden), of_rows or {})
		return kept, json.loads(version["data"])

	def test_rows_tell_only_their_readable_columns(self):
		row = {"name": "r", "phone": "x", "post": "y"}
		kept, told = self.shortened(
			of_rows={"people": {"phone"}},
			added=[["people", row]],
			removed=[["people", row]],
			row_changed=[["people", 0, "r", [["phone", "x", "z"], ["post", "y", "w"]]]],
		)
		self.assertTrue(kept)
		for key in ("added", "removed"):
			self.assertEqual(told[key], [["people", {"name": "r", "post": "y"}]])
		self.assertEqual(told["row_changed"], [["people", 0, "r", [["post", "y", "w"]]]])

	def test_a_version_with_nothing_left_is_not_told_at_all(self):
		self.assertFalse(self.shortened({"phone"}, changed=[["phone", "x", "z"]])[0])
		only_hidden = [["people", 0, "r", [["phone", "x", "z"]]]]
		self.assertFalse(self.shortened(of_rows={"people": {"phone"}}, row_changed=only_hidden)[0])
		self.assertFalse(self.shortened({"people"}, added=[["people", {"name": "r"}]])[0])
