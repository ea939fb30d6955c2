from datetime import timedelta

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, now_datetime, nowdate

from sink_app.access import memo
from sink_app.approvals import log, steps
from sink_app.service.demands import doors as demand_doors
from sink_app.service.demands import making
from sink_app.service.doctype.sink_order import sink_order as controller
from sink_app.service.orders import (
	claiming,
	counting,
	doors,
	phone,
	printed,
	problems,
	rating,
	recording,
	telling,
)
from sink_app.tests.factories import (
	World,
	as_user,
	make_member,
	make_stand,
)
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_demand, make_order, make_server, open_order, told

ORDER, CLAIM = "Sink Order", "Sink Order Claim"


class OrderCase(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)
		cls.people = make_server(cls.world, 4)

	def claims(self, order) -> dict[str, str]:
		"""{member: status} of an order."""
		return dict(frappe.get_all(CLAIM, {"service_order": order.name}, ["member", "status"], as_list=True))

	def claim(self, order, *members) -> list:
		return [claiming.claim(order.name, member.name) for member in members]

	def name_of(self, order, member) -> str:
		return frappe.db.get_value(CLAIM, {"service_order": order.name, "member": member.name})


class TestFromDemandToRating(OrderCase):
	def test_ord_01_one_unbroken_line_each_step_one_click(self):
		world, member = self.world, self.people[0]
		demand = make_demand(world.grid, self.staff, address="3栋1单元201室", category="结对帮扶")
		with as_user(self.staff):
			order = frappe.get_doc(ORDER, demand_doors.make_order(demand.name))
			self.assertEqual(
				(order.title, order.area, order.address), (demand.title, world.grid.name, demand.address)
			)
			self.assertEqual((order.category, order.source), ("结对帮扶", "Resident's Demand"))
			self.assertEqual(
				frappe.db.get_value("Sink Demand", demand.name, "workflow_state"), "Demand in Hand"
			)
			self.assertRaises(making.OrderThere, making.order_of, demand.name)
			doors.open_to_claims(order.name)
		with as_user(member.user):
			self.assertEqual(phone.claim(order.name)["status"], "Taken")
		self.assertEqual(frappe.db.get_value(ORDER, order.name, "workflow_state"), "Order Accepted")
		frappe.db.set_value(ORDER, order.name, "starts_on", now_datetime() - timedelta(hours=1))
		with as_user(member.user):
			phone.done(self.name_of(order, member))
		with as_user(self.staff):
			steps.take(ORDER, order.name, "Confirm Service")
			self.assertEqual(self.claims(order), {member.name: "Done"})
			self.assertEqual(
				frappe.db.get_value("Sink Demand", demand.name, "workflow_state"), "Demand Settled"
			)
			rating.note(ORDER, order.name, "Very Satisfied", "来得快")
		order.reload()
		self.assertEqual(
			(order.workflow_state, order.rating, order.score), ("Order Rated", "Very Satisfied", 5)
		)
		actions = [entry["action"] for entry in log.entries(ORDER, order.name)]
		wanted = ["Dispatch Order", "Accept Order", "Hand In Service", "Confirm Service", "Rate Order"]
		self.assertEqual(actions, wanted)
		self.assertTrue(order.dispatched_on and order.accepted_on and order.completed_on)

	def test_ord_10_a_unit_takes_an_order_sends_its_people_or_returns_it(self):
		world = self.world
		order = open_order(world.community, organization=world.unit.name, mode="People Named")
		stranger = make_member(world.other_branch)
		with as_user(world.organizer):
			self.assertRaises(claiming.NotPlacedThere, doors.dispatch, order.name, [stranger.name])
			# of the unit, though placed nowhere
			doors.dispatch(order.name, [make_member(world.branch).name])
		other = open_order(world.community, organization=world.unit.name, mode="People Named")
		with as_user(world.organizer):
			self.assertRaises(steps.ReasonMissing, steps.take, ORDER, other.name, "Return Order")
			doc = steps.take(ORDER, other.name, "Return Order", reason="本周全员培训")
		self.assertEqual((doc.workflow_state, doc.organization), ("Order Placed", None))

	def test_ord_06_a_self_made_order_waits_for_the_community(self):
		member = self.people[0]
		with as_user(member.user):
			self.assertRaises(controller.FeasibilityMissing, make_order, self.world.community, member.user)
			order = make_order(
				self.world.community, member.user, feasibility="三人两小时，白天进行，无高空作业"
			)
			self.assertEqual((order.source, order.proposed_by), ("Self-made", member.name))
			steps.take(ORDER, order.name, "Propose Order")
		with as_user(self.staff):
			self.assertRaises(steps.StepNotOpen, steps.take, ORDER, order.name, "Dispatch Order")
			doc = steps.take(ORDER, order.name, "Approve Order")
		self.assertEqual(doc.workflow_state, "Order Dispatched")


