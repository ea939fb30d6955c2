import datetime
import unittest

from sink_app.registration.roster import cells


class TestCells(unittest.TestCase):
	def test_dates_as_offices_write_them(self):
		march = datetime.date(1985, 3, 1)
		for written in (
			"1985.3",
			"1985.03",
			"1985年3月",
			"1985-03",
			"1985/3",
			"198503",
			"８５．３",
			"1985年03月生",
			"１９８５年３月",
		):
			self.assertEqual(cells.date(written), march, written)
		day = datetime.date(1985, 3, 12)
		for written in ("1985-03-12", "1985.3.12", "1985年3月12日", "19850312", "1985/03/12", "31118"):
			self.assertEqual(cells.date(written), day, written)
		for written in ("1985", "1985.13", "三月", "1985.2.30", "12345678901"):
			self.assertIsNone(cells.date(written), written)

	def test_a_number_is_read_as_its_format_shows_it(self):
		self.assertEqual(cells.text(1985.1, "0.00"), "1985.10")
		self.assertEqual(cells.text(1985.1, "0.00_ "), "1985.10")
		self.assertEqual(cells.text(1985.1), "1985.1")
		self.assertEqual(cells.text(13812345678.0), "13812345678")
		self.assertEqual(cells.text(datetime.datetime(1985, 3, 12)), "1985-03-12")
		self.assertEqual(cells.text("　 张　三\u200b\xa0"), "张　三")

	def test_mobiles(self):
		for written in (
			"13812345678",
			"138 1234 5678",
			"138-1234-5678",
			"+86 13812345678",
			"１３８１２３４５６７８",
			"8613812345678",
		):
			self.assertEqual(cells.mobile(written), "13812345678", written)
		for written in ("", "027-81973741", "1381234567", "23812345678", "13812345678/13987654321"):
			self.assertIsNone(cells.mobile(written), written)

	def test_lists_keep_their_brackets_together(self):
		self.assertEqual(
			cells.parts("法律、急救（红十字 救护员证），驾驶；法律/园艺。"),
			["法律", "急救(红十字 救护员证)", "驾驶", "园艺"],
		)

	def test_titles_lose_what_is_only_decoration(self):
		for written in ("姓　名", "*姓名", "姓名（必填）", "姓\n名", "姓名："):
			self.assertEqual(cells.title(written), "姓名", written)
