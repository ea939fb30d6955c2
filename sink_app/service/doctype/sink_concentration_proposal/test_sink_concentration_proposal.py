import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.registration import counts
from sink_app.service.concentration import proposing
from sink_app.service.doctype.sink_concentration_proposal import sink_concentration_proposal as controller
from sink_app.tests.factories import World, as_user, make_area, make_member, make_placed, make_stand

DOCTYPE, REALLOCATION = "Sink Concentration Proposal", "Sink Reallocation"


class TestSinkConcentrationProposal(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.officer = make_stand("Sink Street Officer", cls.world.street)

	def setUp(self):
		frappe.db.savepoint("before_test")
		world = self.world
		# 500 for every 3000 households: two for twelve
		world.community.db_set("households", 12)
		world.neighbour.db_set("households", 60)
		self.far = make_area("Community", make_area("Street", world.district), households=60)
		homes = [None, None, self.far, world.neighbour, world.community]
		for home in homes:
			member = make_member(world.branch, home_area=home and home.name)
			make_placed(member, world.community, world.grid)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def propose(self, area=None):
		with as_user(self.officer):
			return frappe.get_doc({"doctype": DOCTYPE, "area": (area or self.world.street).name}).insert()

	def test_reg_20_the_fewest_move_and_the_nearest_first(self):
		self.assertTrue(counts.concentration_of(self.world.community.name).is_flagged)
		proposal = self.propose()
		self.assertEqual((proposal.flagged, proposal.excess, proposal.moved), (1, 3, 3))
		went = sorted((row.to_community, row.reason) for row in proposal.moves)
		self.assertEqual(
			went,
			sorted(
				[
					(self.far.name, frappe._("Lives there")),
					(self.world.neighbour.name, frappe._("Lives there")),
					(self.world.neighbour.name, frappe._("In the same street")),
				]
			),
		)
		self.assertIn("OPTIMAL", proposal.solver_words)
		self.assertFalse(proposal.left_over)

	def test_reg_21_a_proposal_becomes_reallocations_once(self):
		proposal = self.propose()
		with as_user(self.officer):
			self.assertEqual(controller.draft(proposal.name), 2)
			self.assertRaises(controller.DraftedAlready, controller.draft, proposal.name)
		proposal.reload()
		drafts = {row.reallocation for row in proposal.moves}
		self.assertEqual(sum(len(frappe.get_doc(REALLOCATION, name).members) for name in drafts), 3)
		self.assertEqual(
			{frappe.db.get_value(REALLOCATION, name, "workflow_state") for name in drafts}, {"Draft"}
		)

	def test_nothing_flagged_and_no_street(self):
		with self.assertRaises(controller.NotAStreet):
			self.propose(self.world.community)
		self.world.community.db_set("households", 3000)
		with self.assertRaises(proposing.NothingFlagged):
			self.propose()

	def test_where_nobody_may_move_the_rest_is_told(self):
		self.world.neighbour.db_set("households", 0)
		self.far.db_set("households", 7)
		proposal = self.propose()
		self.assertEqual(proposal.moved, 1)
		self.assertIn(self.world.community.title, proposal.left_over)

	def test_another_street_neither_sees_nor_moves_anybody(self):
		proposal = self.propose()
		with as_user(make_stand("Sink Street Officer", self.world.far_district)):
			self.assertFalse(frappe.has_permission(DOCTYPE, "read", doc=proposal))
			for door in (controller.propose, controller.draft):
				self.assertRaises(frappe.PermissionError, door, proposal.name)
		proposal.reload()
		self.assertEqual((proposal.status, len(proposal.moves)), (controller.PROPOSED, 3))
		self.assertFalse(any(row.reallocation for row in proposal.moves))

	def test_a_stranger_is_told_nothing_of_a_proposal(self):
		"""Neither that nobody has to move any more, nor that it has become reallocations."""
		proposal = self.propose()
		with as_user(self.officer):
			controller.draft(proposal.name)
		self.world.community.db_set("households", 3000)
		with as_user(make_stand("Sink Street Officer", self.world.far_district)):
			for door in (controller.propose, controller.draft):
				self.assertRaises(frappe.PermissionError, door, proposal.name)

	def test_what_has_become_reallocations_is_not_worked_out_anew(self):
		proposal = self.propose()
		with as_user(self.officer):
			controller.draft(proposal.name)
			self.assertRaises(controller.DraftedAlready, controller.propose, proposal.name)

	def test_reg_20_a_proposal_is_worked_out_anew_from_how_things_stand(self):
		proposal = self.propose()
		self.world.community.db_set("households", 18)
		with as_user(self.officer):
			controller.propose(proposal.name)
		proposal.reload()
		self.assertEqual((proposal.excess, proposal.moved, len(proposal.moves)), (2, 2, 2))
