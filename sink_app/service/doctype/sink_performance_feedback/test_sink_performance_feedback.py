import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from sink_app.approvals import steps
from sink_app.service import feedback
from sink_app.service.doctype.sink_performance_feedback import sink_performance_feedback as controller
from sink_app.service.feedback import FEEDBACK
from sink_app.service.records import performance
from sink_app.service.report.sink_peacetime_and_emergency import sink_peacetime_and_emergency as report
from sink_app.tests.emergencies import call_of, declare, make_emergency, make_ready
from sink_app.tests.factories import World, as_user, make_service_record, make_stand
from sink_app.tests.office import EachTestAlone, take

YEAR = int(nowdate()[:4])
START = f"{YEAR}-01-01"


class TestSinkPerformanceFeedback(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)
		cls.member = make_ready(cls.world, grid=cls.world.grid)

	def served(self, hours_ago: int = 5, **values):
		"""Two hours that count as confirmed."""
		begin = add_to_date(now_datetime(), hours=-hours_ago)
		record = make_service_record(
			self.member,
			self.world.grid,
			starts_on=begin,
			ends_on=add_to_date(begin, hours=2),
		)
		frappe.db.set_value(
			"Sink Service Record", record.name, {"workflow_state": "Record Confirmed", **values}
		)

	def draft(self, user=None, **values):
		about = {"member": self.member.name, "area": self.world.community.name, "from_date": START}
		with as_user(user or self.staff):
			return frappe.get_doc({"doctype": FEEDBACK, **about, "to_date": nowdate(), **values}).insert()

	def given(self, **values):
		return take(self.draft(rating="Good", **values), "Give Feedback", self.world.secretary)

	def test_rec_05_facts_are_drafted_from_records_and_the_unit_reads_what_was_given(self):
		self.served()
		doc = self.draft(facts="自己写的")
		self.assertIn("1", doc.facts)
		self.assertNotIn("自己写的", doc.facts)
		with as_user(self.world.organizer):
			self.assertEqual(frappe.get_list(FEEDBACK, {"name": doc.name}), [])
		doc = take(doc, "Hand In Feedback", self.staff)
		with self.assertRaises(controller.RatingMissing):
			take(doc, "Give Feedback", self.world.secretary)
		with as_user(self.world.secretary):
			doc.reload()
			doc.update({"rating": "Outstanding", "remark": "群众反映好"})
			doc.save()
		doc = take(doc, "Give Feedback", self.world.secretary)
		self.assertTrue(doc.given_on)
		with as_user(self.world.organizer):
			[row] = frappe.get_list(FEEDBACK, {"name": doc.name}, ["rating", "unit"])
			self.assertEqual((row.rating, row.unit), ("Outstanding", self.world.unit.name))
		told = frappe.get_all("Notification Log", {"for_user": self.world.organizer}, pluck="document_name")
		self.assertIn(doc.name, told)
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertEqual(frappe.get_list(FEEDBACK, {"name": doc.name}), [])

	def test_rec_05_what_was_given_stands_and_no_period_is_told_twice(self):
		doc = self.given()
		doc.remark = "改一改"
		self.assertRaises(controller.FactsStand, doc.save)
		self.assertRaises(controller.GivenTwice, self.draft, from_date=add_days(nowdate(), -1))

	def test_rec_05_staff_draft_for_everybody_and_only_the_secretary_gives(self):
		make_ready(self.world)
		with as_user(self.staff):
			answer = feedback.draft_all(self.world.community.name, START, nowdate())
			self.assertEqual(answer, {"made": 2, "left": 0})
			self.assertEqual(feedback.draft_all(self.world.community.name, START, nowdate())["made"], 0)
			[name, *_more] = frappe.get_list(FEEDBACK, {"area": self.world.community.name}, pluck="name")
			self.assertRaises(steps.StepNotOpen, steps.take, FEEDBACK, name, "Give Feedback")
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertRaises(frappe.PermissionError, frappe.get_doc(FEEDBACK, name).check_permission, "read")

	def test_who_does_not_serve_here_is_not_spoken_of(self):
		with self.assertRaises(controller.NotServingThere):
			self.draft(member=self.world.member.name)
		with self.assertRaises(controller.PeriodWrong):
			self.draft(to_date=add_days(nowdate(), 1))
		with self.assertRaises(controller.PeriodWrong):
			self.draft(from_date=add_days(nowdate(), -1), to_date=add_days(nowdate(), -2))
		with self.assertRaises(controller.NotACommunity):
			self.draft(area=self.world.grid.name)

	def test_emg_04_peacetime_and_emergencies_stand_apart(self):
		self.served()
		self.served(9, is_emergency=1)
		real = declare(make_emergency(self.world.secretary, self.world.community.name), self.world.secretary)
		call_of(real, self.member).db_set({"status": "Arrived", "arrived_on": now_datetime()})
		declare(
			make_emergency(self.world.secretary, self.world.community.name, is_drill=1), self.world.secretary
		)
		numbers = performance.of(self.member.name, START, nowdate(), self.world.community.name)
		self.assertEqual((numbers.peace_times, numbers.peace_minutes), (1, 120))
		self.assertEqual((numbers.emergency_times, numbers.emergency_minutes), (1, 120))
		self.assertEqual((numbers.calls, numbers.came, numbers.could_not), (1, 1, 0))
		peace, emergency = performance.words(numbers).split("\n")
		self.assertTrue("2.0" in peace and "2.0" in emergency)
		with as_user(self.world.organizer):
			[row] = report.execute({"year": YEAR})[1]
		self.assertEqual(
			(row.peace_times, row.peace_hours, row.emergency_times, row.emergency_hours), (1, 2.0, 1, 2.0)
		)
		self.assertEqual((row.calls, row.came), (1, 1))
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertEqual(report.execute({"year": YEAR})[1], [])
