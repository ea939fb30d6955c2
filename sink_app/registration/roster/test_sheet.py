import io
import unittest
import zipfile

import pytest
from openpyxl import Workbook

from sink_app.registration.roster import sheet, template
from sink_app.registration.roster.other_formats import RosterUnreadable


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
		roster = sheet.Roster(template.saved(made))
		rows = list(roster.rows)
		self.assertEqual(roster.tables[0].header.row, 3)
		self.assertEqual(roster.unknown, ["民族"])
		self.assertEqual(
			[(row.number, row.get("member_name")) for row in rows], [(4, "赵建国"), (6, "钱志强")]
		)
		self.assertEqual([row.get("organization") for row in rows], ["第一党支部"] * 2)
		self.assertEqual(rows[0].get("mobile"), "19900020001")

	def test_what_is_no_roster_is_refused_in_words(self):
		for content in (b"PK", b"\xd0\xcf\x11\xe0", workbook_of(["甲", "乙"])):
			with self.assertRaises(RosterUnreadable):
				sheet.Roster(content)
		with self.assertRaisesRegex(RosterUnreadable, "联系电话"):
			sheet.Roster(workbook_of(["序号", "姓名", "性别"]))

	def test_every_sheet_with_a_roster_is_read(self):
		made = Workbook()
		for title in ("一支部", "二支部", "说明"):
			made.create_sheet(title).append(["姓名", "联系电话", "性别"] if title != "说明" else ["说明"])
			made[title].append([f"赵{title[0]}", "19900020001", "男"])
		roster = sheet.Roster(template.saved(made))
		self.assertEqual(
			[(row.place, row.get("member_name")) for row in roster.rows],
			[("一支部!2", "赵一"), ("二支部!2", "赵二")],
		)

	def test_a_csv_in_utf_8_or_gbk_is_read(self):
		text = "花名册,,\r\n姓名,联系电话,性别\r\n赵建国,\t19900020001,男\r\n"
		for content in (text.encode("gbk"), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
			rows = list(sheet.Roster(content).rows)
			self.assertEqual(
				[(row.get("member_name"), row.get("mobile")) for row in rows], [("赵建国", "19900020001")]
			)

	def test_a_wrong_size_written_into_the_sheet_hides_nothing(self):
		content = workbook_of(["姓名", "联系电话", "性别"], ["赵建国", "19900020001", "男"])
		old, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
		with zipfile.ZipFile(stream, "w") as new:
			for part in old.namelist():
				new.writestr(part, old.read(part).replace(b'ref="A1:C2"', b'ref="A1"'))
		self.assertEqual(len(list(sheet.Roster(stream.getvalue()).rows)), 1)
