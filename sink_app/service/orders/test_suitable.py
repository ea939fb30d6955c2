from datetime import timedelta

import frappe

from sink_app.service.doctype.sink_order.test_sink_order import OrderCase
from sink_app.service.orders import (
	claiming,
	doors,
	suitable,
)
from sink_app.tests.factories import (
	as_user,
	make,
	make_area,
	make_member,
	make_placed,
	make_service_record,
)
from sink_app.tests.service import make_order, open_order

ORDER, CLAIM = "Sink Order", "Sink Order Claim"


class TestSuitable(OrderCase):
	def test_ord_07_suitable_members_come_first_with_reasons_and_nobody_is_hidden(self):
		world = self.world
		skill = make("Sink Skill", skill_name=f"急救{frappe.generate_hash(length=6)}").name
		far_grid = make_area("Grid", world.community)
		doctor = make_member(world.branch, skills=[{"skill": skill}])
		make_placed(doctor, world.community, far_grid)
		order = open_order(world.grid, skills=[{"skill": skill}])
		kind = "Weekend" if order.starts_on.weekday() >= 5 else "Workday"
		free = make_member(world.branch, times=[{"day_kind": kind, "from_time": "08:00", "to_time": "12:00"}])
		make_placed(free, world.community, world.grid)
		busy = self.people[0]
		other = open_order(world.community)
		self.claim(other, busy)
		with as_user(self.staff):
			rows = {row["member"]: row for row in suitable.suggestions(order.name)}
		self.assertEqual(set(rows), {each.name for each in (*self.people, doctor, free)})
		names = list(rows)
		self.assertEqual(names[-1], busy.name)
		self.assertLess(names.index(free.name), names.index(self.people[1].name))
		self.assertIn(skill, rows[doctor.name]["reason"])
		for member, words in (
			(free, "free then"),
			(free, "serves in this grid"),
			(busy, "has another order then"),
			(doctor, "has not served yet this year"),
		):
			self.assertIn(frappe._(words), rows[member.name]["reason"])
		self.assertIn("1", rows[busy.name]["reason"])

	def test_ord_07_who_served_without_an_order_has_served(self):
		order = open_order(self.world.grid)
		record = make_service_record(self.people[0], self.world.grid)
		frappe.db.set_value("Sink Service Record", record.name, "counted_year", order.starts_on.year)
		with as_user(self.staff):
			rows = {row["member"]: row["served"] for row in suitable.suggestions(order.name)}
		self.assertEqual((rows[self.people[0].name], rows[self.people[1].name]), (1, 0))

	def test_too_many_at_once_are_told_how_many_hold_it_now(self):
		order = make_order(self.world.grid)
		with as_user(self.staff), self.assertRaises(claiming.NoPlaceLeft) as refused:
			doors.dispatch(order.name, [each.name for each in self.people[:2]])
		words = frappe._("«{0}» wants {1} people and has {2}. Please raise «People Needed» or choose fewer.")
		self.assertEqual(str(refused.exception), words.format(order.title, 1, 0))

	def test_the_compound_counts_as_near(self):
		compound = make_area("Compound", self.world.community)
		grids = [make_area("Grid", compound), make_area("Grid", compound)]
		near = make_member(self.world.branch)
		make_placed(near, self.world.community, grids[0], compound=compound.name)
		order = open_order(grids[1])
		with as_user(self.staff):
			row = next(row for row in suitable.suggestions(order.name) if row["member"] == near.name)
		self.assertIn(frappe._("serves in this compound"), row["reason"])

	def test_times_hold_the_whole_service(self):
		monday = frappe.utils.get_datetime("2026-11-23 09:00:00")
		row = frappe._dict(day_kind="Workday", from_time="08:00:00", to_time="10:00:00")
		self.assertTrue(suitable.is_free([row], monday, monday + timedelta(hours=1)))
		self.assertFalse(suitable.is_free([row], monday, monday + timedelta(hours=2)))
		whole_day = frappe._dict(day_kind="Weekend", from_time=None, to_time=None)
		self.assertFalse(suitable.is_free([whole_day], monday, monday + timedelta(hours=1)))
		sunday = monday - timedelta(days=1)
		self.assertTrue(suitable.is_free([whole_day], sunday, sunday + timedelta(hours=1)))
