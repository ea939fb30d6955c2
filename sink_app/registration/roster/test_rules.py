import unittest

import frappe
import pytest

from sink_app.registration.roster import names, rules, sheet

YEAR = 2026


def book(**values) -> names.Book:
	"""What stands in a site with two branches of the same name and two communities."""
	organizations = names.Names(names.organization_key)
	for title in ("图书馆党总支第一党支部", "图书馆党总支第二党支部", "校医院党总支第一党支部"):
		organizations.add(title, title, (title, title[-5:]))
	communities = names.Names(names.community_key)
	for title in ("杨桥湖社区", "晒湖社区"):
		communities.add(title, title, (title,))
	skills, wishes = names.Names(), names.Names()
	for title in ("法律", "急救", "驾驶"):
		skills.add(title, title, (title,))
	for title in ("政策宣传", "心理咨询"):
		wishes.add(title, title, (title,))
	options = {
		"sex": ["Male", "Female"],
		"staff_kind": ["Department", "Public Institution", "Enterprise", "University", "Other"],
		"registration_type": ["Dispatched", "Residence"],
		"day_kind": ["Workday", "Weekend", "Holiday", "Emergency"],
		"level": ["Amateur", "Proficient", "Certified"],
	}
	lists = (organizations, communities, skills, wishes, options)
	return names.Book(YEAR, "Dispatched", "图书馆党总支", *lists, **values)


def row(number=3, **values) -> sheet.Row:
	"""A complete row; keys given as None are left empty."""
	complete = {
		"number": "1",
		"member_name": "赵建国",
		"sex": "男",
		"birth_date": "1985.3",
		"mobile": "19900020001",
		"organization": "图书馆党总支第一党支部",
		"staff_kind": "高校",
		"registration_type": "组织派遣",
		"community": "杨桥湖社区",
		"home_area": "晒湖社区",
		"skills": "法律",
		"wishes": "政策宣传",
		"times": "周末",
		"notices": "是",
		**values,
	}
	return sheet.Row(number, {key: value for key, value in complete.items() if value is not None})


def entry_of(**values) -> rules.Entry:
	return rules.read(row(**values), book())


def sentences(entry: rules.Entry) -> str:
	return " | ".join(finding.text for finding in entry.findings)


@pytest.mark.usefixtures("site")
class TestRules(unittest.TestCase):
	def test_reg_05_a_row_says_contacts_skills_hobbies_wishes_and_times(self):
		entry = entry_of(
			skills="法律、急救（红十字救护员证）、养花",
			hobbies="书法",
			wishes="政策宣传；心理咨询、楼栋长",
			times="工作日晚上、周末9:00-12:00、应急",
		)
		self.assertFalse(entry.is_wrong, sentences(entry))
		member = entry.member
		self.assertEqual(
			member["skills"],
			[{"skill": "法律"}, {"skill": "急救", "level": "Certified", "certificate": "红十字救护员证"}],
		)
		self.assertEqual(member["hobbies"], "书法、养花")
		self.assertEqual([row["category"] for row in member["wishes"]], ["政策宣传", "心理咨询"])
		self.assertEqual(entry.registration["wanted_post"], "楼栋长")
		self.assertEqual(
			member["times"],
			[
				{"day_kind": "Workday", "from_time": "18:00:00", "to_time": "21:00:00"},
				{"day_kind": "Weekend", "from_time": "09:00:00", "to_time": "12:00:00"},
				{"day_kind": "Emergency", "from_time": "", "to_time": ""},
			],
		)
		self.assertEqual(member["can_emergency"], 1)

	def test_messy_cells_are_read_all_the_same(self):
		entry = entry_of(
			member_name="赵　建 国",
			mobile="１９９－０００２－０００１",
			birth_date="85.3",
			sex="男性",
			organization="图书馆党总支 / 第1支部",
			staff_kind="高等院校",
			registration_type="派遣",
			community="杨桥湖社区居委会",
			times="工作日 晚上、周末上午、下午",
			notices="√",
		)
		self.assertFalse(entry.is_wrong, sentences(entry))
		self.assertEqual(entry.member["member_name"], "赵建国")
		self.assertEqual(entry.member["mobile"], "19900020001")
		self.assertEqual(str(entry.member["birth_date"]), "1985-03-01")
		self.assertEqual(entry.member["organization"], "图书馆党总支第一党支部")
		self.assertEqual(entry.registration["community"], "杨桥湖社区")
		self.assertEqual(
			[row["day_kind"] for row in entry.member["times"]], ["Workday", "Weekend", "Weekend"]
		)
		self.assertTrue(entry.notices_read)

	def test_every_wrong_cell_of_a_row_is_named(self):
		entry = entry_of(
			member_name=None, mobile="027-8197", birth_date="三月", sex="汉", times="随缘", notices="嗯"
		)
		self.assertEqual(
			{finding.key for finding in entry.findings if finding.is_wrong},
			{"member_name", "mobile", "birth_date", "sex", "times", "notices"},
		)

	def test_an_unknown_branch_is_told_with_those_near_it(self):
		entry = entry_of(organization="图书馆第三党支部")
		self.assertIn("图书馆党总支第一党支部", sentences(entry))
		entry = entry_of(organization="图书馆党总支第三党支部")
		self.assertIn("图书馆党总支第二党支部", sentences(entry))

	def test_a_name_that_several_share_is_told_with_all_of_them(self):
		entry = entry_of(organization="第一党支部")
		self.assertTrue(entry.is_wrong)
		self.assertIn("图书馆党总支第一党支部、校医院党总支第一党支部", sentences(entry))

	def test_reg_06_who_registers_at_home_need_not_write_the_community_twice(self):
		entry = entry_of(registration_type="居住地", community=None)
		self.assertFalse(entry.is_wrong, sentences(entry))
		self.assertEqual(entry.registration["community"], "晒湖社区")
		self.assertTrue(entry_of(community=None).is_wrong)

	def test_a_field_that_the_office_added_is_read_by_its_type(self):
		added = frappe._dict(fieldname="custom_car", label="有无车辆", fieldtype="Select", options="\n有\n无")
		with_car = book(further={"car": ("Sink Member", added)})
		entry = rules.read(row(car="有"), with_car)
		self.assertEqual(entry.member["custom_car"], "有")
		self.assertIn("两辆", sentences(rules.read(row(car="两辆"), with_car)))

	def test_reg_15_rows_that_repeat_one_are_told(self):
		twice = rules.Twice()
		entries = [
			entry_of(number=3),
			entry_of(number=4),
			entry_of(number=5, registration_type="居住地"),
			entry_of(number=6, member_name="钱志强"),
			entry_of(
				number=7,
				registration_type="居住地",
				organization="图书馆党总支第二党支部",
				mobile="19900020001",
			),
		]
		for entry in entries:
			twice.check(entry)
		self.assertEqual([entry.is_wrong for entry in entries], [False, True, False, False, True])
		self.assertIn("3", sentences(entries[1]))
		self.assertIn("赵建国", sentences(entries[3]))
