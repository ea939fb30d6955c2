import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.pdf import documents
from sink_app.personal import consents, vault
from sink_app.registration import identity
from sink_app.tests.factories import World, as_user, make, make_placed


class TestIdentity(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.placed = make_placed(self.world.member, self.world.community, self.world.grid)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def test_pub_03_a_badge_is_printed_for_who_agreed_to_show_the_identity(self):
		card = identity.sink_identity_card(self.placed)
		self.assertIn(frappe._("Identity Shown"), card.refusal)
		self.placed.db_set("identity_shown", 1)
		card = identity.sink_identity_card(self.placed)
		self.assertEqual((card.refusal, card.name), ("", self.world.member.member_name))
		self.assertIn(self.world.unit.org_name, [text for _label, text in card.facts])
		with as_user(self.world.member_user):
			pdf = documents.of_document("Sink Registration", self.placed.name, "Sink Identity Badge")
		self.assertTrue(pdf.startswith(b"%PDF"))
		self.placed.db_set("workflow_state", "Draft")
		self.assertTrue(identity.sink_identity_card(self.placed).refusal)

	def test_pub_03_a_door_plate_shows_a_number_only_with_consent(self):
		head = make(
			"Sink Position Assignment",
			kind="Building Head",
			member=self.world.member.name,
			grid=self.world.grid.name,
			community=self.world.community.name,
			registration=self.placed.name,
		)
		self.assertTrue(identity.sink_identity_card(head).refusal)
		self.placed.db_set("identity_shown", 1)
		number = vault.number_of("Sink Member", self.world.member.name, "mobile")
		self.assertNotIn(number, [text for _label, text in identity.sink_identity_card(head).facts])
		if not consents.notice_in_force(identity.CONTACT):
			make(
				"Sink Privacy Notice",
				purpose=identity.CONTACT,
				title="公开联系方式",
				text="在楼栋公开",
				in_force_from="2020-01-01",
			)
		consents.give(self.world.member.name, identity.CONTACT, consents.PAPER)
		self.assertIn(number, [text for _label, text in identity.sink_identity_card(head).facts])
