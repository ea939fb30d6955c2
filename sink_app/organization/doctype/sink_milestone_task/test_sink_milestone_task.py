from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, nowdate

from sink_app.approvals import digests, steps
from sink_app.organization import milestone_views, milestones, plans
from sink_app.organization.report.sink_milestones_of_the_year import sink_milestones_of_the_year as report
from sink_app.tests.factories import as_user, make_area, make_organization, make_stand

PLAN, TASK = "Sink Annual Plan", "Sink Milestone Task"


class TestMilestones(FrappeTestCase):
	def setUp(self):
		self.unit = make_organization("Unit")
		self.second = make_organization("Second Level", self.unit)
		self.other = make_organization("Second Level", self.unit)
		self.drafter = make_stand("Sink Unit Organizer", self.unit)
		self.decider = make_stand("Sink Unit Organizer", self.unit)
		self.organizer = make_stand("Sink Unit Organizer", self.second)

	def tearDown(self):
		frappe.set_user("Administrator")

	def plan(self, *milestones_of_it, days: int = 0, **values):
		"""An issued plan whose milestones are due so many days from today, in the year of that day."""
		due = getdate(add_days(nowdate(), days))
		rows = [
			{"title": "完成报到", "due_date": due, "for_level": "Second Level", **row}
			for row in milestones_of_it or ({},)
		]
		with as_user(self.drafter):
			plan = frappe.get_doc(
				{
					"doctype": PLAN,
					"organization": self.unit.name,
					"year": due.year,
					"milestones": rows,
					**values,
				}
			).insert()
		return self.issue(plan)

	def issue(self, plan):
		with as_user(self.drafter):
			steps.take(PLAN, plan.name, "Submit for Decision")
		with as_user(self.decider):
			steps.take(PLAN, plan.name, "Approve and Issue")
		plan.reload()
		return plan

	def tasks(self, plan, **filters) -> dict[str, frappe._dict]:
		rows = frappe.get_all(TASK, filters={"plan": plan.name, **filters}, fields=["*"])
		return {row.organization: row for row in rows}

	def lines(self, user) -> list[str]:
		return [line.kind for line in milestones.due_lines().get(user, ())]

	def test_reg_07_registration_is_due_for_every_second_level_organization(self):
		tasks = self.tasks(self.plan(days=5))
		self.assertEqual(tasks.keys(), {self.second.name, self.other.name})
		self.assertEqual({task.unit for task in tasks.values()}, {self.unit.name})
		self.assertEqual(tasks[self.second.name].second_level, self.second.name)

	def test_reg_08_a_unit_ticks_its_own_with_one_click(self):
		plan = self.plan(days=5)
		tasks = self.tasks(plan)
		with as_user(self.organizer):
			self.assertEqual(milestones.tick(tasks[self.second.name].name)["status"], "Completed")
			with self.assertRaises(frappe.PermissionError):
				milestones.tick(tasks[self.other.name].name)
		done = self.tasks(plan)[self.second.name]
		self.assertEqual((done.done_by, str(done.done_on)), (self.organizer, nowdate()))
		with as_user(self.organizer):
			self.assertEqual(milestones.tick(done.name, done=False)["status"], "Pending")

	def test_reg_07_reminded_seven_and_three_days_before_on_the_day_and_when_overdue(self):
		for days, kinds in (
			*((8, []), (7, ["Due Soon"]), (5, []), (3, ["Due Soon"]), (0, ["Due Soon"])),
			*((-1, ["Overdue"]), (-2, []), (-8, ["Overdue"]), (-100, [])),
		):
			with self.subTest(days=days):
				organization = make_organization("Second Level", self.unit)
				user = make_stand("Sink Unit Organizer", organization)
				plan = self.plan(days=days)
				self.assertEqual(self.lines(user), kinds)
				frappe.db.delete(TASK, {"plan": plan.name})
				frappe.delete_doc(PLAN, plan.name, force=True)

	def test_reg_11_what_is_done_reminds_nobody_and_settings_are_the_plans(self):
		plan = self.plan(days=3)
		self.assertEqual(self.lines(self.organizer), ["Due Soon"])
		with as_user(self.organizer):
			milestones.tick(self.tasks(plan)[self.second.name].name)
		self.assertEqual(self.lines(self.organizer), [])
		with as_user(self.drafter):
			plan.remind_before = "2"
			plan.save()
		with as_user(self.organizer):
			milestones.tick(self.tasks(plan)[self.second.name].name, done=False)
		self.assertEqual(self.lines(self.organizer), [])

	def test_reg_16_the_schools_own_milestone_waits_for_the_school(self):
		plan = self.plan({"for_level": "This Organization", "title": "完成基本信息整理"}, days=3)
		self.assertEqual(self.tasks(plan).keys(), {self.unit.name})
		self.assertEqual(self.lines(self.drafter), ["Due Soon"])
		self.assertEqual(self.lines(self.organizer), [])

	def test_one_digest_a_person_and_day_with_all_milestones_in_it(self):
		self.plan({}, {"title": "整理个人信息"}, days=3)
		with patch.object(frappe.db, "commit"):
			digests.send()
			digests.send()
		told = frappe.get_all(
			"Notification Log", {"for_user": self.organizer, "type": "Alert"}, ["subject", "email_content"]
		)
		self.assertEqual(len(told), 1)
		self.assertEqual(told[0].email_content.count("<li>"), 2)

	def test_org_27_a_milestone_reaches_the_communitys_secretary_by_the_area(self):
		community = make_area("Community")
		committee = make_organization("Community", area=community.name)
		secretary = make_stand("Sink Community Secretary", community)
		city = frappe.get_doc("Sink Organization", committee.parent_sink_organization)
		plan = frappe.get_doc({"doctype": PLAN, "organization": city.name, "year": 2098})
		plan.append(
			"milestones", {"title": "适时组建临时党组织", "due_date": "2098-08-31", "for_level": "Community"}
		)
		plan.flags.ignore_permissions = True
		plan.insert()
		milestones.settle(plan.name)
		task = self.tasks(plan)[committee.name]
		self.assertEqual((task.area, task.community), (community.name, community.name))
		with as_user(secretary):
			self.assertEqual(milestones.tick(task.name)["status"], "Completed")

	def test_org_01_a_milestone_may_be_for_one_kind_of_unit(self):
		city = frappe.get_doc("Sink Organization", self.unit.parent_sink_organization)
		university = make_organization("Unit", unit_kind="University")
		row = frappe._dict(for_level="Unit", for_kind="University")
		plan = frappe._dict(organization=city.name)
		found = {organization.name for organization in milestones.addressed(plan, row)}
		self.assertIn(university.name, found)
		self.assertNotIn(self.unit.name, found)

	def test_org_41_a_new_version_takes_the_tasks_over_and_what_is_done_stays_done(self):
		plan = self.plan({"code": "A"}, {"code": "B"}, days=5)
		with as_user(self.organizer):
			milestones.tick(self.tasks(plan, code="A")[self.second.name].name)
		with as_user(self.drafter):
			new = frappe.get_doc(PLAN, plans.new_version(plan.name, "改期"))
			new.milestones[0].due_date = add_days(new.milestones[0].due_date, 1)
			new.milestones = [new.milestones[0]]
			new.save()
		self.issue(new)
		self.assertFalse(self.tasks(plan))
		kept, dropped = self.tasks(new, code="A"), self.tasks(new, code="B")
		self.assertEqual(kept[self.second.name].status, "Completed")
		self.assertEqual(str(kept[self.other.name].due_date), str(new.milestones[0].due_date))
		self.assertEqual({task.status for task in dropped.values()}, {"Dropped"})

	def test_an_organization_founded_later_gets_its_task_and_none_twice(self):
		plan = self.plan(days=5)
		late = make_organization("Second Level", self.unit)
		milestones.settle_all()
		milestones.settle_all()
		self.assertEqual(frappe.db.count(TASK, {"plan": plan.name}), 3)
		self.assertIn(late.name, self.tasks(plan))

	def test_the_report_says_red_amber_green_and_who_is_late(self):
		plan = self.plan({"code": "A"}, {"code": "B", "due_date": nowdate()}, days=-1)
		with as_user(self.organizer):
			milestones.tick(self.tasks(plan, code="B")[self.second.name].name)
		with as_user(self.drafter):
			rows = {row["code"]: row for row in report.execute({"plan": plan.name, "year": plan.year})[1]}
		self.assertEqual((rows["A"]["colour"], rows["A"]["late"]), ("red", 2))
		self.assertEqual((rows["B"]["colour"], rows["B"]["done"], rows["B"]["asked"]), ("orange", 1, 2))
		self.assertIn(self.other.org_name, rows["A"]["who"])
		with as_user(self.organizer):
			rows = {row["code"]: row for row in report.execute({"plan": plan.name, "year": plan.year})[1]}
		self.assertEqual((rows["A"]["asked"], rows["B"]["colour"]), (1, "green"))
		self.assertEqual(milestone_views.light(1, 0, add_days(nowdate(), 30)), "gray")

	def test_the_calendar_shows_one_entry_a_milestone(self):
		plan = self.plan(days=2)
		start, end = add_days(nowdate(), -1), add_days(nowdate(), 10)
		with as_user(self.drafter):
			entries = [
				entry for entry in milestone_views.calendar(TASK, start, end) if entry["name"] == plan.name
			]
		self.assertEqual(len(entries), 1)
		with as_user(self.organizer):
			own = milestone_views.calendar(TASK, start, end)
		self.assertEqual([entry["doctype"] for entry in own], [TASK])

	def test_nobody_writes_a_task_by_hand(self):
		with as_user(self.drafter), self.assertRaises(frappe.PermissionError):
			frappe.get_doc({"doctype": TASK, "title": "x", "organization": self.unit.name}).insert()

	def test_reg_18_the_grid_milestone_is_the_schools_own(self):
		plan = self.plan({"title": "完善网格管理架构", "for_level": "This Organization"}, days=5)
		self.assertEqual([task.year for task in self.tasks(plan).values()], [plan.year])
