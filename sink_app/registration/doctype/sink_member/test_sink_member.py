import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.registration.doctype.sink_member import sink_member as controller
from sink_app.tests.factories import as_user, make_area, make_member, make_organization, make_user


class TestSinkMember(FrappeTestCase):
	def setUp(self):
		self.branch = make_organization("Branch", make_organization("Unit"))

	def test_reg_05_contacts_skills_hobbies_wishes_and_times_are_kept(self):
		member = make_member(
			self.branch,
			hobbies="书法",
			skills=[{"skill": "法律", "level": "Certified"}],
			wishes=[{"category": "政策宣传"}],
			times=[{"day_kind": "Weekend"}],
		)
		member.reload()
		self.assertEqual([row.skill for row in member.skills], ["法律"])
		self.assertEqual([row.category for row in member.wishes], ["政策宣传"])
		self.assertEqual([(row.from_time, row.to_time) for row in member.times], [(None, None)])

	def test_a_mobile_is_cleaned_and_checked(self):
		self.assertEqual(make_member(self.branch, mobile="199 0000-1234").mobile, "19900001234")
		self.assertEqual(make_member(self.branch, mobile="１９９００００１２３５").mobile, "19900001235")
		for wrong in ("1990000123", "29900001234", "一九九"):
			self.assertRaises(controller.MobileInvalid, make_member, self.branch, mobile=wrong)

	def test_reg_15_one_person_one_record(self):
		first = make_member(self.branch, member_name="周 南")
		self.assertEqual(first.member_name, "周南")
		self.assertRaises(
			controller.MemberExists, make_member, self.branch, member_name="周南", mobile=first.mobile
		)

	def test_a_birth_date_is_that_of_an_adult(self):
		self.assertRaises(controller.BirthDateInvalid, make_member, self.branch, birth_date="2020-01-01")

	def test_a_home_lies_in_a_community(self):
		street = make_area("Street", make_area("District"))
		self.assertRaises(controller.HomeNotACommunity, make_member, self.branch, home_area=street.name)
		community = make_area("Community", street)
		self.assertEqual(make_member(self.branch, home_area=community.name).community, community.name)

	def test_org_35_backbone_and_double_leaders_are_marked(self):
		leader = make_member(self.branch, is_double_leader=1, is_backbone=1)
		found = frappe.get_all("Sink Member", filters={"is_double_leader": 1, "is_backbone": 1}, pluck="name")
		self.assertIn(leader.name, found)

	def test_a_member_corrects_their_contacts_but_not_where_they_belong(self):
		member = make_member(self.branch, user=make_user())
		elsewhere = make_organization("Branch", make_organization("Unit"))
		with as_user(member.user):
			member.reload()
			member.update({"hobbies": "摄影", "organization": elsewhere.name, "status": "Retired"})
			member.save()
		kept = frappe.get_doc("Sink Member", member.name)
		self.assertEqual(
			(kept.hobbies, kept.organization, kept.status), ("摄影", self.branch.name, "In Service")
		)
		self.assertEqual(kept.branch, self.branch.name)

	def test_an_account_named_on_a_member_becomes_a_members(self):
		user = make_user()
		make_member(self.branch, user=user)
		self.assertIn("Sink Member", frappe.get_roles(user))
