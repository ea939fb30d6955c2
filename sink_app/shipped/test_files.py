import json
import tempfile
import unittest
from pathlib import Path

from sink_app.shipped import files


class TestFiles(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.root = Path(folder.name)

	def write(self, name: str, text: str):
		(self.root / name).write_text(text, encoding="utf-8")

	def read(self, **content) -> dict:
		self.write("sheet.json", json.dumps({"doctype": "Print Format", "name": "Sheet", **content}))
		[found] = files.read(self.root, ["*.json"])
		return found.content

	def test_a_template_lies_beside_its_record(self):
		self.write("sheet.html", "own")
		self.assertEqual(self.read(), {"doctype": "Print Format", "name": "Sheet", "html": "own"})

	def test_what_several_records_share_is_named_and_ones_own_goes_before_it(self):
		self.write("sheet.html", "own")
		self.write("shared.html", "shared")
		self.write("shared.css", "shared")
		found = self.read(template_file="shared")
		self.assertEqual((found["html"], found["css"]), ("own", "shared"))
		self.assertNotIn("template_file", found)

	def test_a_style_sheet_that_several_begin_with_comes_before_ones_own(self):
		self.write("paper.css", "paper;")
		self.write("sheet.css", "own;")
		found = self.read(base_css="paper")
		self.assertEqual(found["css"], "paper;own;")
		self.assertNotIn("base_css", found)
