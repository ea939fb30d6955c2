"""How people are named in public, the periods, and the publication that is compiled for each."""

from datetime import date

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.registration.commitments import names, periods, public, publications
from sink_app.registration.doctype.sink_fulfilment_publication import (
	sink_fulfilment_publication as controller,
)
from sink_app.tests.factories import World, as_user, make_commitment, make_member, make_stand

PUBLICATION = "Sink Fulfilment Publication"


class TestNamesAndPeriods(FrappeTestCase):
	def test_surnames(self):
		self.assertEqual(
			[names.surname(name) for name in ("周承远", "欧阳修", "Ann Lee")], ["周", "欧阳", "Ann"]
		)
		self.assertEqual(names.shown("周承远"), "周同志")
		self.assertEqual(names.shown("社区工作队", "Work Team"), "社区工作队")

	def test_long_numbers_are_struck_out_and_dates_stay(self):
		for number in ("13812345678", "138 1234 5678", "027-81977000", "8197 7000"):
			self.assertEqual(public.without_numbers(f"电话{number}，10月前"), "电话****，10月前")
		self.assertEqual(public.without_numbers("2026-12-31前20次"), "2026-12-31前20次")

	def test_the_last_whole_period(self):
		for day, interval, first, last in (
			("2026-10-01", "Quarter", "2026-07-01", "2026-09-30"),
			("2026-02-10", "Quarter", "2025-10-01", "2025-12-31"),
			("2026-03-31", "Month", "2026-02-01", "2026-02-28"),
			("2026-07-01", "Half-Year", "2026-01-01", "2026-06-30"),
			("2026-07-01", "Year", "2025-01-01", "2025-12-31"),
		):
			found = periods.ended_before(day, interval)
			self.assertEqual((str(found.first), str(found.last)), (first, last))
		self.assertIn("3", periods.Period(date(2026, 7, 1), date(2026, 9, 30)).label)


class TestFulfilmentPublication(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)
		cls.member = make_member(cls.world.branch, member_name="周测试")
		cls.commit(
			cls.member,
			[
				{"promise": "一", "due": "2026-08-01", "state": "Fulfilled", "outcome": "已办"},
				{"promise": "二", "due": "2026-09-01"},
				{"promise": "三", "due": "2026-12-01"},
				{"promise": "四", "due": "2026-09-01", "state": "Not Fulfilled", "outcome": "因故"},
			],
			"2026-08-05",
		)
		cls.commit(
			None,
			[{"promise": "五", "due": "2026-12-31"}],
			"2026-08-05",
			committer_kind="Party Organization",
			organization=cls.world.unit.name,
		)
		cls.commit(make_member(cls.world.branch), [{"promise": "晚", "due": "2026-12-31"}], "2026-10-05")
		make_commitment(make_member(cls.world.branch), cls.world.community, year=2026)

	@classmethod
	def commit(cls, member, items, published_on, **values):
		doc = make_commitment(member, cls.world.community, items=items, year=2026, **values)
		kept = {"workflow_state": "Promise Being Kept", "published_on": published_on}
		frappe.db.set_value("Sink Commitment", doc.name, kept)

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def prepared(self, today="2026-10-02"):
		publications.prepare(today)
		return frappe.get_doc(PUBLICATION, {"community": self.world.community.name})

	def test_cmt_02_a_quarter_is_compiled_for_units_and_members(self):
		doc = self.prepared()
		self.assertEqual((str(doc.from_date), str(doc.to_date)), ("2026-07-01", "2026-09-30"))
		self.assertEqual((str(doc.due_date), doc.status), ("2026-10-15", "To Be Published"))
		counts = ("promises", "fulfilled", "not_fulfilled", "overdue")
		rows = [(row.title, *(row.get(field) for field in counts)) for row in doc.rows]
		self.assertEqual(rows, [(self.world.unit.org_name, 1, 0, 0, 0), ("周同志", 4, 1, 1, 1)])
		publications.prepare("2026-10-02")
		self.assertEqual(frappe.db.count(PUBLICATION, {"community": self.world.community.name}), 1)

	def test_cmt_02_one_click_publishes_and_it_stands(self):
		doc = self.prepared()
		with as_user(self.staff):
			controller.publish(doc.name)
		doc.reload()
		self.assertEqual(doc.status, "Published")
		shown = public.page(self.world.community.name)["publications"]
		self.assertEqual([row["title"] for row in shown[0]["rows"]], [self.world.unit.org_name, "周同志"])
		doc.words = "改写"
		self.assertRaises(controller.PublishedAlready, doc.save)

	def test_it_is_published_by_its_button_only_and_by_its_community(self):
		doc = self.prepared()
		with as_user(self.staff):
			doc.reload()
			doc.status = "Published"
			doc.save()
		self.assertEqual(doc.status, "To Be Published")
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertRaises(frappe.PermissionError, controller.publish, doc.name)

	def test_the_community_is_reminded_when_it_is_due_and_again_when_late(self):
		self.prepared()
		told = {"for_user": self.staff, "document_type": PUBLICATION}
		self.assertEqual(frappe.db.count("Notification Log", told), 0)
		publications.prepare("2026-10-10")
		publications.prepare("2026-10-11")
		self.assertEqual(frappe.db.count("Notification Log", told), 1)
		publications.prepare("2026-10-20")
		self.assertEqual(frappe.db.count("Notification Log", told), 2)

	def test_the_report_says_who_is_late(self):
		from sink_app.registration.report.sink_fulfilment_publications import (
			sink_fulfilment_publications as report,
		)

		self.prepared()
		_columns, rows = report.execute({"year": 2026, "community": self.world.community.name})
		self.assertEqual(
			[row["days_late"] for row in rows], [frappe.utils.date_diff(frappe.utils.nowdate(), "2026-10-15")]
		)

	def test_a_period_has_one_publication_within_a_year(self):
		doc = self.prepared()
		about = {"doctype": PUBLICATION, "community": doc.community}
		same = {"from_date": doc.from_date, "to_date": doc.to_date}
		self.assertRaises(controller.ThereAlready, frappe.get_doc({**about, **same}).insert)
		over = {"from_date": "2025-12-01", "to_date": "2026-01-31"}
		self.assertRaises(controller.PeriodWrong, frappe.get_doc({**about, **over}).insert)
