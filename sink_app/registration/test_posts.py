"""Whom posts suit, the table of proposals, and the reports on posts."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.registration.doctype.sink_post_proposal import sink_post_proposal as proposal
from sink_app.registration.posts import claiming, matching, proposals
from sink_app.registration.report.sink_balance_of_posts import sink_balance_of_posts as balance
from sink_app.registration.report.sink_grids_without_building_head import (
	sink_grids_without_building_head as grids,
)
from sink_app.registration.report.sink_posts_and_holders import sink_posts_and_holders as holders
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_area,
	make_member,
	make_placed,
	make_position,
	make_stand,
)

ASSIGNMENT = "Sink Position Assignment"


class TestPosts(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.skill = make("Sink Skill", skill_name=f"急救{frappe.generate_hash(length=6)}").name
		cls.doctor = cls.placed(skills=[{"skill": cls.skill}], wishes=[{"category": "政策宣传"}])
		cls.neighbour = cls.placed(times=[{"day_kind": "Weekend"}])
		cls.other = cls.placed(grid=make_area("Grid", cls.world.community))
		cls.clinic = make_position(
			cls.world.community, title="义诊岗", skills=[{"skill": cls.skill}], position_class="健康医疗"
		)
		cls.patrol = make_position(
			cls.world.community, title="巡逻岗", grid=cls.world.grid.name, day_kind="Weekend", headcount=2
		)

	@classmethod
	def placed(cls, grid=None, branch=None, **values):
		member = make_member(branch or cls.world.branch, **values)
		make_placed(member, cls.world.community, grid or cls.world.grid)
		return member

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def test_reg_12_members_who_suit_come_first_with_the_reason_and_nobody_is_hidden(self):
		with as_user(self.world.secretary):
			rows = matching.suggestions(self.clinic.name)
		self.assertEqual(
			{row["member"] for row in rows}, {self.doctor.name, self.neighbour.name, self.other.name}
		)
		self.assertEqual(rows[0]["member"], self.doctor.name)
		self.assertIn(self.skill, rows[0]["reason"])
		self.assertEqual([row["reason"] for row in rows[1:]], ["", ""])
		with as_user(self.world.secretary):
			rows = matching.suggestions(self.patrol.name)
		self.assertEqual(rows[0]["member"], self.neighbour.name)
		self.assertEqual([row["member"] for row in rows][-1], self.other.name)

	def test_reg_12_a_unit_is_offered_its_own_members_only(self):
		stranger = self.placed(branch=self.world.other_branch)
		with as_user(self.world.organizer):
			members = {row["member"] for row in matching.suggestions(self.clinic.name)}
		self.assertIn(self.doctor.name, members)
		self.assertNotIn(stranger.name, members)

	def proposed(self, user=None, **values):
		with as_user(user or self.world.organizer):
			doc = frappe.get_doc(
				{"doctype": "Sink Post Proposal", "organization": self.world.unit.name, **values}
			).insert()
			proposal.propose(doc.name)
			doc.reload()
			return doc

	def test_reg_12_one_table_proposes_a_post_for_each_member_without_one(self):
		held = self.placed()
		extra = make_position(self.world.community)
		with as_user(self.world.secretary):
			claiming.place(held.name, extra.name)
		doc = self.proposed()
		given = {row.member: row.position for row in doc.rows}
		self.assertNotIn(held.name, given)
		self.assertEqual(given[self.doctor.name], self.clinic.name)
		self.assertEqual(given[self.neighbour.name], self.patrol.name)
		self.assertEqual(given[self.other.name], self.patrol.name)
		self.assertIn(self.skill, next(row.reason for row in doc.rows if row.member == self.doctor.name))

	def test_reg_12_the_table_is_placed_in_one_go_and_says_what_was_refused(self):
		doc = self.proposed(self.world.secretary, organization=None, community=self.world.community.name)
		with as_user(self.world.secretary):
			row = next(row for row in doc.rows if row.member == self.other.name)
			row.position = self.clinic.name
			doc.save()
			proposal.place(doc.name)
			doc.reload()
		outcomes = {row.member: row.outcome for row in doc.rows}
		self.assertEqual(outcomes[self.doctor.name], "Placed")
		self.assertEqual(outcomes[self.other.name], "Refused")
		self.assertIn("义诊岗", next(row.sentence for row in doc.rows if row.member == self.other.name))
		self.assertEqual(
			(doc.status, frappe.db.count(ASSIGNMENT, {"position": self.clinic.name})), ("Placed", 1)
		)
		with as_user(self.world.secretary):
			proposal.place(doc.name)
		self.assertEqual(frappe.db.count(ASSIGNMENT, {"member": self.doctor.name}), 1)

	def test_reg_12_many_rows_go_to_a_worker_that_can_be_killed_and_started_again(self):
		doc = self.proposed(self.world.secretary, organization=None, community=self.world.community.name)
		with (
			as_user(self.world.secretary),
			patch.object(proposals, "INLINE", 0),
			patch.object(frappe, "enqueue") as queue,
		):
			proposal.place(doc.name)
		self.assertEqual(queue.call_args.kwargs["name"], doc.name)
		self.assertEqual(frappe.db.get_value("Sink Post Proposal", doc.name, "status"), "In the Queue")

		class Killed(Exception):
			pass

		settled = []

		def settle():
			settled.append(1)
			if len(settled) == 2:
				raise Killed

		with as_user(self.world.secretary):
			self.assertRaises(Killed, proposals.work, doc.name, settle)
			placed = frappe.db.count(ASSIGNMENT, {"community": self.world.community.name})
			self.assertEqual(placed, 1)
			proposals.work(doc.name, lambda: None)
		self.assertEqual(frappe.db.count(ASSIGNMENT, {"community": self.world.community.name}), len(doc.rows))

	def test_reg_12_no_post_is_proposed_more_often_than_it_wants_people(self):
		for _number in range(4):
			self.placed(skills=[{"skill": self.skill}])
		doc = self.proposed()
		self.assertEqual(sum(row.position == self.clinic.name for row in doc.rows), 1)
		self.assertEqual(sum(row.position == self.patrol.name for row in doc.rows), 2)

	def test_reg_22_posts_and_people_of_communities_stand_beside_one_another(self):
		with as_user(self.world.secretary):
			claiming.place(self.doctor.name, self.clinic.name)
			_columns, rows = balance.execute({})
		row = next(row for row in rows if row["community"] == self.world.community.title)
		self.assertEqual(
			[row[field] for field in ("posts", "wanted", "taken", "left", "members", "holders", "without")],
			[2, 3, 1, 2, 3, 1, 2],
		)
		with as_user(make_stand("Sink Community Secretary", self.world.far_community)):
			_columns, rows = balance.execute({})
		self.assertNotIn(self.world.community.title, [row["community"] for row in rows])

	def test_reg_23_posts_and_who_holds_them_for_the_community_and_the_unit(self):
		with as_user(self.world.secretary):
			claiming.place(self.doctor.name, self.clinic.name)
		for user in (self.world.secretary, self.world.organizer):
			with as_user(user):
				_columns, rows = holders.execute({})
			by_post = {row["post"]: row.get("member_name") for row in rows}
			self.assertEqual(by_post, {"义诊岗": self.doctor.member_name, "巡逻岗": None})
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			_columns, rows = holders.execute({"community": self.world.community.name})
		self.assertEqual([row.get("member_name") for row in rows], [None, None])

	def test_reg_23_grids_without_a_building_head(self):
		def missing(user):
			with as_user(user):
				_columns, rows = grids.execute({})
			return [row["grid"] for row in rows]

		self.assertIn(self.world.grid.area_name, missing(self.world.secretary))
		with as_user(self.world.secretary):
			about = {
				"kind": "Building Head",
				"member": self.doctor.name,
				"community": self.world.community.name,
			}
			claiming.file(frappe.get_doc({"doctype": ASSIGNMENT, **about}))
		self.assertNotIn(self.world.grid.area_name, missing(self.world.secretary))
		far = make_stand("Sink Community Secretary", self.world.far_community)
		self.assertNotIn(self.world.grid.area_name, missing(far))