class TestPlaces(OrderCase):
	def test_the_head_count_holds_and_the_rest_queue_in_order_of_arrival(self):
		order = open_order(self.world.community, head_count=2)
		found = self.claim(order, *self.people)
		self.assertEqual([each.status for each in found], ["Taken", "Taken", "Waiting", "Waiting"])
		self.assertEqual([each.place for each in found], [1, 2, 3, 4])
		self.assertEqual([each.before for each in found], [0, 0, 0, 1])
		row = frappe.db.get_value(ORDER, order.name, ["taken", "waiting", "accepted", "workflow_state"])
		self.assertEqual(tuple(row), (2, 2, 2, "Order Accepted"))

	def test_who_waits_longest_moves_up_by_itself_and_is_told(self):
		order = open_order(self.world.community)
		self.claim(order, *self.people[:3])
		first, second, third = (self.name_of(order, each) for each in self.people[:3])
		self.assertRaises(claiming.ReasonMissing, claiming.give_up, first, " ")
		claiming.give_up(first, "临时出差")
		statuses = [frappe.db.get_value(CLAIM, name, "status") for name in (first, second, third)]
		self.assertEqual(statuses, ["Given Up", "Taken", "Waiting"])
		self.assertIn("陪同老人就医", told(self.people[1].user)[0])
		self.assertIn("临时出差", told(self.staff)[0])
		# whoever only waits leaves without a word
		claiming.give_up(third, None)
		self.assertEqual(frappe.db.get_value(ORDER, order.name, ["taken", "waiting"]), (1, 0))
		# and may come again, behind the others
		self.assertEqual(self.claim(order, self.people[0])[0].place, 4)

	def test_an_order_that_nobody_holds_is_open_again(self):
		order = open_order(self.world.community)
		self.claim(order, self.people[0])
		claiming.give_up(self.name_of(order, self.people[0]), "生病")
		self.assertEqual(frappe.db.get_value(ORDER, order.name, "workflow_state"), "Order Dispatched")

	def test_nobody_takes_twice_or_what_is_not_theirs_to_take(self):
		order = open_order(self.world.community, head_count=3)
		self.claim(order, self.people[0])
		self.assertRaises(claiming.ClaimedAlready, self.claim, order, self.people[0])
		self.assertRaises(claiming.NotPlacedThere, self.claim, order, make_member(self.world.branch))
		self.assertRaises(claiming.OrderNotOpen, self.claim, make_order(self.world.community), self.people[1])
		named = open_order(self.world.community, mode="People Named")
		self.assertRaises(claiming.NamedByTheCommunity, self.claim, named, self.people[1])
		self.assertEqual(frappe.db.get_value(ORDER, order.name, ["taken", "arrivals"]), (1, 1))

	def test_people_are_named_told_and_say_yes(self):
		order = make_order(self.world.community, head_count=2)
		with as_user(self.staff):
			doors.dispatch(
				order.name, [each.name for each in self.people[:2]], {self.people[0].name: "特长：急救"}
			)
			self.assertRaises(claiming.NoPlaceLeft, doors.dispatch, order.name, [self.people[2].name])
		self.assertEqual(frappe.db.get_value(ORDER, order.name, "workflow_state"), "Order Dispatched")
		self.assertIn("陪同老人就医", told(self.people[0].user)[0])
		for person in self.people[:2]:
			with as_user(person.user):
				phone.accept(self.name_of(order, person))
		self.assertEqual(frappe.db.get_value(ORDER, order.name, "workflow_state"), "Order Accepted")
		self.assertEqual(
			frappe.db.get_value(CLAIM, self.name_of(order, self.people[0]), "reason"), "特长：急救"
		)

	def test_another_goes_instead_and_the_queue_stays(self):
		order = open_order(self.world.community)
		self.claim(order, *self.people[:2])
		with as_user(self.staff):
			doors.reassign(self.name_of(order, self.people[0]), self.people[2].name, "临时有会", "特长：急救")
		self.assertEqual(
			self.claims(order),
			{
				self.people[0].name: "Moved On",
				self.people[1].name: "Waiting",
				self.people[2].name: "Taken",
			},
		)
		self.assertIn("临时有会", told(self.people[0].user)[0])
		# why the other could not go is no reason for the one who goes
		reasons = [
			frappe.db.get_value(CLAIM, self.name_of(order, each), ["reason", "end_reason"])
			for each in (self.people[0], self.people[2])
		]
		self.assertEqual([reasons[0][1], reasons[1][0]], ["临时有会", "特长：急救"])
		with as_user(self.people[1].user):
			held = phone.orders()["held"]
		self.assertEqual(held[0]["state"], frappe._("Waiting, first in the queue"))
		self.assertIn("陪同老人就医", told(self.people[2].user)[0])
		self.assertEqual(frappe.db.get_value(ORDER, order.name, "taken"), 1)

	def test_cancelling_tells_everybody_and_gives_the_demand_back(self):
		demand = make_demand(self.world.community, self.staff)
		with as_user(self.staff):
			order = making.order_of(demand.name)
			doors.open_to_claims(order.name)
			self.claim(order, *self.people[:2])
			self.assertRaises(steps.ReasonMissing, steps.take, ORDER, order.name, "Cancel Order")
			steps.take(ORDER, order.name, "Cancel Order", reason="居民住院了")
		for person in self.people[:2]:
			self.assertIn("居民住院了", told(person.user)[0])
		self.assertIn("居民住院了", told(self.world.secretary)[0])
		self.assertEqual(set(self.claims(order).values()), {"Cancelled"})
		self.assertEqual(frappe.db.get_value("Sink Demand", demand.name, "workflow_state"), "Demand Verified")

	def test_a_raised_head_count_takes_in_those_who_wait(self):
		order = open_order(self.world.community)
		self.claim(order, *self.people[:3])
		with as_user(self.staff):
			doc = frappe.get_doc(ORDER, order.name)
			doc.head_count = 2
			doc.save()
			self.assertEqual(frappe.db.get_value(ORDER, order.name, ["taken", "waiting"]), (2, 1))
			doc.reload()
			doc.head_count = 1
			self.assertRaises(controller.HeadCountWrong, doc.save)

	def test_a_form_that_was_open_meanwhile_does_not_count_back(self):
		order = open_order(self.world.community, head_count=2)
		with as_user(self.staff):
			stale = frappe.get_doc(ORDER, order.name)
			self.claim(order, self.people[0])
			stale.duties = "带好病历"
			stale.save()
		self.assertEqual(frappe.db.get_value(ORDER, order.name, ["taken", "arrivals"]), (1, 1))

	def test_services_are_told_by_the_minute_and_do_not_end_before_they_begin(self):
		order = make_order(
			self.world.community, starts_on="2026-12-01 09:00:41", ends_on="2026-12-01 10:00:41"
		)
		self.assertEqual((order.starts_on.second, order.ends_on.second), (0, 0))
		order.ends_on = order.starts_on
		self.assertRaises(controller.PeriodWrong, order.save)
		self.assertRaises(controller.HeadCountWrong, make_order, self.world.community, head_count=0)

	def test_claims_are_not_written_by_hand(self):
		order = open_order(self.world.community)
		with as_user(self.staff):
			claim = frappe.get_doc(
				{
					"doctype": CLAIM,
					"service_order": order.name,
					"member": self.people[0].name,
					"status": "Taken",
				}
			)
			self.assertRaises(frappe.PermissionError, claim.insert)

	def test_who_may_give_places(self):
		order = open_order(self.world.community)
		neighbour = make_stand("Sink Community Staff", self.world.neighbour)
		for user in (neighbour, self.people[0].user, self.world.organizer):
			with self.subTest(user=user), as_user(user):
				self.assertRaises(frappe.PermissionError, doors.dispatch, order.name, [self.people[0].name])

	def test_what_the_database_breaks_off_is_begun_anew(self):
		turns = []

		def act():
			turns.append(1)
			if len(turns) < 3:
				raise frappe.QueryDeadlockError
			return "done"

		rolled_back = []
		original, frappe.db.rollback = frappe.db.rollback, lambda **_options: rolled_back.append(1)
		try:
			self.assertEqual(counting.again_if_deadlocked(act), "done")
		finally:
			frappe.db.rollback = original
		self.assertEqual((len(turns), len(rolled_back)), (3, 2))


