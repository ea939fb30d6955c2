from frappe.tests.utils import FrappeTestCase

from sink_app.personal.texts import numbers_in
from sink_app.tests.numbers import id_number

ID = id_number("42010119900307123")


class TestNumbersInTexts(FrappeTestCase):
	def test_numbers_are_found_however_they_are_written(self):
		for text in (
			"联系电话13812345678。",
			"请打138 1234 5678",
			"电话：138-1234-5678",
			"＋86 １３８１２３４５６７８",
			"+8613812345678",
		):
			self.assertEqual(numbers_in(text), ["138****5678"], text)
		self.assertEqual(numbers_in(f"身份证{ID}"), [f"{ID[:4]}**********{ID[-4:]}"])
		self.assertEqual(len(numbers_in(f"13812345678，{ID}")), 2)

	def test_other_numbers_are_none(self):
		for text in (
			None,
			"",
			"报修电话027-81234567",
			"2026年11月25日至2026年12月25日",
			"账号6222021234567890123",
			"12345热线，96510",
			"完成1200户，共1300人次",
		):
			self.assertEqual(numbers_in(text), [], text)
