from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.approvals import steps
from sink_app.approvals.digests import DUE_SOON, OVERDUE
from sink_app.registration.commitments.periods import ended_before
from sink_app.reporting import days, progress, reminding
from sink_app.reporting.compiled import HandedInWordsChanged
from sink_app.reporting.doctype.sink_progress_report import sink_progress_report as controller
from sink_app.tests.factories import World, as_user, make, make_stand, make_user, root_of

DOCTYPE = "Sink Progress Report"


def told(organization: str, first, last) -> list[dict]:
	"""Two projects as a module would tell of them, one behind."""
	return [
		{
			"project_title": title,
			"reference_doctype": doctype,
			"reference_name": name,
			"community_title": "经院社区",
			"stage": "推进中",
			"progress": share,
			"is_red": is_red,
			"words": "",
		}
		for title, doctype, name, share, is_red in (
			("路灯改造", "Sink Organization", organization, 80, 0),
			("口袋公园", "Sink Area", root_of("Sink Area"), 10, 1),
		)
	]


class TestSinkProgressReport(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.supervisor = make_stand("Sink Supervisor", cls.world.unit)

	def setUp(self):
		frappe.db.savepoint("before_test")
		telling = patch.object(progress, "items", told)
		telling.start()
		self.addCleanup(telling.stop)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		# what a test had set is taken back in the database alone
		frappe.clear_document_cache("Sink Reporting Settings", "Sink Reporting Settings")

	def write(self, **values):
		with as_user(self.world.organizer):
			return frappe.get_doc(
				{"doctype": DOCTYPE, "organization": self.world.unit.name, **values}
			).insert()

	def take(self, user, doc, action, **kwargs):
		with as_user(user):
			return steps.take(DOCTYPE, doc.name, action, **kwargs)

	def remark(self, doc, text):
		with as_user(self.supervisor):
			doc.reload()
			doc.append("remarks", {"remark": text})
			doc.save()

	def test_prj_07_a_unit_reports_its_projects_and_the_group_puts_it_on_file(self):
		group = make(
			"Sink Supervision Group",
			title="第三督导组",
			organization=root_of("Sink Organization"),
			from_date=add_days(nowdate(), -30),
			to_date=add_days(nowdate(), 30),
			members=[{"person_name": "晏正平", "user": make_user("Sink Supervisor")}],
			units=[{"organization": self.world.unit.name}],
		)
		doc = self.write()
		self.assertEqual(doc.supervision_group, group.title)
		self.assertEqual(
			[(row.project_title, row.progress) for row in doc.items], [("路灯改造", 80), ("口袋公园", 10)]
		)
		self.assertEqual(doc.red, 1)
		self.take(self.world.organizer, doc, "Hand In Report")
		self.remark(doc, "口袋公园进度滞后，请说明原因。")
		filed = self.take(self.supervisor, doc, "Put on File")
		filed.reload()
		self.assertEqual(filed.workflow_state, "Progress Filed")
		self.assertTrue(filed.filed_on)

	def test_prj_07_remarks_become_issues_that_the_unit_answers(self):
		doc = self.take(self.world.organizer, self.write(), "Hand In Report")
		self.remark(doc, "口袋公园进度滞后，请说明原因。")
		back = self.take(self.supervisor, doc, "Send Back", reason="见意见")
		back.reload()
		issue = frappe.get_doc("Sink Issue", back.remarks[0].issue)
		self.assertEqual(
			(issue.raised_by, issue.handled_by, issue.workflow_state),
			("Supervision Group", "Unit", "Issue Acceptance"),
		)
		with as_user(self.world.organizer):
			steps.take("Sink Issue", issue.name, "Take On Issue")
			issue.reload()
			issue.update({"reply": "施工许可已办结，下周开工"}).save()
			steps.take("Sink Issue", issue.name, "Answer Issue")
		with as_user(self.supervisor):
			issue.reload()
			self.assertTrue(frappe.has_permission("Sink Issue", "read", doc=issue))
			self.assertEqual(issue.workflow_state, "Issue Answered")
		again = self.take(self.world.organizer, back, "Hand In Report")
		self.take(self.supervisor, again, "Put on File")
		self.assertEqual(frappe.db.count("Sink Issue", {"organization": self.world.unit.name}), 1)

	def test_prj_07_a_new_report_is_of_the_period_that_is_due_then_of_the_one_that_runs(self):
		due, now = days.progress_due(), days.progress_period(nowdate())
		self.assertEqual((due.last, due), (add_days(now.first, -1), ended_before(nowdate(), "Quarter")))
		self.assertEqual(self.write().from_date, due.first)
		self.assertEqual(self.write().from_date, now.first)
		with as_user(self.world.member_user), self.assertRaises(frappe.PermissionError):
			controller.offered_day(self.world.unit.name)

	def test_prj_07_the_period_is_a_setting(self):
		doc = self.write(from_date="2026-05-20")
		self.assertEqual((str(doc.from_date), str(doc.to_date)), ("2026-04-01", "2026-06-30"))
		self.assertEqual(str(doc.due_date), "2026-07-10")
		with self.assertRaises(controller.ReportedAlready):
			self.write(from_date="2026-06-01")
		frappe.get_doc("Sink Reporting Settings").update({"progress_every": "Month"}).save()
		self.assertEqual(str(days.progress_period("2026-12-20").last), "2026-12-31")
		self.assertEqual(str(self.write(from_date="2026-02-20").to_date), "2026-02-28")

	def test_words_of_the_unit_stay_and_follow_their_project(self):
		doc = self.write(items=[{"project_title": "另行开展的义诊", "words": "每月一次"}])
		with as_user(self.world.organizer):
			doc.items[1].words = "等待许可"
			doc.save()
			self.assertEqual([row.words or "" for row in doc.items], ["", "等待许可", "每月一次"])
		doc = self.take(self.world.organizer, doc, "Hand In Report")
		with as_user(self.supervisor):
			doc.reload()
			doc.items[1].words = "进度正常"
			self.assertRaises(HandedInWordsChanged, doc.save)

	def test_prj_07_units_under_supervision_are_reminded_until_they_hand_in(self):
		make(
			"Sink Supervision Group",
			title="第四督导组",
			organization=root_of("Sink Organization"),
			from_date="2026-01-01",
			to_date="2026-12-31",
			members=[{"person_name": "晏正平"}],
			units=[{"organization": self.world.unit.name}],
		)
		for day, kind in (("2026-07-05", DUE_SOON), ("2026-07-20", OVERDUE)):
			self.assertEqual([line.kind for line in self.lines_on(day)], [kind])
		doc = self.write(from_date="2026-04-01")
		self.assertTrue(self.lines_on("2026-07-05"))
		self.take(self.world.organizer, doc, "Hand In Report")
		self.assertEqual(self.lines_on("2026-07-05"), [])
		self.assertEqual(self.lines_on("2026-09-29"), [])

	def lines_on(self, day: str) -> list:
		with patch.object(reminding, "nowdate", lambda: day):
			return reminding.lines_of_progress().get(self.world.organizer, [])

	def test_rules(self):
		with self.assertRaises(controller.PeriodNotBegun):
			self.write(from_date=add_days(nowdate(), 200))
		with as_user("Administrator"), self.assertRaises(controller.NotAUnit):
			frappe.get_doc({"doctype": DOCTYPE, "organization": self.world.branch.name}).insert()
		with patch.object(progress, "items", lambda *_about: []):
			doc = self.write()
			with self.assertRaises(controller.NothingReported):
				self.take(self.world.organizer, doc, "Hand In Report")

	def test_who_sees_it(self):
		doc = self.write()
		for user, sees in (
			(self.world.organizer, True),
			(self.supervisor, True),
			(make_stand("Sink Supervisor", self.world.other_unit), False),
			(make_stand("Sink Unit Organizer", self.world.other_unit), False),
			(self.world.secretary, False),
		):
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(DOCTYPE, "read", doc=doc), sees)
