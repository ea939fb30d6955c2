import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import inbox, steps
from sink_app.registration import places
from sink_app.registration.doctype.sink_position_assignment import sink_position_assignment as controller
from sink_app.registration.posts import claiming
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_area,
	make_member,
	make_placed,
	make_position,
	make_registration,
	make_stand,
	make_user,
)

DOCTYPE = "Sink Position Assignment"


class TestSinkPositionAssignment(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.placed = make_placed(cls.world.member, cls.world.community, cls.world.grid)
		cls.building = make_area("Building", cls.world.grid)

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def claim(self, position=None, **values):
		position = position or make_position(self.world.community, **values)
		with as_user(self.world.member_user):
			return claiming.claim(self.world.member.name, position.name), position

	def take(self, user, assignment, action, **kwargs):
		with as_user(user):
			return steps.take(DOCTYPE, assignment.name, action, **kwargs)

	def given_post(self) -> str | None:
		return frappe.db.get_value("Sink Registration", self.placed.name, "given_post")

	def test_reg_23_a_member_claims_a_post_and_the_community_confirms_it(self):
		claimed, position = self.claim(title="政策宣传岗")
		self.assertEqual((claimed.workflow_state, claimed.way), ("Post Claimed", "Claimed by the Member"))
		self.assertEqual((claimed.registration, claimed.grid), (self.placed.name, self.world.grid.name))
		self.assertFalse(self.given_post())
		confirmed = self.take(self.world.secretary, claimed, "Confirm Post")
		self.assertEqual(confirmed.workflow_state, "Post Confirmed")
		self.assertEqual(self.given_post(), "政策宣传岗")
		ended = self.take(self.world.secretary, confirmed, "End Post", reason="岗位调整")
		self.assertFalse(self.given_post())
		position.reload()
		ended.reload()
		self.assertEqual((position.taken, position.status, ended.end_reason), (0, "Vacant", "岗位调整"))
		self.assertTrue(ended.to_date)

	def test_a_post_is_given_by_the_community_in_one_go_and_proposed_by_a_unit(self):
		first, second = make_position(self.world.community), make_position(self.world.community)
		with as_user(self.world.secretary):
			placed = claiming.place(self.world.member.name, first.name, "特长相符")
		self.assertEqual((placed.workflow_state, placed.way), ("Post Confirmed", "Placed by the Office"))
		with as_user(self.world.organizer):
			proposed = claiming.place(self.world.member.name, second.name)
		self.assertEqual(proposed.workflow_state, "Post Claimed")

	def test_head_count_is_never_passed_and_a_seat_comes_free_again(self):
		claimed, position = self.claim(headcount=1)
		other = make_member(self.world.branch)
		make_placed(other, self.world.community, self.world.grid)
		about = {"doctype": DOCTYPE, "member": other.name, "position": position.name}
		self.assertRaises(controller.HeadcountReached, frappe.get_doc(about).insert)
		self.take(self.world.member_user, claimed, "Give Up Post")
		frappe.get_doc(about).insert()
		position.reload()
		self.assertEqual(position.taken, 1)
		frappe.get_doc(DOCTYPE, {"position": position.name, "member": other.name}).delete()
		position.reload()
		self.assertEqual((position.taken, position.status), (0, "Vacant"))

	def test_nobody_holds_a_post_twice_but_may_take_it_again(self):
		claimed, position = self.claim(headcount=5)
		with self.assertRaises(controller.HeldAlready):
			self.claim(position)
		self.take(self.world.member_user, claimed, "Give Up Post")
		again, _position = self.claim(position)
		self.assertEqual(again.workflow_state, "Post Claimed")

	def test_registration_comes_first(self):
		stranger = make_member(self.world.branch)
		make_registration(stranger, self.world.community)
		position = make_position(self.world.community)
		with self.assertRaises(controller.NotPlacedYet):
			make(DOCTYPE, member=stranger.name, position=position.name)

	def test_a_closed_or_past_post_takes_nobody(self):
		for values in ({"status": "Closed"}, {"from_date": "2026-01-01", "to_date": "2026-01-31"}):
			with self.assertRaises(controller.PostNotOpen):
				self.claim(**values)

	def test_nobody_confirms_their_own_claim(self):
		own = make_member(self.world.branch, user=make_user("Sink Member"))
		make_placed(own, self.world.community, self.world.grid)
		make_stand("Sink Community Secretary", self.world.community, user=own.user)
		position = make_position(self.world.community)
		with as_user(own.user):
			claimed = claiming.claim(own.name, position.name)
			self.assertEqual(claimed.workflow_state, "Post Claimed")
			with self.assertRaises(steps.StepNotOpen):
				steps.take(DOCTYPE, claimed.name, "Confirm Post")

	def test_a_claim_waits_for_the_community_and_is_declined_with_a_reason(self):
		claimed, _position = self.claim()
		with as_user(self.world.secretary):
			waiting = [row["name"] for row in inbox.rows(DOCTYPE)["rows"]]
		self.assertIn(claimed.name, waiting)
		with self.assertRaises(steps.ReasonMissing):
			self.take(self.world.secretary, claimed, "Decline Post")
		declined = self.take(self.world.secretary, claimed, "Decline Post", reason="已有人选")
		declined.reload()
		self.assertEqual((declined.workflow_state, declined.end_reason), ("Post Ended", "已有人选"))

	def head(self, **values):
		values = {"kind": "Building Head", "community": self.world.community.name, **values}
		with as_user(self.world.secretary):
			return claiming.file(
				frappe.get_doc({"doctype": DOCTYPE, "member": self.world.member.name, **values})
			)

	def test_reg_23_team_26_one_building_head_a_grid_and_a_building_at_a_time(self):
		head = self.head(building=self.building.name)
		self.assertEqual((head.workflow_state, head.post_title), ("Post Confirmed", "楼栋长"))
		self.assertEqual((head.grid, self.given_post()), (self.world.grid.name, "楼栋长"))
		self.head()
		other = make_member(self.world.branch)
		make_placed(other, self.world.community, self.world.grid)
		with self.assertRaises(controller.HeldAlready):
			self.head(member=other.name, building=self.building.name)
		with self.assertRaises(controller.HeldAlready):
			self.head(member=other.name)
		self.take(self.world.secretary, head, "End Post", reason="任期届满")
		self.head(member=other.name, building=self.building.name)

	def test_team_27_whoever_recommends_a_head_says_why(self):
		words = "政治素质高、服务意识强、工作作风扎实"
		head = self.head(recommended_by=self.world.unit.name, recommendation=words)
		head.reload()
		self.assertEqual((head.recommended_by, head.recommendation), (self.world.unit.name, words))

	def test_a_building_head_belongs_to_a_grid_of_the_community(self):
		frappe.db.set_value("Sink Registration", self.placed.name, "grid", None)
		elsewhere = make_area("Grid", self.world.neighbour)
		about = {"kind": "Building Head", "member": self.world.member.name}
		with self.assertRaises(places.WrongArea):
			make(DOCTYPE, community=self.world.community.name, grid=elsewhere.name, **about)
		with self.assertRaises(controller.GridMissing):
			self.head()

	def test_a_post_typed_while_accepting_becomes_an_assignment(self):
		position = make_position(self.world.community, title="文明劝导岗")
		member = make_member(self.world.branch, user=make_user("Sink Member"))
		made = make_registration(member, self.world.community)
		steps.take("Sink Registration", made.name, "Forward to Community")
		with as_user(self.world.secretary):
			made.reload()
			made.update({"grid": self.world.grid.name, "given_post": "文明劝导岗"})
			made.save()
			steps.take("Sink Registration", made.name, "Accept into Grid")
		assignment = frappe.get_doc(DOCTYPE, {"registration": made.name})
		self.assertEqual((assignment.position, assignment.workflow_state), (position.name, "Post Confirmed"))
		made.reload()
		with as_user(self.world.secretary):
			made.given_post = "别的岗位"
			made.save()
		self.assertEqual(made.given_post, "文明劝导岗")

	def test_posts_end_with_the_registration_they_rest_on(self):
		claimed, position = self.claim(title="助老岗")
		self.take(self.world.secretary, claimed, "Confirm Post")
		registration = frappe.get_doc("Sink Registration", self.placed.name)
		registration.db_set("workflow_state", "Returned")
		step = frappe._dict(from_state="Placed in Grid", to_state="Returned", reason=None)
		registration.run_method("after_approval_step", step)
		claimed.reload()
		position.reload()
		self.assertEqual((claimed.workflow_state, position.taken), ("Post Ended", 0))
		self.assertIn(frappe._("Returned"), claimed.end_reason)
		self.assertEqual(self.given_post(), "助老岗")
		self.assertEqual(steps.history(DOCTYPE, claimed.name)[-1]["to_state"], "Post Ended")

	def test_a_text_that_names_no_post_stays_a_text(self):
		member = make_member(self.world.branch)
		made = make_registration(member, self.world.community)
		steps.take("Sink Registration", made.name, "Forward to Community")
		with as_user(self.world.secretary):
			made.reload()
			made.update({"grid": self.world.grid.name, "given_post": "临时帮忙"})
			made.save()
			steps.take("Sink Registration", made.name, "Accept into Grid")
		self.assertFalse(frappe.db.exists(DOCTYPE, {"registration": made.name}))
		self.assertEqual(frappe.db.get_value("Sink Registration", made.name, "given_post"), "临时帮忙")

	def test_who_sees_it(self):
		claimed, _position = self.claim()
		world = self.world
		readers = {
			world.member_user: True,
			world.organizer: True,
			world.secretary: True,
			make_stand("Sink Branch Secretary", world.branch): True,
			make_stand("Sink Community Secretary", world.neighbour): False,
			make_stand("Sink Unit Organizer", world.other_unit): False,
		}
		for user, sees in readers.items():
			with self.subTest(user=user), as_user(user):
				listed = frappe.get_list(DOCTYPE, pluck="name", limit_page_length=0)
				self.assertEqual(claimed.name in listed, sees)

	def test_a_unit_places_no_members_of_another(self):
		stranger = make_member(self.world.other_branch)
		make_placed(stranger, self.world.community, self.world.grid)
		position = make_position(self.world.community)
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			claiming.place(stranger.name, position.name)
