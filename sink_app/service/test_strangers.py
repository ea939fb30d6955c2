"""What the app answers, at its own addresses, to whoever has nothing to do with a record: nothing is done."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.service.activities import attendance
from sink_app.service.demands import making, merging
from sink_app.service.doctype.sink_duty_roster import sink_duty_roster
from sink_app.service.doctype.sink_team import sink_team
from sink_app.service.emergencies import answering, founding
from sink_app.service.lists import copying, filling, matching, sheets
from sink_app.service.orders import doors as order_doors
from sink_app.service.orders import suitable
from sink_app.service.records import correcting
from sink_app.service.records import doors as record_doors
from sink_app.service.rosters import job
from sink_app.service.whistles import CALL, calls
from sink_app.tests.emergencies import call_of, declare, make_emergency, make_ready, make_whistle
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_activity,
	make_placed,
	make_service_record,
	make_stand,
	make_team,
)
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_demand, open_order


class TestStrangers(EachTestAlone, FrappeTestCase):
	"""Each is asked by the neighbouring community's secretary and by another unit's organizer."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		make_placed(world.member, world.community, world.grid)
		cls.users = (
			make_stand("Sink Community Secretary", world.neighbour),
			make_stand("Sink Unit Organizer", world.other_unit),
		)

	def refused(self, **asked):
		for user in self.users:
			for what, ask in asked.items():
				with self.subTest(what=what, user=user), as_user(user):
					self.assertRaises(frappe.PermissionError, ask)

	def test_orders_and_demands(self):
		order = open_order(self.world.community).name
		demand = make_demand(self.world.community).name
		self.refused(
			look=lambda: order_doors.look(order),
			suggestions=lambda: suitable.suggestions(order),
			dispatch=lambda: order_doors.dispatch(order, [self.world.member.name]),
			order_of=lambda: making.order_of(demand),
			callers=lambda: merging.callers(demand),
		)

	def test_records_and_activities(self):
		record = make_service_record(self.world.member, self.world.grid).name
		order = open_order(self.world.community).name
		activity = make_activity(self.world.community).name
		self.refused(
			correct=lambda: correcting.correct(record, "写错了"),
			code=lambda: record_doors.code(record),
			facts=lambda: record_doors.source_facts("Sink Order", order),
			people=lambda: attendance.people(activity),
			keep=lambda: attendance.keep(activity, "[]"),
		)

	def test_teams_and_rosters(self):
		team = make_team(self.world.community, self.world.member, kind="Duty Team")
		first = add_days(nowdate(), 500)
		roster = make(
			"Sink Duty Roster", team=team.name, per_day=1, from_date=first, to_date=add_days(first, 4)
		).name
		self.refused(
			generate=lambda: sink_duty_roster.generate(roster),
			work=lambda: job.work(roster),
			days=lambda: sink_duty_roster.days(roster),
			rotation=lambda: sink_team.plan_rotation(team.name, 2, first, add_days(first, 30)),
		)

	def test_emergencies_and_whistles(self):
		called = make_ready(self.world)
		made = make_emergency(self.world.secretary, self.world.community.name)
		emergency = declare(made, self.world.secretary)
		response = call_of(emergency, called).name
		whistle = make_whistle(self.world.secretary, self.world.community.name)
		whistle.db_set("workflow_state", "Whistle Blown")
		with as_user(self.world.secretary):
			calls.call(whistle.name, members=[self.world.member.name])
		asked = frappe.db.get_value(CALL, {"whistle": whistle.name})
		self.refused(
			found=lambda: founding.found(emergency.name, self.world.unit.name, "临时支部"),
			answer=lambda: answering.answer(response, "Called"),
			call=lambda: calls.call(whistle.name, members=[self.world.member.name]),
			answer_call=lambda: calls.answer(asked, "Called"),
			paired=lambda: calls.paired(whistle.name),
		)

	def test_lists(self):
		place = {"organization": self.world.unit.name, "community": self.world.community.name}
		resources = make("Sink Resource List", **place).name
		services = make("Sink Service List", **place).name
		demands = make("Sink Demand List", community=self.world.community.name).name
		self.refused(
			new_version=lambda: copying.new_version("Sink Resource List", resources),
			from_members=lambda: filling.from_members(resources),
			from_demands=lambda: filling.from_demands(demands),
			draft=lambda: matching.draft(services),
			take_in=lambda: sheets.take_in("Sink Resource List", resources, "any"),
		)
