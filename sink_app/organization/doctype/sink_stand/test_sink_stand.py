import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import query, stands
from sink_app.organization.accounts import OFFICE_PROFILE
from sink_app.organization.doctype.sink_stand import choices
from sink_app.organization.doctype.sink_stand import sink_stand as controller
from sink_app.organization.periods import EndsBeforeStart
from sink_app.tests.factories import (
	World,
	as_user,
	make_area,
	make_member,
	make_stand,
	make_user,
	root_of,
)


class TestSinkStand(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def grant(self, grantor, role, **node):
		with as_user(grantor):
			return frappe.get_doc(
				{"doctype": "Sink Stand", "user": make_user(), "role": role, **node}
			).insert()

	def test_a_stand_brings_its_role_and_the_office_sidebar(self):
		user = make_user()
		make_stand("Sink Grid Worker", self.world.grid, user=user)
		account = frappe.get_doc("User", user)
		self.assertIn("Sink Grid Worker", [row.role for row in account.roles])
		self.assertEqual(account.module_profile, OFFICE_PROFILE)

	def test_one_node_and_one_of_the_apps_roles(self):
		world = self.world
		both = {"area": world.community.name, "organization": world.unit.name}
		for node in ({}, both):
			self.assertRaises(controller.OneNodeOnly, self.grant, "Administrator", "Sink Grid Worker", **node)
		self.assertRaises(
			controller.NotASinkRole, self.grant, "Administrator", "System Manager", area=world.community.name
		)

	def test_a_place_that_nothing_is_filed_under_is_refused(self):
		compound = make_area("Compound", self.world.community)
		for place in (compound, make_area("Building", self.world.grid)):
			with self.assertRaises(controller.PlaceOpensNothing):
				self.grant("Administrator", "Sink Grid Worker", area=place.name)
		self.assertTrue(self.grant("Administrator", "Sink City Organizer", area=root_of("Sink Area")))

	def test_a_stand_kept_on_a_building_opens_nothing(self):
		"""Places change their level; a stand that reached a community shall not reach the city then."""
		user = make_stand("Sink Community Secretary", self.world.neighbour)
		frappe.db.set_value("Sink Area", self.world.neighbour.name, "level", "Building")
		stands.forget()
		self.assertEqual(query.condition("Sink Registration", user), query.NOTHING)

	def test_a_district_organizer_grants_below_their_district_only(self):
		world = self.world
		organizer = make_stand("Sink District Organizer", world.district)
		granted = self.grant(organizer, "Sink Community Staff", area=world.community.name)
		self.assertTrue(granted.name)
		with self.assertRaises(frappe.PermissionError):
			self.grant(organizer, "Sink Community Staff", area=world.far_community.name)
		with self.assertRaises(controller.GrantsTooMuch):
			self.grant(organizer, "Sink City Organizer", area=world.community.name)

	def test_a_revoked_stand_counts_no_more(self):
		user = make_stand("Sink Community Secretary", self.world.community)
		stand = frappe.get_doc("Sink Stand", {"user": user})
		with as_user(user):
			self.assertTrue(frappe.get_list("Sink Stand", filters={"user": user}))
		stand.delete()
		with as_user(user):
			self.assertFalse(frappe.get_list("Sink Stand", filters={"user": user}))

	def test_dates_run_forward(self):
		with self.assertRaises(EndsBeforeStart):
			make_stand("Sink Grid Worker", self.world.grid, from_date="2026-05-02", to_date="2026-05-01")

	def test_the_form_offers_the_roles_that_one_may_give(self):
		def offered(user, text=""):
			with as_user(user):
				return {row[0] for row in choices.roles("Role", text, "name", 0, 50)}

		district = offered(make_stand("Sink District Organizer", self.world.district))
		self.assertEqual(district, set(controller.OPEN_TO_SCOPED_GRANTORS))
		manager = make_stand("Sink Platform Manager", frappe.get_doc("Sink Area", root_of("Sink Area")))
		self.assertIn("Sink District Organizer", offered(manager))
		self.assertNotIn("Sink Member", offered(manager))
		self.assertEqual(offered(manager, "grid"), {"Sink Grid Worker"})
		with self.assertRaises(frappe.PermissionError):
			offered(self.world.member_user)

	def test_the_form_finds_new_accounts_and_those_of_ones_own_place(self):
		def found(user, text):
			with as_user(user):
				return {row[0] for row in choices.users("User", text, "name", 0, 50)}

		new, near, far = make_user(), self.world.secretary, make_user()
		make_stand("Sink Community Secretary", self.world.far_community, user=far)
		organizer = make_stand("Sink District Organizer", self.world.district)
		stranger = make_member(self.world.other_branch, user=make_user("Sink Member")).user
		for user, is_found in ((new, True), (near, True), (far, False), (stranger, False)):
			# a part of the name
			self.assertEqual(user in found(organizer, user.split("@")[0][:-2]), is_found)
		self.assertEqual(found(organizer, far), {far})
		with self.assertRaises(frappe.PermissionError):
			found(self.world.member_user, new)
