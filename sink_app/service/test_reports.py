"""办理时效 and 特长匹配率: what they count, and who sees how much of it."""

from datetime import timedelta

import frappe
from frappe.desk import query_report
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, now_datetime, nowdate

from sink_app.approvals import steps
from sink_app.service.orders import claiming
from sink_app.tests.factories import World, as_user, make, make_area, make_member, make_placed, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_server, open_order


class TestServiceReports(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.people = make_server(cls.world, 2)
		cls.skill = make("Sink Skill", skill_name=f"急救{frappe.generate_hash(length=6)}").name
		cls.doctor = make_member(cls.world.branch, skills=[{"skill": cls.skill}])
		make_placed(cls.doctor, cls.world.community, cls.world.grid)
		cls.officer = make_stand("Sink Street Officer", cls.world.street)

	def run_report(self, name, who, **filters):
		with as_user(who):
			return query_report.run(name, filters=filters, ignore_prepared_report=True)

	def row_of(self, name, who, **filters) -> dict:
		found = self.run_report(name, who, **filters)["result"]
		return next(row for row in found if row["node"] == self.world.community.name)

	def done(self, hours: int, due: int):
		order = open_order(self.world.community, due_on=add_days(nowdate(), due))
		claiming.claim(order.name, self.people[0].name)
		steps.take("Sink Order", order.name, "Confirm Service")
		moment = now_datetime() - timedelta(hours=hours)
		frappe.db.set_value("Sink Order", order.name, "creation", moment, update_modified=False)
		return order

	def test_ord_04_how_soon_orders_are_accepted_and_done(self):
		self.done(hours=2, due=1)
		self.done(hours=4, due=-1)
		open_order(self.world.community, due_on=add_days(nowdate(), -1))
		row = self.row_of("Sink Order Timeliness", self.world.secretary)
		self.assertEqual((row["orders"], row["completed"], row["overdue"]), (3, 2, 1))
		self.assertEqual((row["complete_hours"], row["accept_hours"], row["in_time"]), (3.0, 3.0, 50.0))

	def test_ord_07_places_that_ask_for_a_skill_and_who_takes_them(self):
		order = open_order(self.world.community, skills=[{"skill": self.skill}], head_count=2)
		for member in (self.doctor, self.people[0]):
			claiming.claim(order.name, member.name)
		claiming.claim(open_order(self.world.community).name, self.people[1].name)
		row = self.row_of("Sink Skill Use", self.world.secretary)
		self.assertEqual((row["places"], row["members"], row["asking"], row["matched"]), (3, 3, 2, 1))
		self.assertEqual(row["rate"], 50.0)

	def test_each_sees_what_lies_below(self):
		self.done(hours=1, due=1)
		elsewhere = make_stand("Sink Street Officer", make_area("Street", make_area("District")))
		for name in ("Sink Order Timeliness", "Sink Skill Use"):
			with self.subTest(name=name):
				self.assertTrue(self.row_of(name, self.officer))
				found = self.run_report(name, elsewhere, user="Administrator")["result"]
				self.assertEqual([row for row in found if isinstance(row, dict)], [])
