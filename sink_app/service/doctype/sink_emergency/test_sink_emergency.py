from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_to_date, now_datetime

from sink_app.approvals import steps
from sink_app.service.doctype.sink_emergency import sink_emergency as controller
from sink_app.service.emergencies import answering, calling, counts, founding, mode, ordering, sources
from sink_app.service.orders import recording
from sink_app.tests.emergencies import call_of, declare, make_emergency, make_ready
from sink_app.tests.factories import World, as_user, make, make_area, make_organization, make_stand, make_team
from sink_app.tests.office import EachTestAlone, take
from sink_app.tests.service import make_order


class TestSinkEmergency(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.staff = make_stand("Sink Community Staff", world.community)
		cls.street = make_stand("Sink Street Officer", world.street)
		cls.ready = make_ready(world, grid=world.grid)
		cls.not_asked = make_ready(world, ready=0)
		cls.neighbour = make_ready(world, community=world.neighbour)

	def in_force(self, area=None, **values):
		return declare(
			make_emergency(self.world.secretary, area or self.world.community.name, **values),
			self.world.secretary,
		)

	def called(self, emergency) -> set[str]:
		filters = {"emergency": emergency.name}
		return set(frappe.get_all("Sink Emergency Response", filters, pluck="member"))

	def told(self, user) -> list[str]:
		return frappe.get_all("Notification Log", {"for_user": user}, pluck="subject")

	def test_org_18_who_when_and_why_an_area_was_switched_stand_in_the_log(self):
		emergency = make_emergency(self.world.secretary, self.world.community.name)
		self.assertEqual(emergency.mode, "Peacetime Mode")
		with self.assertRaises(steps.ReasonMissing):
			take(emergency, "Declare Emergency", self.world.secretary)
		emergency = declare(emergency, self.world.secretary)
		self.assertEqual(emergency.mode, "Emergency Mode")
		[told] = mode.of_area(self.world.grid.name)
		self.assertEqual(
			(told["why"], told["by"], told["mode"]),
			("水位超警戒线", frappe.utils.get_fullname(self.world.secretary), frappe._("Emergency Mode")),
		)
		self.assertTrue(emergency.declared_on)
		self.assertEqual(mode.of_area(self.world.neighbour.name), [])
		with as_user(self.staff):
			self.assertEqual([each["name"] for each in mode.mine()], [emergency.name])
		take(emergency, "End Emergency", self.world.secretary, reason="水位回落")
		self.assertEqual(mode.of_area(self.world.community.name), [])
		self.assertEqual(frappe.db.get_value("Sink Emergency", emergency.name, "mode"), "Peacetime Mode")

	def test_org_18_a_streets_emergency_is_seen_by_its_communities(self):
		emergency = declare(make_emergency(self.street, self.world.street.name), self.street)
		for area in (self.world.community, self.world.neighbour, self.world.grid):
			self.assertEqual([each["name"] for each in mode.of_area(area.name)], [emergency.name])
		self.assertEqual(mode.of_area(self.world.far_community.name), [])
		with as_user(self.world.secretary):
			self.assertEqual(
				frappe.get_list("Sink Emergency", {"name": emergency.name}, pluck="name"), [emergency.name]
			)
			with self.assertRaises(frappe.PermissionError):
				steps.take("Sink Emergency", emergency.name, "End Emergency", reason="不归社区管")

	def test_emg_01_declaring_calls_those_ready_each_once(self):
		emergency = self.in_force()
		self.assertEqual(self.called(emergency), {self.ready.name})
		self.assertTrue(any("汤逊湖水位上涨" in each for each in self.told(self.ready.user)))
		with as_user(self.world.secretary):
			calling.call(emergency.name)
			numbers = calling.call(emergency.name, "All Registered Members")
		self.assertEqual(numbers["called"], 2)
		self.assertEqual(self.called(emergency), {self.ready.name, self.not_asked.name})
		calls = [each for each in self.told(self.ready.user) if "汤逊湖水位上涨" in each]
		self.assertEqual(len(calls), 1)

	def test_emg_01_a_run_that_was_killed_goes_on_and_calls_nobody_twice(self):
		with patch.object(calling, "AT_ONCE", 0), patch.object(calling, "_enqueue"):
			emergency = self.in_force(whom="All Registered Members")
		self.assertEqual((self.called(emergency), emergency.calling), (set(), 1))
		with patch.object(calling, "SET", 1), patch.object(frappe.db, "commit"):
			calling._call_set(emergency, 1)
			self.assertEqual(len(self.called(emergency)), 1)
			calling.run(emergency.name)
		self.assertEqual(self.called(emergency), {self.ready.name, self.not_asked.name})
		self.assertEqual(frappe.db.get_value("Sink Emergency", emergency.name, "calling"), 0)

	def test_emg_01_what_was_left_over_is_taken_up(self):
		with patch.object(calling, "AT_ONCE", 0), patch.object(calling, "_enqueue") as enqueued:
			emergency = self.in_force()
			enqueued.reset_mock()
			calling.take_up()
		self.assertIn(emergency.name, [each.args[0] for each in enqueued.call_args_list])

	def test_emg_03_a_sites_own_gateway_is_handed_the_calls(self):
		hooks = {"emergency_callers": ["site.gateway.ring"]}
		real = frappe.get_hooks
		with (
			patch.object(frappe, "get_hooks", lambda key=None, *a, **k: hooks.get(key) or real(key, *a, **k)),
			patch.object(frappe, "enqueue") as enqueued,
		):
			emergency = self.in_force()
		[handed] = [each for each in enqueued.call_args_list if each.args[:1] == ("site.gateway.ring",)]
		self.assertEqual(handed.kwargs["emergency"], emergency.name)
		self.assertEqual(handed.kwargs["responses"], [call_of(emergency, self.ready).name])

	def test_emg_03_volunteers_are_called_by_phone(self):
		volunteer = make(
			"Sink Volunteer",
			volunteer_name="何春兰",
			community=self.world.community.name,
			mobile="19900031234",
		)
		emergency = self.in_force(call_volunteers=1)
		response = frappe.get_doc("Sink Emergency Response", {"volunteer": volunteer.name})
		self.assertEqual((response.emergency, response.person_name), (emergency.name, "何春兰"))
		with as_user(self.staff):
			self.assertEqual(answering.mark([response.name], "Arrived"), {"done": 1, "refused": []})

	def test_emg_02_a_drill_is_never_counted_as_real(self):
		drill = self.in_force(is_drill=1)
		response = call_of(drill, self.ready)
		self.assertEqual(response.is_drill, 1)
		self.assertEqual(sources.of_emergency(drill.name)["is_emergency"], 0)
		marked = frappe._("[Drill] {0}").format("汤逊湖水位上涨")
		self.assertTrue(any(marked in each for each in self.told(self.ready.user)))
		real = self.in_force()
		self.assertEqual(sources.of_emergency(real.name)["is_emergency"], 1)
		drill.reload()
		drill.is_drill = 0
		with self.assertRaises(frappe.CannotChangeConstantError):
			drill.save()

	def test_emg_01_declaring_opens_orders_and_calls_teams_in_one_step(self):
		team = make_team(
			self.world.community, self.not_asked, team_name="抢险突击队", kind="Emergency Commando"
		)
		tasks = [
			{"title": "巡堤", "team": team.name, "head_count": 3, "hours": 2, "area": self.world.grid.name},
			{"title": "转移低洼处居民"},
		]
		emergency = self.in_force(tasks=tasks)
		orders = [frappe.get_doc("Sink Order", row.service_order) for row in emergency.tasks]
		self.assertEqual([order.workflow_state for order in orders], ["Order Dispatched"] * 2)
		self.assertEqual((orders[0].team, orders[0].emergency), (team.name, emergency.name))
		self.assertEqual(orders[0].ends_on - orders[0].starts_on, timedelta(hours=2))
		self.assertEqual(orders[0].due_on, orders[0].ends_on.date())
		self.assertEqual(orders[1].area, self.world.community.name)
		# the team is called with its task though its members did not say that they are ready
		self.assertEqual(self.called(emergency), {self.ready.name, self.not_asked.name})
		call = call_of(emergency, self.not_asked)
		self.assertEqual((call.task, call.area), ("巡堤", self.world.grid.name))
		forged = make_order(self.world.community, self.staff, emergency=emergency.name)
		self.assertIsNone(forged.emergency)
		ordering.open_orders(emergency)
		self.assertEqual(frappe.db.count("Sink Order", {"emergency": emergency.name}), 2)

	def test_emg_01_records_of_such_orders_say_so(self):
		for is_drill in (0, 1):
			emergency = self.in_force(is_drill=is_drill, tasks=[{"title": "巡堤"}])
			told = recording.source(emergency.tasks[0].service_order)
			self.assertEqual((told["is_emergency"], told["emergency"]), (1 - is_drill, emergency.name))

	def test_a_task_lies_in_a_community_and_inside_the_emergency(self):
		for area in (self.world.neighbour, self.world.street):
			with self.assertRaises(ordering.TaskPlaceWrong):
				make_emergency(
					self.world.secretary,
					self.world.community.name,
					tasks=[{"title": "巡堤", "area": area.name}],
				)
		with self.assertRaises(ordering.TaskPlaceWrong):
			make_emergency(self.street, self.world.street.name, tasks=[{"title": "巡堤"}])

	def test_the_same_kind_is_not_declared_twice_for_a_place(self):
		self.in_force()
		with self.assertRaises(controller.InForceAlready):
			self.in_force()
		self.in_force(kind="疫情防控")

	def test_it_is_declared_for_areas_that_people_are_filed_by(self):
		compound = make_area("Compound", self.world.community)
		with self.assertRaises(controller.AreaTooSmall):
			make_emergency(self.world.secretary, compound.name)

	def test_nobody_assembles_yesterday(self):
		with self.assertRaises(controller.AssemblyPast):
			make_emergency(
				self.world.secretary,
				self.world.community.name,
				assemble_by=add_to_date(now_datetime(), hours=-1),
			)

	def test_staff_ask_and_their_secretary_declares(self):
		emergency = make_emergency(self.staff, self.world.community.name)
		emergency = take(emergency, "Submit for Decision", self.staff)
		with self.assertRaises(frappe.PermissionError):
			take(emergency, "Declare Emergency", self.staff, reason="抢险")
		emergency = declare(emergency, self.world.secretary)
		self.assertEqual(emergency.workflow_state, "Emergency in Force")

	def test_it_is_closed_with_a_review_and_not_without(self):
		emergency = self.in_force()
		emergency = take(emergency, "End Emergency", self.world.secretary, reason="水位回落")
		self.assertTrue(any("汤逊湖水位上涨" in each for each in self.told(self.ready.user)))
		with self.assertRaises(controller.ReviewMissing):
			take(emergency, "Close with Review", self.world.secretary)
		with as_user(self.world.secretary):
			emergency.reload()
			emergency.review = "到场12人，转移3户"
			emergency.save()
		emergency = take(emergency, "Close with Review", self.world.secretary)
		self.assertEqual(emergency.workflow_state, "Emergency Closed")

	def test_a_temporary_organization_is_founded_in_one_step(self):
		party = make_organization("Community", area=self.world.community.name)
		emergency = make_emergency(self.world.secretary, self.world.community.name)
		with as_user(self.world.secretary), self.assertRaises(calling.NotInForce):
			founding.found(emergency.name, party.name, "防汛临时党支部")
		declare(emergency, self.world.secretary)
		with as_user(self.world.secretary):
			name = founding.found(emergency.name, party.name, "防汛临时党支部")
			with self.assertRaises(founding.FoundedAlready):
				founding.found(emergency.name, party.name, "再来一个")
		founded = frappe.get_doc("Sink Organization", name)
		self.assertEqual((founded.is_temporary, founded.approved_by), (1, party.name))
		self.assertEqual(
			frappe.db.get_value("Sink Emergency", emergency.name, "temporary_organization"), name
		)

	def test_nobody_is_called_before_it_is_declared(self):
		emergency = make_emergency(self.world.secretary, self.world.community.name)
		with as_user(self.world.secretary), self.assertRaises(calling.NotInForce):
			calling.call(emergency.name)

	def test_another_community_neither_declares_nor_calls(self):
		neighbour = make_stand("Sink Community Secretary", self.world.neighbour)
		with self.assertRaises(frappe.PermissionError):
			make_emergency(neighbour, self.world.community.name)
		emergency = self.in_force()
		with as_user(neighbour):
			with self.assertRaises(frappe.PermissionError):
				calling.call(emergency.name)
			self.assertEqual(frappe.get_list("Sink Emergency Response", {"emergency": emergency.name}), [])
			self.assertEqual(counts.of(emergency.name)["called"], 0)