class TestPhone(OrderCase):
	def test_orders_near_the_member_and_what_the_member_holds(self):
		member = self.people[0]
		order = open_order(self.world.grid, address="3栋甲单元", contact_phone="027-81970001")
		far = open_order(self.world.neighbour)
		with as_user(member.user):
			shown = [each["name"] for each in phone.orders()["orders"]]
			self.assertIn(order.name, shown)
			self.assertNotIn(far.name, shown)
			self.assertNotIn("甲单元", str(phone.orders()["orders"]))
			self.assertRaises(claiming.NotPlacedThere, phone.claim, far.name)
			phone.claim(order.name)
			held = phone.orders()["held"][0]
			self.assertIn("甲单元", held["place"])
			self.assertIn("81970001", held["contact"])
			self.assertEqual(phone.card()["held"], 1)

	def test_a_place_of_somebody_else_is_left_alone(self):
		order = open_order(self.world.community)
		self.claim(order, self.people[0])
		name = self.name_of(order, self.people[0])
		with as_user(self.people[1].user):
			for act in (phone.accept, phone.done):
				self.assertRaises(phone.NotYours, act, name)
			self.assertRaises(phone.NotYours, phone.give_up, name, "算了")
			self.assertRaises(phone.NotYours, phone.contacted, name, "Phone")

	def test_what_lies_ahead_is_not_done(self):
		order = open_order(self.world.community)
		self.claim(order, self.people[0])
		with as_user(self.people[0].user):
			self.assertRaises(phone.NotBegunYet, phone.done, self.name_of(order, self.people[0]))

	def test_ord_05_who_has_not_spoken_with_the_community_is_reminded_the_day_before(self):
		order = open_order(self.world.community)
		self.claim(order, self.people[0])
		user = self.people[0].user
		lines = telling.due_lines()[user]
		self.assertEqual(
			[(line.name, str(line.due)) for line in lines], [(order.name, add_days(nowdate(), 1))]
		)
		with as_user(user):
			self.assertRaises(
				phone.MethodUnknown, phone.contacted, self.name_of(order, self.people[0]), "Pigeon"
			)
			phone.contacted(self.name_of(order, self.people[0]), "Phone", "带血压计")
		self.assertEqual(telling.due_lines().get(user, []), [])
		with as_user(self.staff):
			claim = doors.look(order.name)["claims"][0]
		self.assertEqual((claim.contact_method, claim.contact_words), ("Phone", "带血压计"))

	def test_a_service_record_takes_over_what_the_order_knows(self):
		order = open_order(self.world.grid, category="结对帮扶", duties="陪同就医")
		found = recording.source(order.name)
		self.assertEqual(
			(found["area"], found["category"], found["content"]),
			(self.world.grid.name, "结对帮扶", "陪同就医"),
		)
		self.claim(order, self.people[0])
		self.assertEqual(recording.offers(self.people[0].name), [])
		begun = now_datetime() - timedelta(hours=2)
		order.reload()
		order.update({"starts_on": begun, "ends_on": begun + timedelta(hours=1)}).save()
		offered = recording.offers(self.people[0].name)
		self.assertEqual([each["source"] for each in offered], [order.name])
		with as_user(self.staff):
			steps.take(ORDER, order.name, "Cancel Order", reason="居民外出")
		self.assertRaises(recording.CalledOff, recording.source, order.name)
		self.assertEqual(recording.offers(self.people[0].name), [])


