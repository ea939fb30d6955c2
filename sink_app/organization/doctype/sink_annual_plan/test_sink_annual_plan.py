from datetime import date

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from sink_app.approvals import calendars, steps
from sink_app.approvals.guard import StepSkipped
from sink_app.organization import moved_dates, plans
from sink_app.organization.doctype.sink_annual_plan import sink_annual_plan as controller
from sink_app.tests.factories import World, as_user, make, make_organization, make_stand

PLAN = "Sink Annual Plan"
REGISTERED = {"title": "完成党员干部到社区报到", "due_date": "2026-08-10", "for_level": "Second Level"}


class PlanCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		self.unit = make_organization("Unit")
		self.drafter = make_stand("Sink Unit Organizer", self.unit)
		self.decider = make_stand("Sink Unit Organizer", self.unit)

	def draft(self, organization=None, milestones=(REGISTERED,), **values):
		with as_user(values.pop("user", self.drafter)):
			return frappe.get_doc(
				{
					"doctype": PLAN,
					"organization": (organization or self.unit).name,
					"year": 2026,
					"milestones": [dict(row) for row in milestones],
					**values,
				}
			).insert()

	def issue(self, plan, drafter=None, decider=None):
		with as_user(drafter or self.drafter):
			steps.take(PLAN, plan.name, "Submit for Decision")
		with as_user(decider or self.decider):
			steps.take(PLAN, plan.name, "Approve and Issue")
		plan.reload()
		return plan


class TestSinkAnnualPlan(PlanCase):
	def test_org_04_a_plan_is_decided_on_by_somebody_else_before_it_is_issued(self):
		plan = self.draft()
		with as_user(self.drafter):
			plan.workflow_state = "Issued"
			with self.assertRaises(StepSkipped):
				plan.save()
			steps.take(PLAN, plan.name, "Submit for Decision")
			with self.assertRaises(steps.SelfApproval):
				steps.take(PLAN, plan.name, "Approve and Issue")
		with as_user(self.decider):
			steps.take(PLAN, plan.name, "Approve and Issue")
		plan.reload()
		self.assertEqual(plan.workflow_state, "Issued")
		self.assertTrue(plan.issue_date and plan.approved_on)

	def test_org_04_sent_back_with_a_reason(self):
		plan = self.draft()
		with as_user(self.drafter):
			steps.take(PLAN, plan.name, "Submit for Decision")
		with as_user(self.decider), self.assertRaises(steps.ReasonMissing):
			steps.take(PLAN, plan.name, "Send Back")

	def test_org_05_basis_documents_are_linked(self):
		paper = make(
			"Sink Policy Document", title="具体措施", issuer="省委教育工委", organization=self.unit.name
		)
		plan = self.draft(basis=[{"policy_document": paper.name}])
		self.assertEqual(plan.basis[0].policy_document, paper.name)
		with as_user("Administrator"), self.assertRaises(frappe.LinkExistsError):
			paper.delete()

	def test_org_40_a_second_level_organization_refines_the_plan_above(self):
		school = self.draft()
		second = make_organization("Second Level", self.unit)
		organizer = make_stand("Sink Unit Organizer", second)
		plan = self.draft(second, (), user=organizer, parent_plan=school.name)
		self.assertEqual((plan.level, plan.parent_plan), ("Second Level", school.name))
		self.assertEqual(self.issue(plan, organizer, self.decider).workflow_state, "Issued")
		stranger = make_organization("Second Level", self.world.unit)
		for organization, year in ((stranger, 2026), (second, 2027)):
			with self.assertRaises(controller.ParentPlanUnfit):
				self.draft(organization, (), user="Administrator", parent_plan=school.name, year=year)

	def test_org_41_a_change_after_issue_is_a_new_version_and_the_old_one_stays(self):
		plan = self.draft(requirements="<p>细化工作要求</p>")
		with as_user(self.drafter), self.assertRaises(plans.NotIssued):
			plans.new_version(plan.name, "x")
		self.issue(plan)
		with as_user(self.drafter):
			plan.requirements = "<p>改了</p>"
			with self.assertRaises(controller.IssuedStays):
				plan.save()
			plan.reload()
			new = frappe.get_doc(PLAN, plans.new_version(plan.name, "增加一项要求"))
		self.assertEqual((new.version, new.replaces, new.workflow_state), (2, plan.name, "Draft"))
		new.requirements = "<p>再细化</p>"
		with as_user(self.drafter):
			new.save()
		self.issue(new)
		plan.reload()
		self.assertEqual(plan.replaced_by, new.name)
		self.assertIn("细化工作要求", plan.requirements)
		with as_user(self.drafter), self.assertRaises(plans.ReplacedAlready):
			plans.new_version(plan.name, "x")

	def test_one_plan_a_year(self):
		self.draft()
		with self.assertRaises(controller.PlanTwice):
			self.draft()

	def test_mistakes_are_named(self):
		cases = (
			({"year": 26}, controller.YearInvalid),
			({"remind_before": "七天"}, controller.RemindDaysInvalid),
			({"milestones": [{**REGISTERED, "due_date": "2027-08-10"}]}, controller.DueOutsideYear),
			({"milestones": [{**REGISTERED, "strictness": "Soft"}]}, controller.ReasonMissing),
			({"milestones": [{**REGISTERED, "code": "A"}] * 2}, controller.CodeTwice),
			(
				{"stages": [{"title": "x", "from_date": "2026-08-02", "to_date": "2026-08-01"}]},
				controller.StageDatesReversed,
			),
		)
		for values, refusal in cases:
			with self.assertRaises(refusal):
				self.draft(**values)

	def test_milestones_without_a_number_get_one(self):
		plan = self.draft(milestones=[REGISTERED, {**REGISTERED, "code": "M01"}, REGISTERED])
		self.assertEqual([row.code for row in plan.milestones], ["M02", "M01", "M03"])


