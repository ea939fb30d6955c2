"""Joint projects on their way: progress and lights, acceptance, assessment, spending, monthly studies."""

import json

import frappe
from frappe.desk import calendar
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_months, getdate, nowdate

from sink_app.approvals import digests
from sink_app.joint_projects import (
	ASSESSMENT,
	PROJECT,
	assessing,
	facts,
	lights,
	panel,
	progress,
	reminding,
	settings,
	studies,
)
from sink_app.joint_projects.doctype.sink_joint_project import sink_joint_project as projects
from sink_app.joint_projects.doctype.sink_project_assessment import sink_project_assessment as assessments
from sink_app.joint_projects.doctype.sink_project_settings import sink_project_settings
from sink_app.organization.doctype.sink_budget import sink_budget as budgets
from sink_app.organization.doctype.sink_expense import sink_expense as expenses
from sink_app.organization.facts import About
from sink_app.tests.factories import World, as_user, make, make_stand
from sink_app.tests.office import STUDY, EachTestAlone, make_meeting
from sink_app.tests.projects import FUNDS, YEAR, five, fresh, on_file, projects_of, supervisor, take


class UnderWayCase(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.supervisor = supervisor(cls.world.unit)

	def setUp(self):
		super().setUp()
		items = five()
		items[0]["no_cost"] = 0
		funds = [{"project_title": "项目1", "source": FUNDS, "amount": 1000}]
		self.list = on_file(self.world, self.supervisor, items=items, budget=funds)
		self.project = projects_of(self.list)[0]

	def under_way(self):
		take(self.project, "Start Project", self.world.organizer)
		return fresh(self.project)

	def finish(self, project=None):
		"""A project that the community has accepted."""
		project = project or self.project
		take(project, "Start Project", self.world.organizer)
		with as_user(self.world.organizer):
			fresh(project).result = "楼道灯全部修好"
			project.save()
		take(project, "Report as Done", self.world.organizer)
		with as_user(self.world.secretary):
			fresh(project).satisfaction = "Satisfied"
			project.save()
		take(project, "Accept Project", self.world.secretary)
		return fresh(project)


class TestProgress(UnderWayCase):
	def test_prj_05_the_calendar_shows_what_began_long_ago_and_still_goes_on(self):
		month = (f"{YEAR}-06-01", f"{YEAR}-06-30")
		fields = json.dumps({"start": "from_date", "end": "deadline", "title": "project_title"})
		through, over = projects_of(self.list)[:2]
		through.db_set({"from_date": f"{YEAR}-01-05", "deadline": f"{YEAR}-12-20"})
		over.db_set({"from_date": f"{YEAR}-01-05", "deadline": f"{YEAR}-05-31"})
		with as_user(self.world.organizer):
			shown = {row.name for row in calendar.get_events(PROJECT, *month, fields)}
		self.assertEqual({through.name, over.name}.intersection(shown), {through.name})

	def test_prj_05_progress_and_next_step_are_told_once(self):
		self.under_way()
		with as_user(self.world.organizer):
			progress.note(self.project.name, 30, "完成摸底", "确定施工单位")
			told = progress.note(self.project.name, 60, "完成一半", "继续施工")
		fresh(self.project)
		self.assertEqual(
			(self.project.progress, self.project.next_step, told["progress"]), (60, "继续施工", 60)
		)
		self.assertEqual(len(self.project.progress_rows), 2)
		for user in (self.world.secretary, self.supervisor):
			with as_user(user), self.assertRaises(frappe.PermissionError):
				progress.note(self.project.name, 90, "不是我的", "")
		with as_user(self.world.organizer), self.assertRaises(progress.ProgressOutOfRange):
			progress.note(self.project.name, 130, "太多", "")

	def test_prj_05_progress_is_told_of_what_is_under_way_by_who_carries_it_out(self):
		with as_user(self.world.secretary), self.assertRaises(frappe.PermissionError):
			progress.note(self.project.name, 30, "完成摸底")
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertRaises(frappe.PermissionError, panel.of_project, self.project.name)
		self.finish()
		with as_user(self.world.organizer), self.assertRaises(progress.NotUnderWay):
			progress.note(self.project.name, 30, "又做了一点")

	def test_prj_05_what_lies_in_the_future_is_no_progress(self):
		self.under_way()
		row = {"told_on": add_days(nowdate(), 1), "progress": 10, "done": "明天"}
		self.project.append("progress_rows", row)
		self.assertRaises(progress.ToldInTheFuture, self.project.save)

	def of(self, begun: int, left: int, done: int, milestones=(), word: int = 0) -> str:
		"""The light of a project begun and due so many days from today."""
		today = getdate(nowdate())
		about = {"workflow_state": "Project Under Way", "progress": done, "creation": nowdate()}
		days = {"from_date": add_days(today, -begun), "deadline": add_days(today, left)}
		return lights.of(frappe._dict(about, **days), list(milestones), add_days(today, -word), today)[0]

	def test_prj_05_red_amber_and_green_by_rule(self):
		self.assertEqual(self.of(50, 50, 45), "Green Light")
		self.assertEqual(self.of(50, 50, 25), "Amber Light", "somewhat behind")
		self.assertEqual(self.of(50, 50, 5), "Red Light", "far behind")
		self.assertEqual(self.of(50, -1, 99), "Red Light", "after the deadline")
		self.assertEqual(self.of(90, 10, 90), "Amber Light", "near the deadline")
		self.assertEqual(self.of(100, 100, 50, word=60), "Amber Light", "silent")
		late = [frappe._dict(milestone="招标", due=add_days(nowdate(), -1), done_on=None)]
		self.assertEqual(self.of(50, 50, 50, late), "Amber Light")

	def test_prj_05_the_rule_s_numbers_are_the_office_s(self):
		self.set_to(amber_behind=50, red_behind=60)
		self.assertEqual(self.of(50, 50, 5), "Green Light")
		with self.assertRaises(sink_project_settings.RedBeforeAmber):
			self.set_to(red_behind=10)
		with self.assertRaises(sink_project_settings.DayUnreadable):
			self.set_to(list_due="四月十日")

	def set_to(self, **values):
		doc = frappe.get_doc(settings.SETTINGS)
		doc.update(values)
		doc.save()

	def test_prj_05_lights_turn_overnight(self):
		self.under_way()
		self.project.db_set("deadline", add_days(nowdate(), -3))
		lights.refresh()
		self.assertEqual((fresh(self.project).light, bool(self.project.light_reason)), ("Red Light", True))


class TestEnd(UnderWayCase):
	def test_prj_08_accepted_by_the_community_then_assessed_by_the_supervision_group(self):
		self.under_way()
		with self.assertRaises(projects.ResultMissing):
			take(self.project, "Report as Done", self.world.organizer)
		with as_user(self.world.organizer):
			fresh(self.project).result = "完成12处"
			self.project.save()
		take(self.project, "Report as Done", self.world.organizer)
		with self.assertRaises(projects.SatisfactionMissing):
			take(self.project, "Accept Project", self.world.secretary)
		take(self.project, "Send Back", self.world.secretary, "还有两处没有完成")
		self.assertEqual(
			(fresh(self.project).workflow_state, self.project.finished_on), ("Project Under Way", None)
		)
		take(self.project, "Report as Done", self.world.organizer)
		with as_user(self.world.secretary):
			fresh(self.project).satisfaction = "Satisfied"
			self.project.save()
		take(self.project, "Accept Project", self.world.secretary)
		self.assertEqual((fresh(self.project).progress, self.project.light), (100, "Finished"))

	def test_prj_08_only_what_is_on_file_is_assessed_and_only_its_own_projects(self):
		later = {"items": five(deadline=f"{YEAR + 1}-12-31"), "year": YEAR + 1}
		other = projects_of(on_file(self.world, self.supervisor, **later))[0]
		self.list.db_set("workflow_state", "Supervision Review")
		about = {"doctype": ASSESSMENT, "project_list": self.list.name}
		with as_user(self.supervisor):
			self.assertRaises(assessments.ListNotOnFile, frappe.get_doc(about).insert)
			self.list.db_set("workflow_state", "List on File")
			made = frappe.get_doc(about).insert()
			made.append("rows", {"project": other.name})
			self.assertRaises(assessments.ProjectOfAnotherList, made.save)

	def test_prj_08_an_opinion_on_the_whole_is_needed_too(self):
		self.finish()
		with as_user(self.supervisor):
			made = frappe.get_doc({"doctype": ASSESSMENT, "project_list": self.list.name}).insert()
			for row in made.rows:
				row.opinion = "群众反映好"
			made.save()
			self.assertRaises(assessing.OpinionMissing, assessing.conclude, made.name)
			made.update({"opinion": "项目扎实"}).save()
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			assessing.conclude(made.name)

	def test_prj_08_a_score_and_an_opinion_a_project_and_for_the_list(self):
		self.finish()
		with as_user(self.supervisor):
			made = frappe.get_doc({"doctype": ASSESSMENT, "project_list": self.list.name}).insert()
			self.assertEqual(len(made.rows), 5)
			self.assertRaises(assessing.OpinionMissing, assessing.conclude, made.name)
			made.update({"score": 92, "opinion": "项目扎实"})
			made.save()
			self.assertRaises(assessing.OpinionMissing, assessing.conclude, made.name)
			row = next(row for row in made.rows if row.project == self.project.name)
			row.update({"score": 95, "opinion": "群众反映好"})
			made.save()
			self.assertEqual(assessing.conclude(made.name), 1)
			made.reload()
			made.opinion = "改掉"
			self.assertRaises(assessments.Concluded, made.save)
		fresh(self.project)
		self.assertEqual(
			(self.project.workflow_state, self.project.score, self.project.assessment_opinion),
			("Project Assessed", 95, "群众反映好"),
		)
		with as_user(self.world.organizer):
			self.assertTrue(frappe.get_list(ASSESSMENT, {"name": made.name}))
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc({"doctype": ASSESSMENT, "project_list": self.list.name}).insert()


class TestSpending(UnderWayCase):
	def expense(self, amount=400, user=None, **values):
		about = {"organization": self.world.unit.name, "source": FUNDS, "purpose": "Community Work"}
		about |= {
			"amount": amount,
			"what": "购买灯具",
			"spent_for_type": PROJECT,
			"spent_for": self.project.name,
		}
		with as_user(user or self.world.organizer):
			return frappe.get_doc({"doctype": "Sink Expense", **about, **values}).insert()

	def approved(self, **values):
		made = self.expense(**values)
		take(made, "Hand In Expense", self.world.organizer)
		with self.assertRaises(frappe.PermissionError):
			take(made, "Approve Expense", self.world.organizer)
		take(made, "Approve Expense", make_stand("Sink Unit Organizer", self.world.unit))
		return fresh(made)

	def test_fnd_01_spending_stands_against_the_project_s_budget_once_approved(self):
		self.expense(amount=50)
		self.approved()
		self.assertEqual(fresh(self.project).spent_amount, 400)
		with as_user(self.world.organizer):
			found = panel.of_project(self.project.name)["spending"]
		self.assertEqual(found, [{"source": FUNDS, "budget": 1000, "spent": 400}])

	def test_fnd_01_three_sources_ship_and_others_may_be_added(self):
		shipped = frappe.get_all("Sink Fund Source", pluck="name")
		self.assertTrue({"自留党费", "工会经费", "行政经费"} <= set(shipped))
		other = make("Sink Fund Source", source_name=frappe.generate_hash(length=8)).name
		self.expense(source=other)
		frappe.db.set_value("Sink Fund Source", other, "disabled", 1)
		frappe.clear_document_cache("Sink Fund Source", other)
		self.assertRaises(expenses.SourceClosed, self.expense, source=other)

	def test_fnd_01_going_beyond_the_budget_is_told(self):
		about = {"organization": self.world.unit.name, "source": FUNDS, "year": YEAR}
		make("Sink Budget", amount=500, **about)
		self.assertRaises(budgets.BudgetTwice, make, "Sink Budget", amount=1, **about)
		self.approved()
		frappe.clear_messages()
		self.expense(amount=300)
		self.assertTrue(any(FUNDS in str(message) for message in frappe.get_message_log()))

	def test_fnd_02_only_for_the_two_purposes_and_not_ahead_of_time(self):
		self.assertRaises(frappe.ValidationError, self.expense, purpose="Banquet")
		self.assertRaises(expenses.AmountMissing, self.expense, amount=0)
		self.assertRaises(expenses.SpentInTheFuture, self.expense, spent_on=add_days(nowdate(), 1))
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		about = {"user": stranger, "organization": self.world.other_unit.name}
		self.assertRaises(expenses.RecordOutOfReach, self.expense, **about)


class TestStudies(UnderWayCase):
	def since(self, months: int):
		"""The list has been on file for so many months."""
		self.list.db_set("filed_on", str(getdate(add_months(f"{nowdate()[:7]}-01", -months))))

	def study(self, day=None, **values):
		both = {"organization": self.world.unit.name, "area": self.world.community.name}
		return make_meeting(
			STUDY, self.world.organizer, **both, **({"starts_on": day} if day else {}), **values
		)

	def test_prj_06_the_projects_stand_on_the_agenda_and_what_is_resolved_on_the_project(self):
		made = self.study(topics=[])
		about = [row.about for row in made.topics if row.about]
		self.assertEqual(about[:1], [self.project.name])
		self.assertEqual(len(about), 5)
		row = next(row for row in made.topics if row.about == self.project.name)
		row.resolution = "下周完成招标"
		made.save()
		for user in (self.world.organizer, self.world.secretary, self.supervisor):
			with as_user(user):
				found = panel.of_project(self.project.name)["studies"]
			self.assertEqual([each["resolution"] for each in found], ["下周完成招标"])

	def test_prj_06_a_month_without_a_study_is_missing(self):
		if getdate(nowdate()).month < 3:
			self.skipTest("a list of this year has no two months behind it yet")
		self.since(2)
		lacking = self.missing()
		self.assertEqual(len(lacking.months), 2)
		self.study(f"{lacking.months[0]}-15 09:00:00")
		self.assertEqual(self.missing().months, lacking.months[1:])
		with as_user(self.world.organizer):
			shown = panel.of_list(self.list.name)["studies"]
		self.assertEqual([bool(each["meeting"]) for each in shown], [True, False, False])
		self.assertTrue(shown[-1]["is_open"])

	def test_prj_06_the_unit_hears_of_it_and_others_do_not(self):
		if getdate(nowdate()).month < 2:
			self.skipTest("a list of this year has no month behind it yet")
		self.since(1)
		lines = reminding.lines_of_studies()
		self.assertTrue(any(line.name == self.list.name for line in lines[self.world.organizer]))
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertNotIn(self.list.name, [row.name for row in studies.missing()])

	def missing(self):
		with as_user(self.supervisor):
			return next((row for row in studies.missing() if row.name == self.list.name), None)


class TestReminders(UnderWayCase):
	def test_prj_02_a_draft_near_its_day_and_after_it_is_told_of(self):
		self.list.db_set({"workflow_state": "Draft", "due_date": add_days(nowdate(), 3)})
		self.assertEqual(self.kinds(), [digests.DUE_SOON])
		self.list.db_set("due_date", add_days(nowdate(), -3))
		self.assertEqual(self.kinds(), [digests.OVERDUE])
		self.list.db_set("workflow_state", "Projects to Confirm")
		self.assertEqual(self.kinds(), [])

	def kinds(self) -> list[str]:
		lines = reminding.lines_of_lists().get(self.world.organizer, [])
		return [line.kind for line in lines if line.name == self.list.name]


class TestFacts(UnderWayCase):
	def test_prj_05_prj_07_the_progress_report_is_compiled_from_the_projects(self):
		self.under_way()
		with as_user(self.world.organizer):
			progress.note(self.project.name, 60, "完成一半", "继续施工")
		today = getdate(nowdate())
		row = facts.progress_of(self.world.unit.name, today, today)[0]
		about = (row["reference_name"], row["progress"], row["words"])
		self.assertEqual(about, (self.project.name, 60, "完成一半；继续施工"))
		self.assertEqual(facts.progress_of(self.world.other_unit.name, today, today), [])

	def test_prj_13_reports_count_projects_three_ones_and_funds(self):
		self.finish()
		first, last = getdate(f"{YEAR}-01-01"), getdate(f"{YEAR}-12-31")
		found = facts.of_projects(About(first, last, organization=self.world.unit.name))
		told = {figure.label: figure.figure for figure in found}
		self.assertEqual(told[frappe._("Joint Projects")], 5)
		self.assertEqual(told[frappe._("Projects Done")], 1)
		self.assertEqual(facts.of_projects(About(first, last, member=self.world.member.name)), [])
