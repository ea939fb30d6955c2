import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.approvals import steps
from sink_app.organization import periods
from sink_app.organization.doctype.sink_notice import sink_notice as controller
from sink_app.organization.notices import feedback, files, published
from sink_app.personal.texts import NumberInText
from sink_app.tests.factories import World, as_user, make_stand, make_user
from sink_app.tests.office import EachTestAlone, make_notice, on_display, take


class NoticeCase(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)

	def tearDown(self):
		super().tearDown()
		frappe.local.form_dict = frappe._dict()


class TestSinkNotice(NoticeCase):
	def test_org_21_somebody_else_checks_before_everybody_reads(self):
		notice = make_notice(self.staff, area=self.world.community.name)
		self.assertIsNone(published.one(notice.name))
		notice = take(notice, "Hand In Notice", self.staff)
		self.assertEqual(notice.checked_by, "Sink Community Secretary")
		with self.assertRaises(steps.StepNotOpen):
			take(notice, "Publish Notice", self.staff)
		self.assertIsNone(published.one(notice.name))
		take(notice, "Publish Notice", self.world.secretary)
		self.assertEqual(published.one(notice.name).title, notice.title)
		self.assertEqual(str(frappe.db.get_value("Sink Notice", notice.name, "published_on")), nowdate())

	def test_who_is_alone_is_checked_one_level_up(self):
		street = make_stand("Sink Street Officer", self.world.street)
		notice = make_notice(self.world.secretary, area=self.world.community.name)
		notice = take(notice, "Hand In Notice", self.world.secretary)
		self.assertEqual(notice.checked_by, "Sink Street Officer")
		with self.assertRaises(frappe.PermissionError):
			take(notice, "Publish Notice", self.world.secretary)
		take(notice, "Publish Notice", street)

	def test_a_number_is_refused_from_the_first_draft_on(self):
		for field, words in (
			("text", "请与孟庆兰联系：138 1234 5678"),
			("title", "13812345678"),
			("attachments", [{"title": "电话13812345678", "file": "/private/files/x.pdf"}]),
		):
			with self.assertRaises(NumberInText, msg=field):
				make_notice(area=self.world.community.name, **{field: words})

	def test_attachments_are_looked_through(self):
		rows = [{"title": "清单", "file": "/private/files/x.pdf"}]
		notice = make_notice(self.staff, area=self.world.community.name, attachments=rows)
		with self.assertRaises(controller.AttachmentsNotChecked):
			take(notice, "Hand In Notice", self.staff)

	def test_the_last_day_is_not_before_the_first(self):
		with self.assertRaises(periods.EndsBeforeStart):
			make_notice(area=self.world.community.name, to_date=add_days(nowdate(), -1))

	def test_another_communitys_notice_is_not_theirs(self):
		neighbour = make_stand("Sink Community Secretary", self.world.neighbour)
		notice = make_notice(area=self.world.community.name)
		with as_user(neighbour):
			self.assertFalse(frappe.has_permission("Sink Notice", "read", doc=notice.name))


