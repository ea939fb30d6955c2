import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.service.report.sink_people_led_along.sink_people_led_along import execute
from sink_app.tests.factories import World, as_user, make_activity


class TestPeopleLedAlong(FrappeTestCase):
	def tearDown(self):
		frappe.set_user("Administrator")

	def test_pub_04_members_volunteers_and_residents_who_took_part(self):
		world = World()
		held = make_activity(world.grid)
		held.db_set({"workflow_state": "Activity Held", "signed_up": 4, "volunteers": 6, "residents": 10})
		make_activity(world.grid).db_set({"residents": 100})
		year = frappe.utils.getdate(held.starts_on).year
		with as_user(world.secretary):
			rows = execute({"year": year, "by": "Community"})[1]
		row = next(row for row in rows if row.node == world.community.name)
		self.assertEqual((row.activities, row.members, row.led, row.a_member), (1, 4, 16, 4.0))
		fields = {field.fieldname for field in frappe.get_meta("Sink Activity").fields}
		self.assertLessEqual({"volunteers", "residents"}, fields)
