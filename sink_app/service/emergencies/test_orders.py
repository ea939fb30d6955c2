"""What becomes of an emergency's orders: their short limits, and their end with the emergency's."""

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import get_datetime, now_datetime

from sink_app.approvals import asking, doors, log, steps
from sink_app.service.emergencies import ending, limits
from sink_app.service.orders import (
	ACCEPTED,
	BEGIN,
	CANCELLED,
	DISPATCHED,
	HANDED_IN,
	IN_SERVICE,
	ORDER,
	claiming,
)
from sink_app.service.whistles import LATE
from sink_app.tests.emergencies import declare, make_emergency
from sink_app.tests.factories import World, as_user, make_stand
from sink_app.tests.office import EachTestAlone, take
from sink_app.tests.service import make_order, make_server, open_order, told

TASKS = [{"title": "巡堤", "head_count": 2, "hours": 3}, {"title": "转移低洼处居民", "head_count": 1}]


class InAnEmergency(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.street = make_stand("Sink Street Officer", world.street)
		cls.city = make_stand(
			"Sink City Organizer", frappe.get_doc("Sink Area", world.street.parent_sink_area)
		)
		cls.first, cls.second = make_server(world, 2)

	def in_force(self, **values):
		values.setdefault("tasks", TASKS)
		made = make_emergency(self.world.secretary, self.world.community.name, **values)
		return declare(made, self.world.secretary)

	def orders(self, emergency) -> list:
		return [frappe.get_doc(ORDER, row.service_order) for row in emergency.tasks]

	def end(self, emergency, choice: str | None = None):
		if choice:
			values = {"open_orders": choice}
			with as_user(self.world.secretary):
				asking.fill(
					emergency.doctype, emergency.name, "End Emergency", emergency.workflow_state, values
				)
		return take(emergency, "End Emergency", self.world.secretary, reason="水位回落")


class TestShortLimits(InAnEmergency):
	def remind_later(self, order, **ahead) -> bool:
		"""As if so much time had gone by since the order was made."""
		order.reload()
		gone = timedelta(**ahead)
		moved = {
			field: get_datetime(order.get(field)) - gone
			for field in ("take_on_by", "next_reminder", "ends_on")
			if order.get(field)
		}
		order.db_set(moved)
		return limits.remind(order.name)

	def heard(self, *users) -> list[int]:
		return [len([each for each in told(user) if "巡堤" in each]) for user in users]

	def test_emg_01_an_order_has_hours_to_be_taken_on_and_is_reminded_half_way(self):
		frappe.db.set_value("Sink Emergency Kind", "防汛抢险", "take_on_within", 2)
		frappe.clear_cache(doctype="Sink Emergency Kind")
		order = self.orders(self.in_force())[0]
		left = get_datetime(order.take_on_by) - now_datetime()
		self.assertAlmostEqual(left / timedelta(hours=2), 1, delta=0.05)
		before = self.heard(self.world.secretary, self.street)
		self.assertFalse(limits.remind(order.name))
		self.assertTrue(self.remind_later(order, minutes=61))
		after = self.heard(self.world.secretary, self.street)
		self.assertEqual((after[0] - before[0], after[1] - before[1]), (1, 0))
		self.assertFalse(limits.remind(order.name))

	def test_emg_01_a_late_order_is_passed_up_level_by_level_once_each(self):
		order = self.orders(self.in_force())[0]
		self.remind_later(order, minutes=31)
		heard = self.heard(self.street, self.city)
		self.assertTrue(self.remind_later(order, minutes=30))
		self.assertEqual(self.heard(self.street, self.city), [heard[0] + 1, heard[1]])
		self.assertFalse(limits.remind(order.name))
		self.assertTrue(self.remind_later(order, minutes=61))
		self.assertEqual(self.heard(self.street, self.city), [heard[0] + 1, heard[1] + 1])
		order.reload()
		# at the top nobody is left to pass it to
		self.assertEqual((order.late_steps, order.next_reminder), (2, None))
		late = [each for each in log.entries(ORDER, order.name) if each["action"] == LATE]
		self.assertEqual(len(late), 2)

	def test_emg_01_what_was_taken_on_is_to_be_done_by_its_end(self):
		order = self.orders(self.in_force())[0]
		for member in (self.first, self.second):
			with as_user(member.user):
				claiming.claim(order.name, member.name)
		with as_user(self.world.secretary):
			for name in frappe.get_all("Sink Order Claim", {"service_order": order.name}, pluck="name"):
				claiming.accept(name)
		order.reload()
		self.assertEqual(order.workflow_state, ACCEPTED)
		half = get_datetime(order.next_reminder) - now_datetime()
		self.assertAlmostEqual(half / timedelta(hours=1.5), 1, delta=0.05)
		heard = self.heard(self.first.user, self.street)
		self.assertTrue(self.remind_later(order, minutes=91))
		self.assertEqual(self.heard(self.first.user, self.street), [heard[0] + 1, heard[1]])
		self.assertTrue(self.remind_later(order, minutes=90))
		self.assertEqual(self.heard(self.first.user, self.street), [heard[0] + 2, heard[1] + 1])

	def test_emg_01_an_ordinary_order_has_no_short_limit_and_nobody_gives_it_one(self):
		self.in_force()
		ordinary = open_order(self.world.community)
		forged = make_order(self.world.community, next_reminder="2020-01-01", take_on_by="2020-01-01")
		for order in (ordinary, forged):
			self.assertEqual((order.take_on_by, order.next_reminder), (None, None))
			self.assertFalse(limits.remind(order.name))

	def test_emg_01_a_form_neither_makes_an_order_one_of_an_emergency_nor_takes_it_out(self):
		emergency = self.in_force()
		ordinary, order = open_order(self.world.community), self.orders(emergency)[0]
		kept = (order.emergency, order.take_on_by, order.next_reminder)
		ordinary.update({"emergency": emergency.name, "next_reminder": "2020-01-01"})
		order.update({"emergency": None, "take_on_by": None, "next_reminder": None, "late_steps": 9})
		for each in (ordinary, order):
			each.save()
			each.reload()
		self.assertEqual((ordinary.emergency, ordinary.next_reminder), (None, None))
		self.assertEqual((order.emergency, order.take_on_by, order.next_reminder), kept)
		self.assertEqual(order.late_steps, 0)

	def test_emg_01_the_job_takes_up_what_is_due(self):
		order = self.orders(self.in_force())[0]
		order.db_set("next_reminder", now_datetime() - timedelta(minutes=1))
		heard = self.heard(self.world.secretary)[0]
		with patch.object(frappe.db, "commit"):
			limits.take_up()
			limits.take_up()
		self.assertEqual(self.heard(self.world.secretary)[0], heard + 1)


class TestEnding(InAnEmergency):
	def test_emg_01_whoever_ends_it_is_told_what_is_open_and_has_to_choose(self):
		emergency = self.in_force()
		with as_user(self.world.secretary):
			[step] = [
				each
				for each in doors.get_transitions({"doctype": emergency.doctype, "name": emergency.name})
				if each["action"] == "End Emergency"
			]
		self.assertEqual(step["asks_for"], "open_orders")
		self.assertIn("2", step["note"])
		with self.assertRaises(ending.OrdersStillOpen):
			self.end(emergency)
		self.assertEqual(
			frappe.db.get_value(emergency.doctype, emergency.name, "workflow_state"), "Emergency in Force"
		)

	def test_emg_01_nothing_is_asked_where_nothing_is_open(self):
		emergency = self.in_force(tasks=[])
		with as_user(self.world.secretary):
			found = doors.get_transitions({"doctype": emergency.doctype, "name": emergency.name})
		self.assertEqual({(each["asks_for"], each["note"]) for each in found}, {("", "")})
		self.assertEqual(self.end(emergency).workflow_state, "Emergency Review")

	def test_emg_01_closing_calls_off_what_has_not_begun_and_hands_in_what_is_under_way(self):
		emergency = self.in_force()
		begun, idle = self.orders(emergency)
		with as_user(self.first.user):
			claiming.claim(idle.name, self.first.name)
		with as_user(self.second.user):
			claiming.claim(idle.name, self.second.name)
		with as_user("Administrator"):
			begun.db_set("workflow_state", ACCEPTED)
			steps.take(ORDER, begun.name, BEGIN)
		self.end(emergency, ending.CLOSE)
		states = [order.workflow_state for order in self.orders(emergency)]
		self.assertEqual(states, [HANDED_IN, CANCELLED])
		for member in (self.first, self.second):
			# who holds it and who waits for it
			self.assertTrue(any("水位回落" in each for each in told(member.user)))
		self.assertEqual({order.next_reminder for order in self.orders(emergency)}, {None})

	def test_emg_01_what_is_under_way_stays_service_in_an_emergency_without_short_limits(self):
		emergency = self.in_force()
		begun = self.orders(emergency)[0]
		begun.db_set("workflow_state", IN_SERVICE)
		self.end(emergency, ending.GO_ON)
		begun.reload()
		self.assertEqual((begun.emergency, begun.next_reminder), (emergency.name, None))
		# a step that is taken in peacetime sets none either
		limits.follow(begun)
		self.assertIsNone(begun.next_reminder)

	def test_emg_01_what_is_done_or_off_is_left_as_it_is_when_it_ends(self):
		emergency = self.in_force()
		done, off = self.orders(emergency)
		done.db_set("workflow_state", HANDED_IN)
		off.db_set("workflow_state", CANCELLED)
		self.assertEqual(self.end(emergency).workflow_state, "Emergency Review")
		self.assertEqual([order.emergency for order in self.orders(emergency)], [emergency.name] * 2)

	def test_emg_01_what_goes_on_is_an_ordinary_order_without_short_limits(self):
		emergency = self.in_force()
		with as_user(self.first.user):
			claiming.claim(emergency.tasks[0].service_order, self.first.name)
		self.end(emergency, ending.GO_ON)
		for order in self.orders(emergency):
			self.assertEqual(
				(order.workflow_state, order.emergency, order.take_on_by, order.next_reminder),
				(DISPATCHED, None, None, None),
			)
		words = frappe._("The emergency is over; «{0}» goes on as an ordinary order.").format("巡堤")
		self.assertIn(words, told(self.first.user))