class TestPublished(NoticeCase):
	def test_only_what_is_on_display_today_is_shown(self):
		today = nowdate()
		shown = on_display(self.world, from_date=add_days(today, -5), to_date=today)
		later = on_display(self.world, from_date=add_days(today, 1), to_date=add_days(today, 5))
		past = on_display(self.world)
		frappe.db.set_value(
			"Sink Notice", past.name, {"from_date": add_days(today, -9), "to_date": add_days(today, -1)}
		)
		names = [row.name for row in published.page(self.world.community.area_name)["rows"]]
		self.assertEqual(names, [shown.name])
		for hidden in (later, past):
			self.assertIsNone(published.one(hidden.name))

	def test_nothing_but_what_is_shown_leaves_the_table(self):
		notice = on_display(self.world)
		self.assertEqual(set(published.one(notice.name)), {*published.SHOWN, "community", "attachments"})

	def test_pages_and_search(self):
		marker = frappe.generate_hash(length=8)
		for number in range(published.PAGE + 3):
			on_display(self.world, title=f"{marker} {number}")
		first, second = (published.page(marker, number=number) for number in (1, 2))
		self.assertEqual((len(first["rows"]), len(second["rows"])), (published.PAGE, 3))
		self.assertEqual((first["pages"], first["total"]), (2, published.PAGE + 3))
		names = {row.name for page in (first, second) for row in page["rows"]}
		self.assertEqual(len(names), published.PAGE + 3)
		self.assertEqual(published.page(marker, number=99)["number"], 2)
		self.assertEqual(published.page("%")["total"], 0, "a percent sign is a percent sign")
		self.assertEqual(published.page(marker, kind="Awards")["total"], 0)

	def test_the_last_day_ends_it(self):
		past, current = on_display(self.world), on_display(self.world)
		yesterday = add_days(nowdate(), -1)
		frappe.db.set_value("Sink Notice", past.name, {"from_date": yesterday, "to_date": yesterday})
		published.end_past()
		published.end_past()
		states = [frappe.db.get_value("Sink Notice", each.name, "workflow_state") for each in (past, current)]
		self.assertEqual(states, [controller.ENDED, controller.ON_DISPLAY])

	def test_an_attachment_is_handed_out_while_its_notice_is_on_display(self):
		notice = make_notice(area=self.world.community.name)
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "共建项目清单.pdf",
				"content": b"%PDF-1.4 list",
				"attached_to_doctype": "Sink Notice",
				"attached_to_name": notice.name,
				"is_private": 1,
			}
		).insert()
		notice.append("attachments", {"title": "清单", "file": file.file_url})
		notice.attachments_checked = 1
		notice.save()
		row = notice.attachments[0].name
		self.assertIsNone(published.one(notice.name))
		take(notice, "Hand In Notice", "Administrator")
		take(notice, "Publish Notice", self.world.secretary)
		self.assertEqual([each.title for each in published.one(notice.name).attachments], ["清单"])
		self.assertTrue(files._file(notice.name, row))
		elsewhere = make_notice(area=self.world.community.name)
		self.assertIsNone(files._file(elsewhere.name, row), "another notice's row opens nothing")


class TestFeedback(NoticeCase):
	def setUp(self):
		super().setUp()
		frappe.local.request_ip = f"10.9.8.{frappe.generate_hash(length=6)}"
		self.notice = on_display(self.world)

	def write(self, notice=None, **words):
		frappe.set_user("Guest")
		frappe.local.form_dict = frappe._dict(notice=(notice or self.notice).name, **words)
		feedback.give()
		frappe.set_user("Administrator")

	def issues(self):
		return frappe.get_all("Sink Issue", {"notice": self.notice.name}, ["*"])

	def test_org_07_what_the_public_writes_waits_for_the_community(self):
		self.write(text="希望增加晚间义诊 <b>谢谢</b>")
		(issue,) = self.issues()
		self.assertEqual(
			(issue.raised_by, issue.handled_by, issue.workflow_state, issue.community),
			("Public", "Community", "Issue Acceptance", self.world.community.name),
		)
		self.assertEqual(issue.description, "希望增加晚间义诊 谢谢")
		with as_user(self.world.secretary):
			actions = {step["action"] for step in steps.open_steps(frappe.get_doc("Sink Issue", issue.name))}
		self.assertEqual(actions, {"Take On Issue", "Report Upward", "Send Back"})

	def test_a_program_fills_in_what_people_do_not_see(self):
		self.write(text="买药", website="http://spam.example")
		self.assertEqual(self.issues(), [])

	def test_what_is_not_taken(self):
		for words, refusal in (
			({"text": "  "}, feedback.FeedbackEmpty),
			({"text": "多" * (feedback.LONGEST + 1)}, feedback.FeedbackTooLong),
		):
			with self.assertRaises(refusal):
				self.write(**words)
		frappe.set_user("Administrator")
		draft = make_notice(area=self.world.community.name)
		silent = on_display(self.world, takes_feedback=0)
		for notice in (draft, silent):
			with self.assertRaises(feedback.FeedbackNotTaken):
				self.write(notice, text="你好")
		frappe.set_user("Administrator")
		self.assertEqual(self.issues(), [])

	def test_five_an_hour_and_address(self):
		for number in range(5):
			self.write(text=f"意见{number}")
		with self.assertRaises(frappe.ValidationError):
			self.write(text="意见6")
		frappe.set_user("Administrator")
		self.assertEqual(len(self.issues()), 5)

	def test_a_guest_reads_no_issue_and_no_draft(self):
		make_user()
		with as_user("Guest"):
			for doctype in ("Sink Issue", "Sink Notice"):
				with self.assertRaises(frappe.PermissionError):
					frappe.get_list(doctype)
