import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import inbox, steps
from sink_app.organization.doctype.sink_issue import sink_issue as controller
from sink_app.tests.factories import World, as_user, make_organization, make_stand, root_of
from sink_app.tests.office import make_issue, take


class TestSinkIssue(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.branch_secretary = make_stand("Sink Branch Secretary", world.branch)
		cls.committee = make_stand("Sink System Committee", world.system)
		cls.street = make_stand("Sink Street Officer", world.street)
		cls.city = make_stand("Sink City Organizer", frappe.get_doc("Sink Area", root_of("Sink Area")))

	def waits_for(self, user, issue) -> bool:
		with as_user(user):
			return issue.name in [row["name"] for row in inbox.rows("Sink Issue", limit=200)["rows"]]

	def raised(self, user, **values):
		return take(make_issue(user, **values), "Raise Issue", user)

	def test_org_07_an_issue_from_within_a_unit_goes_to_the_unit(self):
		issue = self.raised(self.branch_secretary, organization=self.world.branch.name)
		self.assertEqual((issue.handled_by, issue.workflow_state), ("Unit", "Issue Acceptance"))
		self.assertTrue(self.waits_for(self.world.organizer, issue))
		for user in (self.committee, self.city, self.world.secretary, self.branch_secretary):
			self.assertFalse(self.waits_for(user, issue), user)

	def test_rpt_08_it_is_taken_on_answered_and_closed(self):
		issue = self.raised(self.branch_secretary, organization=self.world.branch.name)
		issue = take(issue, "Take On Issue", self.world.organizer)
		with self.assertRaises(controller.ReplyMissing):
			take(issue, "Answer Issue", self.world.organizer)
		with as_user(self.world.organizer):
			issue = frappe.get_doc("Sink Issue", issue.name)
			issue.reply = "已协调保卫部"
			issue.save()
		take(issue, "Answer Issue", self.world.organizer)
		told = frappe.get_all("Notification Log", {"document_name": issue.name}, pluck="for_user")
		self.assertEqual(told, [self.branch_secretary])
		with as_user(self.branch_secretary):
			self.assertEqual(
				{step["action"] for step in steps.open_steps(frappe.get_doc("Sink Issue", issue.name))},
				{"Close Issue", "Reopen Issue"},
			)
		issue = take(issue, "Reopen Issue", self.branch_secretary, reason="仍有车辆违停")
		self.assertEqual(issue.workflow_state, "Issue in Hand")
		take(issue, "Answer Issue", self.world.organizer)
		issue = take(issue, "Close Issue", self.branch_secretary)
		self.assertTrue(frappe.db.get_value("Sink Issue", issue.name, "closed_on"))

	def test_org_31_a_committees_report_reaches_the_city_promptly(self):
		issue = self.raised(self.committee, organization=self.world.system.name, kind="Important Situation")
		self.assertEqual((issue.handled_by, issue.workflow_state), ("City", "City Acceptance"))
		told = frappe.get_all("Notification Log", {"document_name": issue.name}, pluck="for_user")
		self.assertIn(self.city, told)
		self.assertTrue(self.waits_for(self.city, issue))

	def test_org_31_a_units_issue_goes_up_its_line(self):
		issue = self.raised(self.world.organizer, organization=self.world.unit.name)
		self.assertEqual((issue.handled_by, issue.workflow_state), ("System Committee", "Issue Reported"))
		self.assertTrue(self.waits_for(self.committee, issue))
		with self.assertRaises(steps.ReasonMissing):
			take(issue, "Report Upward", self.committee)
		issue = take(issue, "Report Upward", self.committee, reason="需市级协调")
		self.assertEqual((issue.handled_by, issue.workflow_state), ("City", "City Acceptance"))

	def test_a_unit_passes_on_what_it_cannot_settle(self):
		issue = self.raised(self.branch_secretary, organization=self.world.branch.name)
		issue = take(issue, "Report Upward", self.world.organizer, reason="需归口党委协调")
		self.assertEqual((issue.handled_by, issue.workflow_state), ("System Committee", "Issue Reported"))
		take(issue, "Take On Issue", self.committee)

	def test_a_community_asks_its_street_and_a_grid_its_community(self):
		issue = self.raised(self.world.secretary, area=self.world.community.name)
		self.assertEqual((issue.handled_by, issue.raised_by), ("Street", "Community"))
		self.assertTrue(self.waits_for(self.street, issue))
		worker = make_stand("Sink Grid Worker", self.world.grid)
		issue = self.raised(worker, area=self.world.grid.name)
		self.assertEqual((issue.handled_by, issue.community), ("Community", self.world.community.name))
		self.assertTrue(self.waits_for(self.world.secretary, issue))

	def test_a_member_raises_one_and_sees_only_their_own(self):
		issue = self.raised(self.world.member_user, member=self.world.member.name)
		self.assertEqual((issue.raised_by, issue.handled_by), ("Member", "Unit"))
		self.assertEqual(issue.unit, self.world.unit.name)
		other = make_issue(area=self.world.community.name)
		with as_user(self.world.member_user):
			self.assertEqual(frappe.get_list("Sink Issue", pluck="name"), [issue.name])
			with self.assertRaises(frappe.PermissionError):
				make_issue(self.world.member_user, area=self.world.community.name)
		self.assertTrue(other.name)

	def test_what_is_said_of_the_platform_goes_to_who_runs_it(self):
		issue = self.raised(
			self.branch_secretary, organization=self.world.branch.name, kind="About This Platform"
		)
		self.assertEqual(issue.handled_by, "City")

	def test_an_issue_of_nobody_is_refused(self):
		with self.assertRaises(frappe.ValidationError):
			make_issue()

	def test_another_units_people_do_not_act_on_it(self):
		issue = self.raised(self.branch_secretary, organization=self.world.branch.name)
		stranger = make_stand("Sink Unit Organizer", make_organization("Unit"))
		with self.assertRaises(frappe.PermissionError):
			take(issue, "Take On Issue", stranger)
