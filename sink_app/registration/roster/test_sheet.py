import unittest

import pytest
from openpyxl import Workbook

from sink_app.registration.roster import sheet, template


def workbook_of(*rows: list) -> bytes:
	made = Workbook()
	for row in rows:
		made.active.append(row)
	return template.saved(made)


@pytest.mark.usefixtures("site")
class TestSheet(unittest.TestCase):
	def test_the_header_is_found_under_merged_titles(self):
		made = Workbook()
		made.active.append(["湖北经济学院党员干部报到花名册"])
		made.active.merge_cells("A1:G1")
		made.active.append(["填报单位：图书馆", None, None, None, "2026年8月"])
		made.active.append(["序号", "姓　名", "联系电话\n（手机）", "所属支部", "民族"])
		made.active.append([1, "赵建国", 19900020001.0, "第一党支部"])
		made.active.append([None] * 5)
		made.active.append([2, "钱志强", "19900020002", None])
		made.active.append([3, None, None, None])
		made.active.append(["填表人：王某"])
		made.active.merge_cells("D4:D6")
		roster = sheet.read(template.saved(made))
		self.assertEqual(roster.header.row, 3)
		self.assertEqual(roster.header.unknown, ("民族",))
		self.assertEqual(
			[(row.number, row.get("member_name")) for row in roster.rows], [(4, "赵建国"), (6, "钱志强")]
		)
		self.assertEqual([row.get("organization") for row in roster.rows], ["第一党支部"] * 2)
		self.assertEqual(roster.rows[0].get("mobile"), "19900020001")

	def test_what_is_no_roster_is_refused_in_words(self):
		for content in (b"PK", b"\xd0\xcf\x11\xe0", workbook_of(["甲", "乙"])):
			with self.assertRaises(sheet.RosterUnreadable):
				sheet.read(content)
		with self.assertRaisesRegex(sheet.RosterUnreadable, "联系电话"):
			sheet.read(workbook_of(["序号", "姓名", "性别"]))