class TestNewYear(PlanCase):
	def year_from(self, plan, **options):
		with as_user(self.drafter):
			return frappe.get_doc(PLAN, plans.new_year(plan.name, **options))

	def test_org_40_new_year_from_last_year_moves_dates_and_years_and_keeps_links(self):
		paper = make("Sink Policy Document", title="办法", issuer="省委", organization=self.unit.name)
		plan = self.draft(
			title="学校2026年下沉工作安排",
			requirements="<p>2026年下半年至少办一件实事，2027年1月报送；武组通〔2021〕37号</p>",
			basis=[{"policy_document": paper.name}],
			stages=[
				{
					"title": "宣传动员",
					"from_date": "2026-07-15",
					"to_date": "2026-08-05",
					"period": "2026年7月",
				}
			],
			remind_before="14,1",
		)
		new = self.year_from(plan)
		self.assertEqual((new.year, new.title, new.version), (2027, "学校2027年下沉工作安排", 1))
		self.assertEqual(getdate(new.milestones[0].due_date), date(2027, 8, 10))
		self.assertEqual(new.milestones[0].code, plan.milestones[0].code)
		self.assertEqual((str(new.stages[0].from_date), new.stages[0].period), ("2027-07-15", "2027年7月"))
		self.assertIn("2027年下半年", new.requirements)
		self.assertIn("2028年1月", new.requirements)
		self.assertIn("〔2021〕37号", new.requirements)
		self.assertEqual((new.basis[0].policy_document, new.previous_year), (paper.name, plan.name))
		self.assertEqual((new.remind_before, new.workflow_state), ("14,1", "Draft"))
		with self.assertRaises(controller.PlanTwice):
			self.year_from(plan)

	def test_the_parent_is_that_years(self):
		school, second = self.draft(), make_organization("Second Level", self.unit)
		plan = self.draft(second, (), parent_plan=school.name)
		self.assertIsNone(self.year_from(plan, year=2028).parent_plan)
		next_school = self.year_from(school)
		self.assertEqual(self.year_from(plan).parent_plan, next_school.name)

	def test_an_earlier_year_is_refused(self):
		plan = self.draft()
		with self.assertRaises(plans.NotLater):
			self.year_from(plan, year=2026)

	def test_days_move_off_free_days_only_where_asked(self):
		saturday = date(2021, 4, 10)
		self.assertEqual(moved_dates.years_on("2020-04-10", 1), saturday)
		self.assertEqual(moved_dates.years_on("2020-04-10", 1, moved_dates.BEFORE), date(2021, 4, 9))
		self.assertEqual(moved_dates.years_on("2020-04-10", 1, moved_dates.AFTER), date(2021, 4, 12))
		self.assertEqual(moved_dates.years_on("2020-02-29", 1), date(2021, 2, 28))
		days = [{"day": "2021-04-10", "kind": "Working Day"}]
		worked = make("Sink Holiday List", list_name=f"调休{frappe.generate_hash(length=6)}", days=days).name
		self.assertEqual(moved_dates.years_on("2020-04-10", 1, moved_dates.AFTER, worked), saturday)
		calendars.forget()
