import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.registration import tallies
from sink_app.service.doctype.sink_service_record.test_sink_service_record import (
	at,
	forget_what_was_rolled_back,
)
from sink_app.service.phone_records import card, form, records, save
from sink_app.service.records import CONFIRM, HAND_IN, RECORD, notebook, reminding
from sink_app.service.report.sink_attendance import sink_attendance
from sink_app.service.report.sink_minimum_service import sink_minimum_service
from sink_app.tests.factories import (
	World,
	as_user,
	make_member,
	make_placed,
	make_service_record,
	make_stand,
)


class TestMinimum(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.year = at(1, 9).year
		cls.idle = make_member(cls.world.branch)
		for member in (cls.world.member, cls.idle):
			make_placed(member, cls.world.community, cls.world.grid, registration_type="Residence")
		tallies.refresh([cls.world.member.name, cls.idle.name])

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		forget_what_was_rolled_back()

	def serve(self, times: int, hours: int, **values):
		for day in range(1, times + 1):
			times_of = {"ends_on": at(day, 9 + hours), "starts_on": at(day, 9), "late_reason": "补"}
			record = make_service_record(self.world.member, self.world.grid, **times_of, **values)
			with as_user(self.world.member_user):
				steps.take(RECORD, record.name, HAND_IN)
			with as_user(self.world.secretary):
				steps.take(RECORD, record.name, CONFIRM)

	def rows(self, asker: str, **filters) -> list:
		with as_user(asker):
			return sink_minimum_service.execute({"year": self.year, **filters})[1]

	def test_srv_12_both_times_and_hours_have_to_be_reached(self):
		for times, hours, reached in ((4, 6, 0), (5, 3, 0), (5, 4, 1)):
			with self.subTest(times=times, hours=hours):
				frappe.db.savepoint("one_case")
				self.serve(times, hours)
				(unit,) = self.rows(self.world.organizer)
				self.assertEqual((unit.owing, unit.reached, unit.without), (2, reached, 1))
				self.assertEqual((unit.times, unit.hours), (times, times * hours))
				frappe.db.rollback(save_point="one_case")

	def test_srv_12_persons_with_what_they_lack_the_idle_first(self):
		self.serve(2, 3)
		idle, served = self.rows(self.world.organizer, by="Person")
		self.assertEqual((idle.member, served.member), (self.idle.name, self.world.member.name))
		self.assertEqual((served.times, served.hours), (2, 6))
		self.assertIn("14.0", served.standing)

	def test_reports_show_the_asker_no_others(self):
		self.serve(1, 2)
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		self.assertEqual(self.rows(stranger), [])
		self.assertEqual(self.rows(stranger, by="Person", user=self.world.organizer), [])
		with as_user(stranger):
			self.assertEqual(sink_attendance.execute(self.period())[1], [])

	def period(self) -> dict:
		return {"from_date": at(20, 0).date(), "to_date": at(0, 0).date()}

	def test_rec_06_srv_14_emg_02_attendance_tells_spare_time_duty_and_emergencies_apart(self):
		self.serve(2, 3, is_emergency=1)
		record = make_service_record(
			self.world.member, self.world.grid, time_kind="Duty", starts_on=at(6, 8), ends_on=at(6, 16)
		)
		with as_user(self.world.member_user):
			steps.take(RECORD, record.name, HAND_IN)
		with as_user(self.world.secretary):
			steps.take(RECORD, record.name, CONFIRM)
		with as_user(self.world.organizer):
			(row,) = sink_attendance.execute(self.period())[1]
		self.assertEqual((row.times, row.spare_times, row.duty_times), (3, 2, 1))
		self.assertEqual((row.spare_hours, row.duty_hours, row.emergency_times), (6, 8, 2))

	def test_rec_03_the_notebook_is_compiled_from_the_records(self):
		self.serve(2, 3)
		doc = frappe.get_doc("Sink Member", self.world.member.name)
		with as_user(self.world.organizer):
			frappe.form_dict.year = self.year
			book = notebook.sink_service_notebook(doc)
		self.assertEqual((book.total_times, book.total_hours, len(book.rows)), (2, "6.0", 2))
		self.assertEqual((book.counted_times, book.wanted_times, book.is_reached), (2, 5, False))
		self.assertEqual(book.by_kind[0].times, 2)

	def test_rec_01_three_entries_on_the_phone(self):
		with as_user(self.world.member_user):
			page = form()
			self.assertEqual(page["areas"][0]["value"], self.world.grid.name)
			values = {
				"starts_on": str(at(1, 9)),
				"ends_on": str(at(1, 11)),
				"area": page["areas"][0]["value"],
				"category": page["categories"][0]["value"],
				"content": "上门看望独居老人",
			}
			saved = save(values)
			self.assertEqual(saved["state"], frappe._("Awaiting Confirmation"))
			self.assertEqual((card()["waiting"], len(records()["records"])), (1, 1))
			self.assertEqual(form()["categories"][0]["value"], values["category"])

	def test_rec_02_a_community_hears_of_what_waits_too_long_in_one_line(self):
		for day in (1, 2):
			record = make_service_record(self.world.member, self.world.grid, ends_on=at(day, 11))
			with as_user(self.world.member_user):
				steps.take(RECORD, record.name, HAND_IN)
			frappe.db.set_value(RECORD, record.name, "modified", at(9, 9), update_modified=False)
		(line,) = reminding.lines()[self.world.secretary]
		self.assertIn("2", line.title)
		self.assertNotIn(self.world.member_user, reminding.lines())