class TestRating(OrderCase):
	def finished(self):
		order = open_order(self.world.community)
		self.claim(order, self.people[0])
		with as_user(self.staff):
			return steps.take(ORDER, order.name, "Confirm Service")

	def test_srv_38_what_came_up_stands_in_the_handling_log(self):
		order = open_order(self.world.community, head_count=2)
		server, other = self.people[0], self.people[1]
		with as_user(server.user):
			claim = claiming.claim(order.name, server.name).name
			phone.note_problem(claim, "老人不在家，电话没人接")
			self.assertRaises(problems.WordsMissing, phone.note_problem, claim, " ")
		with as_user(other.user):
			self.assertRaises(phone.NotYours, phone.note_problem, claim, "冒名")
		self.assertTrue(any("老人不在家" in each for each in told(self.staff)))
		with as_user(self.staff):
			doc = frappe.get_doc(ORDER, order.name)
			[row] = doc.problems
			self.assertEqual(row.noted_by, frappe.utils.get_fullname(server.user))
			row.handling = "网格员联系家属，改约下午"
			doc.append("problems", {"problem": "缺一辆轮椅", "noted_by": "别人"})
			doc.save()
			doc.reload()
			self.assertEqual(doc.problems[1].noted_by, frappe.utils.get_fullname(self.staff))
			doc.problems[0].problem = "没有这回事"
			self.assertRaises(problems.ProblemStands, doc.save)
			doc.reload()
			doc.remove(doc.problems[0])
			self.assertRaises(problems.ProblemStands, doc.save)

	def test_the_sheet_to_sign_has_a_line_for_everybody_needed(self):
		order = open_order(self.world.community, head_count=3)
		with as_user(self.people[0].user):
			claiming.claim(order.name, self.people[0].name)
		with as_user(self.staff):
			form = printed.sink_order_sheet(frappe.get_doc(ORDER, order.name))
			paper = frappe.get_print(ORDER, order.name, "Sink Order Sheet")
		self.assertEqual(form.people, [self.people[0].member_name, "", ""])
		self.assertIn(self.people[0].member_name, paper)

	def test_only_what_is_done_is_rated_and_never_by_who_served(self):
		order = open_order(self.world.community)
		with as_user(self.staff):
			self.assertRaises(controller.NotDoneYet, rating.note, ORDER, order.name, "Satisfied")
		done = self.finished()
		frappe.db.set_value("Sink Member", self.people[0].name, "user", self.staff)
		frappe.clear_cache()
		memo.written()
		with as_user(self.staff):
			self.assertRaises(controller.OwnService, rating.note, ORDER, done.name, "Satisfied")

	def test_a_link_counts_once(self):
		order = self.finished()
		with as_user(self.staff):
			key = rating.ask(ORDER, order.name).partition("key=")[2]
		self.assertFalse(frappe.db.exists("Sink Satisfaction", {"key_digest": key}))
		with as_user("Guest"):
			self.assertEqual(rating.asked_by(key).title, order.title)
			rating.rate(key, "Dissatisfied", "电话 13812345678 没人接")
			self.assertRaises(rating.LinkOver, rating.rate, key, "Satisfied")
			self.assertRaises(rating.LinkOver, rating.asked_by, "")
		order.reload()
		self.assertEqual(
			(order.workflow_state, order.rating, order.score), ("Order Rated", "Dissatisfied", 2)
		)
		self.assertIn("138****5678", told(self.staff)[0])

	def test_a_link_grows_old_and_what_was_said_stands(self):
		order = self.finished()
		with as_user(self.staff):
			key = rating.ask(ORDER, order.name).partition("key=")[2]
			frappe.db.set_value(
				"Sink Satisfaction", {"key_digest": rating.digest(key)}, "expires_on", "2020-01-01"
			)
			self.assertRaises(rating.LinkOver, rating.asked_by, key)
			rating.note(ORDER, order.name, "Satisfied")
			said = frappe.get_last_doc("Sink Satisfaction", {"reference_name": order.name, "status": "Rated"})
			said.rating = "Fair"
			self.assertRaises(frappe.ValidationError, said.save)
			rating.note(ORDER, order.name, "Fair", way="On Paper")
		self.assertEqual(frappe.db.get_value(ORDER, order.name, "score"), 3.5)
		self.assertRaises(frappe.ValidationError, rating.note, ORDER, order.name, "Great")
