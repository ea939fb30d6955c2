"""“三个一”: agreed on with the compound by 15 April, told of in July, reported on at the year's end."""

import io

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate
from openpyxl import load_workbook

from sink_app.joint_projects import THREE_ONES, reminding, settings, sheets, three_ones
from sink_app.joint_projects.doctype.sink_three_ones_plan import sink_three_ones_plan as plans
from sink_app.joint_projects.printed import sink_three_ones_sheet
from sink_app.registration import paper_sheets
from sink_app.tests.factories import World, as_user, make, make_stand
from sink_app.tests.office import STUDY, EachTestAlone, make_meeting
from sink_app.tests.projects import YEAR, compound_of, fresh, take

# the framework's own refusals differ between its versions
REFUSED = (frappe.PermissionError, frappe.ValidationError)
WHOLE = {
	"party_day_on": f"{YEAR}-05-20",
	"party_day_words": "邀请党史专家到小区宣讲",
	"activity_title": "小区党群驿站开放日",
	"key_task": "Service Station",
	"activity_on": f"{YEAR}-06-10",
	"matter_title": "解决电动车充电难",
	"no_source_reason": "居民议事会多次反映",
	"matter_due": f"{YEAR}-11-30",
}


class TestThreeOnes(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.compound = compound_of(cls.world)
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)

	def draft(self, **values):
		about = {"organization": self.world.branch.name, "compound": self.compound.name}
		with as_user(self.branch_secretary):
			return frappe.get_doc({"doctype": THREE_ONES, **about, **WHOLE, **values}).insert()

	def fixed(self, **values):
		made = self.draft(**values)
		take(made, "Submit to Compound", self.branch_secretary)
		take(made, "Agree on Three Ones", self.world.secretary)
		return fresh(made)

	def told(self) -> str:
		"""All that the branch secretary hears today, in one line."""
		return " ".join(line.title for line in reminding.lines_of_three_ones().get(self.branch_secretary, ()))

	def set_to(self, **values):
		frappe.db.set_single_value(settings.SETTINGS, values)
		frappe.clear_document_cache(settings.SETTINGS, settings.SETTINGS)

	def test_thr_01_thr_02_thr_03_the_party_day_has_the_year_s_theme_and_its_content(self):
		made = self.draft()
		self.assertEqual(made.party_day_theme, "学党史、悟思想")
		self.assertIn("宣讲", made.party_day_words)
		self.set_to(party_day_theme="学思想、强党性")
		with as_user(self.branch_secretary):
			self.assertEqual(three_ones.beginning()["theme"], "学思想、强党性")

	def test_thr_01_thr_04_thr_07_one_missing_and_the_plan_stays_where_it_is(self):
		for field in ("party_day_on", "activity_title", "key_task", "matter_title"):
			with self.subTest(field=field):
				made = self.draft(**{field: None})
				with self.assertRaises(plans.OneIsMissing):
					take(made, "Submit to Compound", self.branch_secretary)
				frappe.delete_doc(THREE_ONES, made.name)

	def test_thr_05_the_activity_is_about_one_of_the_four_key_tasks(self):
		words = [
			frappe._(each, "zh") for each in frappe.get_meta(THREE_ONES).get_options("key_task").split("\n")
		]
		self.assertEqual(len([each for each in words if each]), 4)
		self.assertTrue(any("业委会组建" in each for each in words))
		self.assertRaises(frappe.ValidationError, self.draft, key_task="Something Else")

	def test_thr_06_it_belongs_to_the_campaign(self):
		with as_user(self.branch_secretary):
			self.assertEqual(three_ones.beginning()["campaign"], "攻坚提升行动")
		self.assertEqual(self.draft(campaign="攻坚提升行动").campaign, "攻坚提升行动")

	def test_thr_01_a_plan_begins_with_who_may_write_one(self):
		with as_user(self.world.member_user), self.assertRaises(REFUSED):
			three_ones.beginning()

	def test_thr_10_a_meeting_is_named_only_by_who_reads_it_and_of_what_is_agreed_on(self):
		self.set_to(notice_from="01-01")
		made = self.draft()
		with as_user(self.branch_secretary), self.assertRaises(three_ones.NotFixedYet):
			three_ones.tell_members(made.name, "主题党日已开展")
		take(made, "Submit to Compound", self.branch_secretary)
		take(made, "Agree on Three Ones", self.world.secretary)
		both = {"organization": self.world.other_unit.name, "area": self.world.neighbour.name}
		meeting = make_meeting(STUDY, make_stand("Sink Unit Organizer", self.world.other_unit), **both)
		with as_user(self.branch_secretary), self.assertRaises(frappe.PermissionError):
			three_ones.tell_members(made.name, "主题党日已开展", meeting.name)
		with as_user(self.world.member_user), self.assertRaises(frappe.PermissionError):
			three_ones.report(made.name, "完成")

	def test_thr_08_the_matter_is_what_residents_ask_for(self):
		made = self.draft(no_source_reason=None)
		with self.assertRaises(plans.SourceMissing):
			take(made, "Submit to Compound", self.branch_secretary)
		demand = make("Sink Demand", area=self.world.community.name, words="飞线充电有隐患")
		with as_user(self.branch_secretary):
			fresh(made).update({"matter_source_type": "Sink Demand", "matter_source": demand.name})
			made.save()
		take(made, "Submit to Compound", self.branch_secretary)
		self.assertIn(frappe._("Sink Demand"), sink_three_ones_sheet(fresh(made)).source)

	def test_thr_09_fixed_with_the_compound_and_late_after_its_day(self):
		self.set_to(three_ones_due=nowdate()[5:])
		made = self.draft()
		take(made, "Submit to Compound", self.branch_secretary)
		with self.assertRaises(frappe.PermissionError):
			take(made, "Agree on Three Ones", self.branch_secretary)
		take(made, "Send Back", self.world.secretary, "活动时间与物业冲突")
		with as_user(self.branch_secretary):
			fresh(made).activity_on = f"{YEAR}-06-12"
			made.save()
		take(made, "Submit to Compound", self.branch_secretary)
		take(made, "Agree on Three Ones", self.world.secretary)
		self.assertEqual((str(fresh(made).fixed_on), made.is_late), (nowdate(), 0))
		with as_user(self.branch_secretary):
			made.matter_title = "换一件"
			self.assertRaises(plans.ContentStands, made.save)

	def test_thr_09_what_lies_about_after_its_day_is_flagged_and_told_of(self):
		made = self.draft()
		made.db_set({"due_date": add_days(nowdate(), -1), "is_late": 0})
		three_ones.flag_late()
		self.assertEqual(fresh(made).is_late, 1)
		lines = reminding.lines_of_three_ones()[self.branch_secretary]
		self.assertEqual([line.name for line in lines], [made.name])

	def test_thr_09_one_plan_a_branch_compound_and_year(self):
		self.draft()
		self.assertRaises(plans.PlanTwice, self.draft)
		self.draft(year=YEAR + 1)
		self.assertRaises(plans.NotACompound, self.draft, compound=self.world.community.name)
		with self.assertRaises(plans.NotABranch), as_user("Administrator"):
			about = {"organization": self.world.unit.name, "compound": self.compound.name}
			frappe.get_doc({"doctype": THREE_ONES, **about}).insert()

	def test_thr_10_the_members_are_told_in_july(self):
		made = self.fixed()
		self.set_to(notice_from="12-31", notice_due="12-31")
		if nowdate()[5:] != "12-31":
			with as_user(self.branch_secretary):
				self.assertRaises(three_ones.TooEarly, three_ones.tell_members, made.name, "进展")
		self.set_to(notice_from="01-01", notice_due=nowdate()[5:])
		self.assertIn(frappe._("July Notice to the Members"), self.told())
		with as_user(self.branch_secretary):
			self.assertRaises(three_ones.WordsMissing, three_ones.tell_members, made.name, " ")
			three_ones.tell_members(made.name, "主题党日已开展，充电桩招标中")
		self.assertEqual(str(fresh(made).notice_on), nowdate())
		self.assertNotIn(frappe._("July Notice to the Members"), self.told())
		with as_user(self.world.secretary), self.assertRaises(frappe.PermissionError):
			three_ones.tell_members(made.name, "不是支部书记")

	def test_thr_11_the_year_end_report_compiles_itself(self):
		made = self.fixed()
		with as_user(self.branch_secretary):
			made.party_day_done_on = nowdate()
			self.assertRaises(plans.ResultMissing, made.save)
			fresh(made).party_day_done_on = nowdate()
			made.party_day_result = "32名党员参加"
			made.update({"matter_done_on": nowdate(), "matter_result": "安装充电桩20个"})
			made.save()
			self.assertEqual((made.done_count, made.matter_progress), (2, 100))
			made.activity_done_on = add_days(nowdate(), 1)
			self.assertRaises(plans.DoneInTheFuture, made.save)
			fresh(made)
			self.assertEqual(three_ones.report(made.name, "下一步扩大车棚"), nowdate())
		html = frappe.get_print(THREE_ONES, made.name, "Sink Three-Ones Report")
		for words in ("32名党员参加", "安装充电桩20个", "下一步扩大车棚"):
			self.assertIn(words, html)

	def test_thr_11_the_branch_hears_of_a_report_that_is_missing(self):
		made = self.fixed()
		self.set_to(report_due=nowdate()[5:])
		self.assertIn(frappe._("Year-End Report"), self.told())
		with as_user(self.branch_secretary):
			three_ones.report(made.name)
		self.assertNotIn(frappe._("Year-End Report"), self.told())

	def test_thr_11_nothing_is_reported_before_it_is_agreed_on(self):
		made = self.draft()
		with as_user(self.branch_secretary):
			self.assertRaises(three_ones.NotFixedYet, three_ones.report, made.name)
			self.assertRaises(three_ones.NotFixedYet, three_ones.tell_members, made.name, "进展")

	def test_thr_01_list_and_report_go_out_as_two_sheets(self):
		frappe.local.lang = "zh"
		made = self.fixed()
		made.update({"party_day_done_on": nowdate(), "party_day_result": "45人参加"})
		book = load_workbook(io.BytesIO(paper_sheets.workbook(sheets.of_three_ones(made))))
		planned, reported = (
			[[cell.value or "" for cell in line] for line in sheet.iter_rows()] for sheet in book
		)
		self.assertEqual(len(planned[2]), 5)
		self.assertEqual(planned[3][1:4:2], [made.party_day_theme, f"{YEAR}-05-20"])
		self.assertEqual(planned[5][2], WHOLE["no_source_reason"])
		self.assertEqual(reported[3][3:], [nowdate(), "45人参加"])
