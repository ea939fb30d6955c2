from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import inbox, steps
from sink_app.approvals.digests import DUE_SOON, OVERDUE
from sink_app.registration import phone_chain, phone_form, tallies
from sink_app.reporting import days, phone_half_year, reminding
from sink_app.reporting.compiled import HandedInWordsChanged
from sink_app.reporting.doctype.sink_half_year_report import sink_half_year_report as controller
from sink_app.reporting.report.sink_missing_half_year_reports import sink_missing_half_year_reports as missing
from sink_app.tests.factories import (
	World,
	as_user,
	make_member,
	make_placed,
	make_service_record,
	make_stand,
)

DOCTYPE, YEAR = "Sink Half-Year Report", 2026
CHECK = {"problem": "参加活动不够经常", "measure": "每月至少参加一次"}


class TestSinkHalfYearReport(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)
		cls.year, cls.half = days.half_of(frappe.utils.nowdate())
		make_placed(cls.world.member, cls.world.community, cls.world.grid, registration_type="Residence")
		tallies.refresh([cls.world.member.name])

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		# what a test had set is taken back in the database alone
		frappe.clear_document_cache("Sink Reporting Settings", "Sink Reporting Settings")

	def write(self, **values):
		values = {"done": "每周参加卫生清洁", "checks": [CHECK], "half": self.half, **values}
		with as_user(self.world.member_user):
			return frappe.get_doc(
				{"doctype": DOCTYPE, "member": self.world.member.name, "year": self.year, **values}
			).insert()

	def take(self, user, doc, action, **kwargs):
		with as_user(user):
			return steps.take(DOCTYPE, doc.name, action, **kwargs)

	def figure(self, doc, label: str) -> str:
		return next(row.figure for row in doc.figures if row.label == frappe._(label, lang="zh"))

	def serve(self, confirmed=True):
		record = make_service_record(self.world.member, self.world.grid)
		if confirmed:
			values = {"workflow_state": "Record Confirmed", "counted_year": self.year}
			frappe.db.set_value("Sink Service Record", record.name, values)
		return record

	def test_rpt_03_a_member_reports_to_the_branch_which_returns_and_accepts(self):
		self.serve()
		doc = self.write()
		self.assertEqual((doc.organization, doc.branch), (self.world.branch.name,) * 2)
		self.assertEqual(self.figure(doc, "Times Served"), "1")
		self.assertEqual(self.figure(doc, "Hours Served"), "2.0")
		self.take(self.world.member_user, doc, "Hand In Report")
		with as_user(self.branch_secretary):
			self.assertIn(doc.name, [row["name"] for row in inbox.rows(DOCTYPE)["rows"]])
		back = self.take(self.branch_secretary, doc, "Send Back", reason="请写明参加了哪些活动")
		back.reload()
		self.assertEqual((back.workflow_state, back.return_reason), ("Returned", "请写明参加了哪些活动"))
		with as_user(self.world.member_user):
			back.done = "参加清洁家园两次、入户宣传一次"
			back.save()
		self.take(self.world.member_user, back, "Hand In Report")
		done = self.take(self.branch_secretary, back, "Accept Report")
		done.reload()
		self.assertEqual(done.workflow_state, "Report Accepted")
		self.assertTrue(done.accepted_on and done.handed_in_on)
		self.assertFalse(done.return_reason)

	def test_rpt_03_the_figures_follow_the_records_until_it_is_handed_in(self):
		doc = self.write()
		self.assertEqual(self.figure(doc, "Times Served"), "0")
		self.serve()
		waiting = make_service_record(
			self.world.member,
			self.world.grid,
			starts_on=f"{self.year}-{'01' if self.half == days.FIRST else '07'}-02 08:00:00",
			ends_on=f"{self.year}-{'01' if self.half == days.FIRST else '07'}-02 09:00:00",
			late_reason="补录",
		)
		handed_in = self.take(self.world.member_user, doc, "Hand In Report")
		self.assertEqual(self.figure(handed_in, "Times Served"), "1")
		frappe.db.set_value("Sink Service Record", waiting.name, "workflow_state", "Record Confirmed")
		accepted = self.take(self.branch_secretary, handed_in, "Accept Report")
		self.assertEqual(self.figure(accepted, "Times Served"), "1")

	def test_rpt_03_records_of_the_other_half_do_not_count(self):
		record = self.serve()
		other = days.half(*days.half_before(self.year, self.half))
		moved = {"starts_on": f"{other.last} 08:00:00", "ends_on": f"{other.last} 23:59:00"}
		frappe.db.set_value("Sink Service Record", record.name, moved)
		self.assertEqual(self.figure(self.write(), "Times Served"), "0")
		frappe.db.set_value("Sink Service Record", record.name, "starts_on", f"{self.year}-12-31 23:00:00")
		self.assertEqual(days.half(YEAR, days.SECOND).last, frappe.utils.getdate(f"{YEAR}-12-31"))

	def test_rpt_04_a_report_without_self_check_or_words_is_not_handed_in(self):
		doc = self.write(checks=[])
		with self.assertRaises(controller.SelfCheckMissing):
			self.take(self.world.member_user, doc, "Hand In Report")
		with as_user(self.world.member_user):
			doc.reload()
			doc.append("checks", CHECK)
			doc.done = " "
			doc.save()
		with self.assertRaises(controller.WordsMissing):
			self.take(self.world.member_user, doc, "Hand In Report")

	def test_what_was_handed_in_stands(self):
		doc = self.take(self.world.member_user, self.write(), "Hand In Report")
		for change in ({"done": "其他"}, {"checks": [{**CHECK, "measure": "其他"}]}):
			with self.subTest(change=change), as_user(self.branch_secretary):
				doc.reload()
				doc.update(change)
				self.assertRaises(HandedInWordsChanged, doc.save)
		with as_user(self.branch_secretary):
			doc.reload()
			doc.branch_opinion = "表现突出"
			doc.save()

	def test_rules(self):
		self.write()
		with self.assertRaises(controller.ReportedAlready):
			self.write()
		with self.assertRaises(controller.HalfNotBegun):
			self.write(year=self.year + 1)

	def test_rpt_05_due_days_are_settings_and_lateness_is_kept(self):
		self.assertEqual(str(days.due_of_half(YEAR, days.SECOND)), f"{YEAR}-12-31")
		self.assertEqual(str(days.due_of_half(YEAR, days.FIRST)), f"{YEAR}-06-30")
		yesterday = frappe.utils.add_days(frappe.utils.nowdate(), -1)
		settings = frappe.get_doc("Sink Reporting Settings")
		settings.update({"first_half_due": yesterday[5:], "second_half_due": yesterday[5:]})
		settings.save()
		doc = self.take(self.world.member_user, self.write(), "Hand In Report")
		doc.reload()
		self.assertEqual((doc.is_late, str(doc.due_date)[5:]), (1, yesterday[5:]))
		settings.first_half_due = "6月30日"
		self.assertRaises(frappe.ValidationError, settings.save)

	def test_rpt_03_the_report_says_who_is_missing(self):
		idle = make_member(self.world.branch)
		make_placed(idle, self.world.community, self.world.grid)
		tallies.refresh([idle.name])
		make_member(self.world.branch)
		self.take(self.world.member_user, self.write(), "Hand In Report")
		filters = {"year": self.year, "half": self.half, "branch": self.world.branch.name}
		with as_user(self.branch_secretary):
			rows = missing.execute({**filters, "by": "Branch"})[1]
			people = missing.execute({**filters, "by": "Person"})[1]
		self.assertEqual([(row.owing, row.handed_in, row.missing) for row in rows], [(2, 1, 1)])
		self.assertEqual([row.member for row in people], [idle.name])
		with as_user(make_stand("Sink Branch Secretary", self.world.other_branch)):
			self.assertEqual(missing.execute({**filters, "by": "Person"})[1], [])

	def test_rpt_05_members_and_branches_are_reminded_of_what_is_missing(self):
		due = days.due_of_half(self.year, self.half)
		for distance, kind in ((-3, DUE_SOON), (3, OVERDUE)):
			found = self.lines_on(frappe.utils.add_days(due, distance))
			self.assertEqual([line.kind for line in found[self.world.member_user]], [kind])
			self.assertEqual(bool(found.get(self.branch_secretary)), kind == OVERDUE)
		self.take(self.world.member_user, self.write(), "Hand In Report")
		self.assertNotIn(self.world.member_user, self.lines_on(due))

	def lines_on(self, day) -> dict:
		with (
			patch.object(reminding, "nowdate", lambda: str(day)),
			patch.object(days, "nowdate", lambda: str(day)),
		):
			return reminding.lines_of_half_years()

	def test_rpt_03_written_on_the_phone(self):
		self.serve()
		half = self.half.split()[0]
		with as_user(self.world.member_user):
			self.assertIn(half, [card["half"] for card in phone_half_year.cards()])
			page = phone_half_year.page(self.year, half)
			served = next(
				row for row in page["figures"] if row["label"] == frappe._("Times Served", lang="zh")
			)
			self.assertEqual((served["figure"], page["is_new"]), ("1", True))
			with self.assertRaises(controller.WordsMissing):
				phone_half_year.save(self.year, half, {DOCTYPE: {}}, page["seen"], "Hand In Report")
			self.assertEqual(frappe.local.response.pop("field_errors")[0]["fieldname"], "done")
			page = phone_half_year.page(self.year, half)
			values = {DOCTYPE: {"done": "清洁家园", "checks": [CHECK]}}
			after = phone_half_year.save(self.year, half, values, page["seen"], "Hand In Report")
			self.assertEqual(after["seen"]["state"], "Report in Review")
			with self.assertRaises(phone_chain.ChangedMeanwhile):
				phone_half_year.save(self.year, half, values, page["seen"])
			with self.assertRaises(phone_half_year.NoSuchHalf):
				phone_half_year.page(self.year, "Third")

	def test_rpt_04_the_phone_asks_for_words_and_self_check_only(self):
		with as_user(self.world.member_user):
			page = phone_half_year.page(self.year, self.half.split()[0])
			sections = page["parts"][0]["sections"]
			fields = {field["fieldname"]: field for field in phone_form.fields_of(sections)}
		self.assertEqual(set(fields), {"done", "problems", "plans", "checks"})
		columns = [column["fieldname"] for column in fields["checks"]["fields"]]
		self.assertEqual(columns, ["problem", "measure", "due"])

	def test_who_sees_it(self):
		doc = self.write()
		for user, sees in (
			(self.world.member_user, True),
			(self.branch_secretary, True),
			(self.world.organizer, True),
			(self.world.secretary, False),
			(make_stand("Sink Branch Secretary", self.world.other_branch), False),
		):
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(DOCTYPE, "read", doc=doc), sees)
