import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, nowdate

from sink_app.access import stands
from sink_app.organization import supervision
from sink_app.organization.doctype.sink_supervision_group import sink_supervision_group as controller
from sink_app.tests.factories import World, as_user, make, make_stand, make_user, root_of


class TestSinkSupervisionGroup(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def group(self, users, units=None, **values):
		return make(
			"Sink Supervision Group",
			title="督导组",
			organization=root_of("Sink Organization"),
			units=[{"organization": unit.name} for unit in units or (self.world.unit, self.world.other_unit)],
			members=[{"group_role": "Group Member", "person_name": "甲", "user": user} for user in users],
			**{"from_date": nowdate(), "to_date": add_days(nowdate(), 30), **values},
		)

	def places(self, user) -> set[str]:
		return {stand.node for stand in stands.active(user)}

	def test_one_click_lets_members_look_at_the_units_until_the_group_ends(self):
		user = make_user()
		group = self.group([user, None])
		self.assertEqual(self.places(user), set())
		self.assertEqual(group.give_stands()["given"], 2)
		self.assertEqual(self.places(user), {self.world.unit.name, self.world.other_unit.name})
		kept = frappe.get_doc("Sink Stand", {"supervision_group": group.name})
		self.assertEqual((kept.role, getdate(kept.to_date)), (supervision.ROLE, getdate(group.to_date)))
		with as_user(user):
			self.assertTrue(frappe.get_list("Sink Organization", filters={"name": self.world.unit.name}))
			with self.assertRaises(frappe.PermissionError):
				frappe.get_list("Sink Member")

	def test_stands_follow_the_group(self):
		stays, leaves = make_user(), make_user()
		group = self.group([stays, leaves], from_date=add_days(nowdate(), -10))
		group.give_stands()
		group.set("members", [row for row in group.members if row.user != leaves])
		group.set("units", group.units[:1])
		group.save()
		self.assertEqual(self.places(stays), {self.world.unit.name})
		self.assertEqual(self.places(leaves), set())
		group.to_date = add_days(nowdate(), -1)
		group.save()
		self.assertEqual(self.places(stays), set())

	def test_giving_again_gives_nothing_twice(self):
		user = make_user()
		group = self.group([user])
		group.give_stands()
		group.give_stands()
		self.assertEqual(len(supervision.stands_of(group.name)), 2)

	def test_a_group_taken_away_takes_its_stands(self):
		user = make_user()
		group = self.group([user])
		group.give_stands()
		group.delete()
		self.assertEqual(self.places(user), set())

	def test_nobody_twice(self):
		user = make_user()
		with self.assertRaises(controller.NamedTwice):
			self.group([user, user])
		with self.assertRaises(controller.NamedTwice):
			self.group([user], units=[self.world.unit, self.world.unit])

	def test_a_district_gives_no_such_stands(self):
		group = self.group([make_user()])
		organizer = make_stand("Sink District Organizer", self.world.district)
		with as_user(organizer), self.assertRaises(frappe.PermissionError):
			frappe.get_doc("Sink Supervision Group", group.name).give_stands()
