from datetime import date
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.registration.commitments import sources
from sink_app.registration.doctype.sink_commitment import sink_commitment as controller
from sink_app.registration.doctype.sink_commitment_settings.sink_commitment_settings import DayInvalid
from sink_app.registration.posts import claiming
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_commitment,
	make_member,
	make_placed,
	make_position,
	make_stand,
)

DOCTYPE = "Sink Commitment"


class TestSinkCommitment(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)
		cls.year = int(frappe.utils.nowdate()[:4])

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def promise(self, **values):
		with as_user(self.world.member_user):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"committer_kind": "Party Member",
					"member": self.world.member.name,
					"community": self.world.community.name,
					"items": [
						{"promise": "每月参加一次清洁家园", "due": f"{self.year}-12-31"},
						{
							"promise": "联系两户困难家庭",
							"measure": "每季度上门一次",
							"due": f"{self.year}-12-31",
						},
					],
					**values,
				}
			).insert()

	def take(self, user, doc, action, **kwargs):
		with as_user(user):
			return steps.take(DOCTYPE, doc.name, action, **kwargs)

	def published(self, **values):
		doc = self.promise(**values)
		self.take(self.world.member_user, doc, "Submit Promise")
		return self.take(self.branch_secretary, doc, "Approve Promise")

	def being_kept(self):
		return self.take(self.world.secretary, self.published(), "Begin to Keep")

	def mark(self, doc, *states, outcome="已完成"):
		with as_user(self.world.member_user):
			doc.reload()
			for row, state in zip(doc.items, states, strict=True):
				row.update({"state": state, "outcome": outcome})
			return doc.save()

	def test_cmt_01_a_member_promises_and_it_walks_its_chain_to_the_end(self):
		doc = self.being_kept()
		self.assertTrue(frappe.db.get_value(DOCTYPE, doc.name, "published_on"))
		self.mark(doc, "Fulfilled", "Not Fulfilled", outcome="因病未能完成")
		self.assertEqual(frappe.db.get_value(DOCTYPE, doc.name, "fulfilment"), 50)
		self.take(self.world.member_user, doc, "Hand In for Judgement")
		with self.assertRaises(controller.RatingMissing):
			self.take(self.world.secretary, doc, "Judge and Close")
		with as_user(self.world.secretary):
			doc.reload()
			doc.update({"rating": "基本满意", "judgement": "总体较好"})
			doc.save()
		closed = self.take(self.world.secretary, doc, "Judge and Close")
		closed.reload()
		self.assertEqual((closed.workflow_state, closed.rating), ("Promise Closed", "基本满意"))
		self.assertTrue(closed.judged_on)

	def test_cmt_01_a_unit_promises_what_its_members_have_claimed(self):
		world = self.world
		make_placed(world.member, world.community, world.grid)
		position = make_position(world.community, title="护绿岗", duties="每周一次护绿")
		with as_user(world.secretary):
			claiming.place(world.member.name, position.name)
		doc = frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"committer_kind": "Party Organization",
				"organization": world.unit.name,
				"community": world.community.name,
				"year": self.year,
			}
		)
		with as_user(world.organizer):
			offered = sources.offered(doc)
			self.assertEqual([item["source"] for item in offered], [position.name])
			self.assertIn("护绿岗", offered[0]["promise"])
			doc.update({"items": offered})
			doc.insert()
			self.assertEqual(doc.committer_name, world.unit.org_name)
			steps.take(DOCTYPE, doc.name, "Submit Promise")
			with self.assertRaises(steps.SelfApproval):
				steps.take(DOCTYPE, doc.name, "Approve Promise")
		reviewed = self.take(world.secretary, doc, "Approve Promise")
		self.assertEqual(reviewed.workflow_state, "Promise on Display")

	def test_cmt_03_a_work_team_promises(self):
		frappe.get_doc("Sink Commitment Settings").update({"team_deadline": "08-20"}).save()
		with as_user(self.world.organizer):
			doc = frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"committer_kind": "Work Team",
					"organization": self.world.unit.name,
					"team_name": " 社区工作队一队 ",
					"community": self.world.community.name,
					"items": [{"promise": "8月安排四次活动", "due": f"{self.year}-08-20"}],
				}
			)
			with self.assertRaises(controller.CommitterMissing):
				frappe.copy_doc(doc).update({"team_name": " "}).insert()
			doc.insert()
			steps.take(DOCTYPE, doc.name, "Submit Promise")
		self.assertEqual(doc.committer_name, "社区工作队一队")
		self.assertEqual(doc.unit, self.world.unit.name)
		published = self.take(self.world.secretary, doc, "Approve Promise")
		published.reload()
		today = published.published_on
		self.assertEqual(published.is_late, today > date(today.year, 8, 20))

	def test_cmt_03_the_day_for_work_teams_is_a_setting(self):
		doc = make_commitment(
			None,
			self.world.community,
			committer_kind="Work Team",
			organization=self.world.unit.name,
			team_name="二队",
		)
		for deadline, day, is_late in (("08-20", 20, 0), ("08-20", 21, 1), ("08-25", 21, 0), ("", 31, 0)):
			settings = frappe.get_doc("Sink Commitment Settings")
			settings.update({"team_deadline": deadline}).save()
			doc.note_publication(date(self.year, 8, day))
			self.assertEqual(frappe.db.get_value(DOCTYPE, doc.name, "is_late"), is_late)
		settings.team_deadline = "8月20日"
		self.assertRaises(DayInvalid, settings.save)

	def test_cmt_04_promises_are_filled_in_from_the_members_posts_and_any_other_source(self):
		world = self.world
		make_placed(world.member, world.community, world.grid)
		position = make_position(world.community, title="敲门岗", duties="走访独居老人")
		with as_user(world.member_user):
			claimed = claiming.claim(world.member.name, position.name)
		doc = self.promise()
		with as_user(world.member_user):
			offered = controller.offered_items(doc.as_json())
			self.assertEqual(
				[(row["source_type"], row["source"]) for row in offered], [(claimed.doctype, claimed.name)]
			)
			doc.append("items", offered[0])
			doc.save()
			self.assertEqual(controller.offered_items(doc.as_json()), [])
		with patch.object(frappe, "get_hooks", lambda *_asked, **_more: [f"{__name__}.from_service_list"]):
			self.assertEqual(sources.offered(doc)[0]["promise"], "服务清单事项")

	def test_a_fulfilled_promise_points_at_the_post_it_came_from(self):
		world = self.world
		make_placed(world.member, world.community, world.grid)
		with as_user(world.member_user):
			claimed = claiming.claim(world.member.name, make_position(world.community).name)
		item = {
			"promise": "做好本岗",
			"due": f"{self.year}-12-31",
			"source_type": claimed.doctype,
			"source": claimed.name,
		}
		doc = self.take(world.secretary, self.published(items=[item]), "Begin to Keep")
		self.mark(doc, "Fulfilled", outcome="")
		doc.reload()
		self.assertEqual((doc.items[0].evidence, doc.fulfilment), (claimed.name, 100))
		self.assertTrue(doc.items[0].fulfilled_on)

	def test_fulfilment_without_proof_and_failure_without_words_are_refused(self):
		doc = self.being_kept()
		with self.assertRaises(controller.ProofMissing):
			self.mark(doc, "Fulfilled", "Still to Do", outcome=" ")
		self.mark(doc, "Fulfilled", "Still to Do")
		with self.assertRaises(controller.ExplanationMissing):
			self.take(self.world.member_user, doc, "Hand In for Judgement")
		self.mark(doc, "Fulfilled", "Not Fulfilled")
		frappe.db.set_value("Sink Commitment Item", doc.items[1].name, "outcome", "")
		with self.assertRaises(controller.ExplanationMissing):
			self.take(self.world.member_user, doc, "Hand In for Judgement")

	def test_published_words_stand(self):
		doc = self.being_kept()
		with as_user(self.world.member_user):
			doc.reload()
			doc.items[0].promise = "少做一点"
			self.assertRaises(controller.PublishedPromiseChanged, doc.save)
			doc.reload()
			doc.items.pop()
			self.assertRaises(controller.PublishedPromiseChanged, doc.save)

	def test_a_branch_sends_back_for_rewriting_with_a_reason(self):
		doc = self.promise()
		self.take(self.world.member_user, doc, "Submit Promise")
		with self.assertRaises(steps.ReasonMissing):
			self.take(self.branch_secretary, doc, "Send Back")
		self.take(self.branch_secretary, doc, "Send Back", reason="请写明完成标准")
		doc.reload()
		self.assertEqual((doc.workflow_state, doc.return_reason), ("Returned", "请写明完成标准"))
		self.take(self.world.member_user, doc, "Submit Promise")
		doc.reload()
		self.assertFalse(doc.return_reason)

	def test_one_commitment_of_a_year_and_community(self):
		self.promise()
		with self.assertRaises(controller.PromisedAlready):
			self.promise()
		self.promise(year=self.year + 1)

	def test_a_member_cannot_promise_for_another(self):
		other = make_member(self.world.branch)
		with self.assertRaises(frappe.PermissionError):
			self.promise(member=other.name)

	def test_a_member_does_not_rate_their_own(self):
		doc = self.promise(rating="满意")
		self.assertFalse(doc.rating)

	def test_who_sees_it(self):
		doc = self.promise()
		world = self.world
		readers = {
			world.member_user: True,
			world.organizer: True,
			self.branch_secretary: True,
			world.secretary: True,
			make_stand("Sink Community Secretary", world.neighbour): False,
			make_stand("Sink Unit Organizer", world.other_unit): False,
		}
		for user, sees in readers.items():
			with self.subTest(user=user), as_user(user):
				listed = frappe.get_list(DOCTYPE, pluck="name", limit_page_length=0)
				self.assertEqual(doc.name in listed, sees)

	def test_ratings_are_an_editable_list(self):
		make("Sink Commitment Rating", rating_name="一般", position=4)
		doc = make_commitment(make_member(self.world.branch), self.world.community)
		doc.rating = "一般"
		doc.save()
		self.assertEqual(doc.rating, "一般")


def from_service_list(commitment) -> list[dict]:
	"""As a later module offers: lines from its own list."""
	return [
		{
			"promise": "服务清单事项",
			"measure": "",
			"due": f"{commitment.year}-12-31",
			"source_type": "Sink Member",
			"source": commitment.member,
		}
	]
