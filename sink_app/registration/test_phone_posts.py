"""我的岗位 and 我的承诺 as the phone asks for them."""

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.registration import phone, phone_chain, phone_commitments, phone_posts
from sink_app.tests.factories import World, as_user, make, make_member, make_placed, make_position, make_stand

COMMITMENT = "Sink Commitment"


class TestPhonePosts(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.skill = make("Sink Skill", skill_name=f"养护{frappe.generate_hash(length=6)}").name
		make_placed(cls.world.member, cls.world.community, cls.world.grid)
		cls.plain = make_position(cls.world.community, title="甲岗", contact_phone="027-81970001")
		cls.fitting = make_position(cls.world.community, title="乙岗", skills=[{"skill": cls.skill}])
		make_position(cls.world.community, title="已关岗", status="Closed")
		cls.elsewhere = make_position(cls.world.neighbour, title="外岗")
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)

	def setUp(self):
		frappe.db.savepoint("before_test")
		frappe.set_user(self.world.member_user)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		frappe.clear_messages()

	def test_reg_23_posts_of_ones_own_community_are_offered_those_that_fit_first(self):
		with as_user("Administrator"):
			member = frappe.get_doc("Sink Member", self.world.member.name)
			member.append("skills", {"skill": self.skill})
			member.save()
		page = phone_posts.posts()
		self.assertEqual([post["title"] for post in page["posts"]], ["乙岗", "甲岗"])
		self.assertIn(self.skill, page["posts"][0]["reason"])
		self.assertEqual(phone.home()["posts"]["open"], 2)

	def test_a_claim_is_held_at_once_and_shows_whom_to_call(self):
		page = phone_posts.claim(self.plain.name)
		self.assertEqual([post["title"] for post in page["held"]], ["甲岗"])
		self.assertIn("027-81970001", page["held"][0]["contact"])
		self.assertNotIn("甲岗", [post["title"] for post in page["posts"]])
		self.assertNotIn("027-81970001", frappe.as_json(page["posts"]))
		held = page["held"][0]
		page = phone_posts.give_up(held["name"], held["seen_state"])
		self.assertEqual(page["held"], [])

	def test_a_full_post_comes_last_and_names_its_holder_as_the_office_chose(self):
		other = self.taken_by_another()
		last = phone_posts.posts()["posts"][-1]
		self.assertEqual((last["title"], last["left"]), ("甲岗", 0))
		self.assertEqual(last["holders"], f"{other.member_name[0]}同志")

	def taken_by_another(self):
		with as_user("Administrator"):
			other = make_member(self.world.branch)
			make_placed(other, self.world.community, self.world.grid)
			made = make("Sink Position Assignment", member=other.name, position=self.plain.name)
			steps.take("Sink Position Assignment", made.name, "Confirm Post")
		return other

	def test_posts_of_other_communities_are_not_to_be_had(self):
		with self.assertRaises(phone_posts.NotYourCommunity):
			phone_posts.claim(self.elsewhere.name)

	def write(self, items, action=None):
		page = phone_commitments.commitment_page(self.world.community.name)
		values = {COMMITMENT: {"items": items}}
		return phone_commitments.save_commitment(self.world.community.name, values, page["seen"], action)

	def test_cmt_04_a_line_taken_over_from_a_post_points_at_it(self):
		phone_posts.claim(self.plain.name)
		page = phone_commitments.commitment_page(self.world.community.name)
		offered = page["values"][COMMITMENT]["items"]
		self.assertIn("甲岗", offered[0]["promise"])
		self.write([*offered, {"promise": "另加一条", "due": offered[0]["due"]}])
		doc = frappe.get_last_doc(COMMITMENT, {"member": self.world.member.name})
		self.assertEqual([bool(row.source) for row in doc.items], [True, False])
		self.assertEqual(doc.items[0].source_type, "Sink Position Assignment")

	def test_cmt_01_written_sent_on_its_way_and_kept_on_the_phone(self):
		due = f"{frappe.utils.nowdate()[:4]}-12-31"
		page = self.write([{"promise": "每月护绿", "measure": "每月一次", "due": due}], "Submit Promise")
		self.assertFalse(page["may_edit"])
		self.assertEqual(page["state"], frappe._("Promise in Review"))
		name = frappe.db.get_value(COMMITMENT, {"member": self.world.member.name})
		for user, action in (
			(self.branch_secretary, "Approve Promise"),
			(self.world.secretary, "Begin to Keep"),
		):
			with as_user(user):
				steps.take(COMMITMENT, name, action)
		page = phone_commitments.commitment_page(self.world.community.name)
		told = {page["items"][0]["name"]: {"state": "Fulfilled", "outcome": "已完成12次"}}
		page = phone_commitments.tell_outcomes(
			self.world.community.name, told, page["seen"], "Hand In for Judgement"
		)
		self.assertEqual(page["state"], frappe._("Promise Being Judged"))
		self.assertEqual(phone.home()["commitments"][0]["fulfilment"], 100)

	def test_a_late_click_changes_nothing(self):
		due = f"{frappe.utils.nowdate()[:4]}-12-31"
		page = phone_commitments.commitment_page(self.world.community.name)
		self.write([{"promise": "先写的", "due": due}])
		values = {COMMITMENT: {"items": [{"promise": "后写的", "due": due}]}}
		with self.assertRaises(phone_chain.ChangedMeanwhile):
			phone_commitments.save_commitment(self.world.community.name, values, page["seen"])

	def test_no_commitment_without_a_promise_and_none_where_one_is_not_placed(self):
		with self.assertRaises(frappe.ValidationError):
			self.write([])
		with self.assertRaises(phone_commitments.NotYourCommunity):
			phone_commitments.commitment_page(self.world.neighbour.name)
