from frappe.tests.utils import FrappeTestCase
from frappe.utils.xlsxutils import make_xlsx

from sink_app.personal import watermark
from sink_app.registration.roster import columns, sheet

LINES = [("导出人", "潘文博"), ("用途", "核对名册")]


class TestMarkedSheet(FrappeTestCase):
	def test_the_roster_import_reads_a_marked_workbook(self):
		titles = [column.title for column in columns.COLUMNS]
		row = {"member_name": "梅若溪", "mobile": "13812345678"}
		data = [titles, [row.get(column.key, "") for column in columns.COLUMNS]]
		made = make_xlsx(data, "名册").getvalue()
		marked = watermark.put(made, watermark.EXCEL, "导出说明", LINES)
		plain, read = (list(sheet.Roster(content).rows) for content in (made, marked))
		self.assertEqual([table.title for table in sheet.Roster(marked).tables], ["名册"])
		self.assertEqual([row.values for row in read], [row.values for row in plain])
		self.assertEqual(len(read), 1)
