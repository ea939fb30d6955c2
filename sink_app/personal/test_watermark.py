import io

from frappe.tests.utils import FrappeTestCase
from frappe.utils.xlsxutils import make_xlsx
from openpyxl import load_workbook

from sink_app.personal import texts, watermark

LINES = [("导出人", "潘文博 <unit@x>"), ("用途", "核对名册 & 打印")]


class TestWatermark(FrappeTestCase):
	def test_a_workbook_gets_a_sheet_and_keeps_its_own(self):
		data = [["姓名", "手机"], ["梅若溪", "138****5678"], ["周承远", "139****5678"]]
		made = make_xlsx(data, "名册").getvalue()
		self.assertEqual(watermark.rows_in(made, watermark.EXCEL), 2)
		self.assertEqual(watermark.titles_of(made, watermark.EXCEL), ["姓名", "手机"])
		book = load_workbook(io.BytesIO(watermark.put(made, watermark.EXCEL, "导出说明", LINES)))
		self.assertEqual(book.sheetnames, ["名册", "导出说明"])
		self.assertEqual([list(row) for row in book["名册"].values], data)
		self.assertEqual([tuple(row) for row in book["导出说明"].values], LINES)

	def test_csv_gets_a_last_line(self):
		for content in ("a,b\r\n1,2\r\n", b"a,b\r\n1,2\r\n"):
			with self.subTest(type(content)):
				self.assertEqual(watermark.rows_in(content, watermark.CSV), 1)
				marked = watermark.put(content, watermark.CSV, "导出说明", LINES)
				text = marked if isinstance(marked, str) else marked.decode()
				self.assertEqual(type(marked), type(content))
				self.assertTrue(text.startswith("a,b\r\n1,2\r\n"))
				self.assertIn("潘文博", text.splitlines()[-1])

	def test_numbers_within_a_text_are_masked(self):
		self.assertEqual(
			texts.masked("找 138 1234-5678 或１３９８７６５４３２１，证42010619850307117X。"),
			"找 138****5678 或139****4321，证4201**********117X。",
		)
		self.assertEqual(texts.masked("订单 20261125138123456789 第1次"), "订单 20261125138123456789 第1次")
		self.assertEqual(texts.masked(None), "")
