import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_to_date, now_datetime

from sink_app.service import answers
from sink_app.service.doctype.sink_emergency_response import sink_emergency_response as controller
from sink_app.service.emergencies import answering, counts, phone, sources
from sink_app.service.report.sink_emergency_roll_call import sink_emergency_roll_call as roll_call
from sink_app.tests.emergencies import call_of, declare, make_emergency, make_ready
from sink_app.tests.factories import World, as_user, make_stand
from sink_app.tests.office import EachTestAlone, take


class TestSinkEmergencyResponse(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.staff = make_stand("Sink Community Staff", world.community)
		cls.member = make_ready(world, grid=world.grid)
		cls.other = make_ready(world)
		cls.emergency = declare(make_emergency(world.secretary, world.community.name), world.secretary)

	def setUp(self):
		super().setUp()
		self.call = call_of(self.emergency, self.member)

	def test_emg_02_coming_arriving_and_leaving_by_one_tap_each(self):
		with as_user(self.member.user):
			[card] = phone.calls()
			self.assertEqual(
				[each["status"] for each in card["answers"]], ["Coming", "Cannot Come", "Arrived"]
			)
			phone.answer(card["name"], "Coming")
			phone.answer(card["name"], "Coming")
			phone.answer(card["name"], "Arrived")
			[card] = phone.answer(card["name"], "Departed")
		self.assertEqual(card["status"], "Departed")
		self.call.reload()
		self.assertTrue(self.call.answered_on <= self.call.arrived_on <= self.call.left_on)
		self.assertEqual([each["source"] for each in sources.offers(self.member.name)], [self.call.name])
		self.assertEqual(sources.offers(self.other.name), [])
		told = sources.of_response(self.call.name)
		self.assertEqual((told["member"], told["is_emergency"]), (self.member.name, 1))
		self.assertEqual(told["starts_on"], self.call.arrived_on)

	def test_emg_02_who_cannot_come_says_why(self):
		with as_user(self.member.user):
			with self.assertRaises(controller.ReasonMissing):
				phone.answer(self.call.name, "Cannot Come")
			[card] = phone.answer(self.call.name, "Cannot Come", "在外地出差")
			self.assertEqual(card["reason"], "在外地出差")
			# plans change
			phone.answer(self.call.name, "Coming")
		self.call.reload()
		self.assertIsNone(self.call.reason)

	def test_nobody_leaves_before_they_came(self):
		with as_user(self.member.user), self.assertRaises(answers.AnswerOutOfOrder):
			phone.answer(self.call.name, "Departed")

	def test_nobody_answers_for_another(self):
		with as_user(self.other.user):
			with self.assertRaises(frappe.PermissionError):
				phone.answer(self.call.name, "Arrived")
			own = call_of(self.emergency, self.other)
			self.assertEqual([card["name"] for card in phone.calls()], [own.name])

	def test_a_member_does_not_set_times_or_tasks(self):
		with as_user(self.member.user):
			call = frappe.get_doc("Sink Emergency Response", self.call.name)
			call.update(
				{"arrived_on": "2020-01-01 08:00:00", "task": "自定", "area": self.world.neighbour.name}
			)
			call.save()
		self.call.reload()
		self.assertEqual(
			(self.call.arrived_on, self.call.task, self.call.area), (None, None, self.world.grid.name)
		)

	def test_the_office_puts_times_right_and_minutes_follow(self):
		arrived = add_to_date(now_datetime(), hours=-3)
		with as_user(self.staff):
			call = frappe.get_doc("Sink Emergency Response", self.call.name)
			call.update({"status": "Arrived", "arrived_on": arrived})
			call.save()
			call.update({"status": "Departed", "left_on": add_to_date(arrived, minutes=90)})
			call.save()
			self.assertEqual(call.minutes, 90)
			call.left_on = add_to_date(arrived, minutes=-1)
			with self.assertRaises(controller.TimesOutOfOrder):
				call.save()

	def test_many_are_marked_at_once_and_each_refusal_is_told(self):
		names = [self.call.name, call_of(self.emergency, self.other).name]
		with as_user(self.member.user):
			phone.answer(self.call.name, "Arrived")
			phone.answer(self.call.name, "Departed")
		with as_user(self.staff):
			answer = answering.mark(names, "Coming")
			self.assertEqual(
				(answer["done"], [each["name"] for each in answer["refused"]]), (1, [self.call.name])
			)
			self.assertEqual(counts.of(self.emergency.name)["Coming"], 1)
			with self.assertRaises(answering.TooMany):
				answering.mark(["x"] * (answering.MOST + 1), "Coming")

	def test_who_presses_twice_has_answered_once(self):
		with as_user(self.member.user):
			phone.answer(self.call.name, "Coming")
			frappe.db.set_value(self.call.doctype, self.call.name, "answered_on", "2026-01-01 08:00:00")
			phone.answer(self.call.name, "Coming")
		kept = frappe.db.get_value(self.call.doctype, self.call.name, ["status", "answered_on"])
		self.assertEqual((kept[0], str(kept[1])), ("Coming", "2026-01-01 08:00:00"))

	def test_after_the_review_the_roll_call_stands(self):
		emergency = take(self.emergency, "End Emergency", self.world.secretary, reason="结束")
		with as_user(self.world.secretary):
			emergency.review = "已总结"
			emergency.save()
		take(emergency, "Close with Review", self.world.secretary)
		with as_user(self.staff), self.assertRaises(controller.EmergencyOver):
			answering.answer(self.call.name, "Arrived")

	def test_a_person_stands_on_the_call_and_only_once(self):
		about = {"doctype": "Sink Emergency Response", "emergency": self.emergency.name}
		with self.assertRaises(controller.NobodyCalled):
			frappe.get_doc(about).insert()
		with self.assertRaises(frappe.UniqueValidationError):
			frappe.get_doc({**about, "member": self.member.name}).insert()

	def test_emg_02_the_roll_call_shows_each_what_they_may_read(self):
		filters = {"emergency": self.emergency.name, "user": "Administrator"}
		with as_user(self.staff):
			names = {row.name for row in roll_call.execute(filters)[1]}
		self.assertEqual(len(names), 2)
		with as_user(self.world.organizer):
			self.assertEqual(len(roll_call.execute(filters)[1]), 2)
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(stranger):
			self.assertEqual(roll_call.execute(filters)[1], [])
