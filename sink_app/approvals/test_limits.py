from datetime import date, datetime
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, now_datetime, nowdate

from sink_app.approvals import calendars, chain, digests, limits, log, rules, steps
from sink_app.approvals.doctype.sink_holiday_list.sink_holiday_list import DayTwice, OfficeHoursWrong
from sink_app.approvals.doctype.sink_time_limit import sink_time_limit as controller
from sink_app.tests.factories import World, as_user, make, make_registration, make_stand

DOCTYPE = "Sink Registration"


class TestCalendars(FrappeTestCase):
	def tearDown(self):
		calendars.forget()

	def test_weekends_holidays_and_weekends_that_are_worked(self):
		friday = date(2026, 9, 25)
		self.assertEqual(calendars.add_working_days(friday, 1), date(2026, 9, 28))
		days = [
			{"day": "2026-09-27", "kind": "Working Day", "occasion": "国庆调休"},
			*({"day": f"2026-10-0{day}", "kind": "Day Off", "occasion": "国庆节"} for day in range(1, 8)),
		]
		holidays = make("Sink Holiday List", list_name="2026 年节假日（测试）", days=days).name
		self.assertEqual(calendars.add_working_days(friday, 1, holidays), date(2026, 9, 27))
		self.assertEqual(calendars.add_working_days(date(2026, 9, 30), 1, holidays), date(2026, 10, 8))
		self.assertEqual(calendars.add_working_days(date(2026, 10, 8), -1, holidays), date(2026, 9, 30))
		with self.assertRaises(DayTwice):
			frappe.get_doc("Sink Holiday List", holidays).append("days", days[0]).get("parent_doc").save()

	def test_limits_in_hours_run_in_office_hours_only(self):
		friday = datetime(2026, 9, 25, 16, 30)
		self.assertEqual(calendars.add_working_minutes(friday, 60), datetime(2026, 9, 25, 17, 30))
		self.assertEqual(calendars.add_working_minutes(friday, 61), datetime(2026, 9, 28, 8, 31))
		self.assertEqual(
			calendars.add_working_minutes(datetime(2026, 9, 26, 3), 210), datetime(2026, 9, 28, 12)
		)
		self.assertEqual(
			calendars.add_working_minutes(datetime(2026, 9, 28, 12, 30), 30), datetime(2026, 9, 28, 14, 30)
		)
		worked = [{"day": "2026-09-27", "kind": "Working Day", "occasion": "国庆调休"}]
		holidays = make(
			"Sink Holiday List", list_name="有办公时间（测试）", days=worked, office_hours="9:00-17:00"
		)
		self.assertEqual(
			calendars.add_working_minutes(friday, 60, holidays.name), datetime(2026, 9, 27, 9, 30)
		)
		holidays.office_hours = "9:00至12:00，13:00—17:00"
		holidays.save()
		self.assertEqual(
			calendars.add_working_minutes(datetime(2026, 9, 28, 11, 30), 60, holidays.name),
			datetime(2026, 9, 28, 13, 30),
		)
		for wrong in ("9点到17点", "14:00-17:00, 8:00-12:00", "9:00-25:00", "12:00-9:00"):
			holidays.reload()
			holidays.office_hours = wrong
			with self.assertRaises(OfficeHoursWrong):
				holidays.save()


class TestLimits(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.street_officer = make_stand("Sink Street Officer", cls.world.street)
		cls.chain = frappe.db.get_value("Workflow", {"document_type": DOCTYPE, "is_active": 1})

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		calendars.forget()
		rules.forget()

	def limit(self, **values):
		values = {"state": "Community Acceptance", "working_days": 5, "remind_before": 1, **values}
		return make("Sink Time Limit", workflow=self.chain, **values)

	def waiting_since(self, days: int):
		"""A registration that has waited for its community so many days."""
		registration = make_registration(self.world.member, self.world.community)
		with as_user(self.world.organizer):
			steps.take(DOCTYPE, registration.name, "Forward to Community")
		self.date_back(registration, days)
		return registration

	def date_back(self, registration, days: int):
		moment = add_days(now_datetime(), -days)
		frappe.db.set_value(log.LOG, {"reference_name": registration.name}, "taken_at", moment)

	def lines(self, registration):
		with patch.object(calendars, "is_working", return_value=True):
			found = limits.due_lines()
		return {
			user: [line.kind for line in lines if line.name == registration.name]
			for user, lines in found.items()
			if any(line.name == registration.name for line in lines)
		}

	def send(self):
		with (
			patch.object(calendars, "is_working", return_value=True),
			patch.object(frappe.db, "commit") as commit,
		):
			digests.send()
		return commit.call_count

	def told(self, user):
		return frappe.get_all(
			"Notification Log", {"for_user": user, "type": "Alert"}, ["subject", "email_content"]
		)

	def test_soon_then_overdue_to_those_who_must_act_and_no_others(self):
		self.limit()
		secretary, registration = self.world.secretary, self.waiting_since(0)
		for days, kinds in ((3, None), (4, ["Due Soon"]), (5, ["Due Soon"]), (6, ["Overdue"])):
			self.date_back(registration, days)
			expected = {secretary: kinds} if kinds else {}
			self.assertEqual(self.lines(registration), expected, days)

	def test_one_digest_a_person_and_day_however_often_the_job_runs(self):
		self.limit()
		first = self.waiting_since(9)
		self.assertTrue(self.send())
		self.assertEqual(self.send(), 0)
		told = self.told(self.world.secretary)
		self.assertEqual(len(told), 1)
		self.assertIn(first.name, told[0].email_content)
		self.assertFalse(frappe.db.exists("Email Queue", {"creation": (">", nowdate())}))

	def test_a_run_that_broke_goes_on_where_it_stopped(self):
		self.limit()
		self.waiting_since(9)
		others = make_stand("Sink Community Secretary", self.world.community)
		with (
			patch.object(digests.reminders, "tell", side_effect=[None, RuntimeError]),
			self.assertRaises(RuntimeError),
		):
			self.send()
		frappe.db.delete("Sink Reminder", {"user": others})
		self.send()
		self.assertEqual(len(self.told(others)), 1)

	def test_the_next_level_up_hears_of_it_once(self):
		self.limit(escalate=1)
		self.waiting_since(9)
		self.send()
		self.assertEqual(len(self.told(self.street_officer)), 1)
		frappe.db.delete("Sink Reminder", {"kind": "Digest"})
		self.send()
		self.assertEqual(len(self.told(self.street_officer)), 1)
		self.assertEqual(len(self.told(self.world.secretary)), 2)

	def test_due_day_of_a_record(self):
		self.limit()
		registration = frappe.get_doc(DOCTYPE, self.waiting_since(0).name)
		self.assertEqual(limits.due_on(registration), calendars.add_working_days(getdate(nowdate()), 5))
		registration.workflow_state = "Draft"
		self.assertIsNone(limits.due_on(registration))

	def test_mistakes_are_named(self):
		self.limit()
		with self.assertRaises(controller.LimitTwice):
			self.limit()
		for values in ({"working_days": 0}, {"working_days": 2, "remind_before": 2}):
			with self.assertRaises(controller.LimitTooShort):
				self.limit(state="Unit Review", **values)
		elsewhere = make("Workflow State", workflow_state_name=frappe.generate_hash(length=12)).name
		with self.assertRaises(chain.NotInChain):
			self.limit(state=elsewhere)
		with self.assertRaises(chain.NotInChain):
			make("Sink Time Limit", workflow="Nowhere", state="Draft")
