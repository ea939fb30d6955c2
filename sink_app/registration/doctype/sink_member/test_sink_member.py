import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.personal import kinds, vault
from sink_app.registration.doctype.sink_member import sink_member as controller
from sink_app.tests.factories import (
	as_user,
	make_area,
	make_member,
	make_organization,
	make_user,
)
from sink_app.tests.numbers import id_number

MAN, WOMAN = id_number("42990019900102311"), id_number("42990019900102322")


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
		for written, number in (("199 0000-1234", "19900001234"), ("１９９００００１２３５", "19900001235")):
			member = make_member(self.branch, mobile=written)
			self.assertEqual(vault.number_of("Sink Member", member.name, "mobile"), number)
			self.assertEqual(member.mobile, f"199****{number[-4:]}")
		for wrong in ("1990000123", "29900001234", "一九九"):
			self.assertRaises(kinds.MobileWrong, make_member, self.branch, mobile=wrong)

	def test_an_id_number_is_kept_hidden_and_tells_birth_and_sex(self):
		member = make_member(self.branch, id_number=MAN)
		member.reload()
		self.assertEqual(member.id_number, f"4299**********{MAN[-4:]}")
		self.assertEqual((str(member.birth_date), member.sex), ("1990-01-02", "Male"))
		self.assertRaises(kinds.IdNumberWrong, make_member, self.branch, id_number=MAN[:-1] + "X")
		self.assertRaises(controller.MemberExists, make_member, self.branch, id_number=MAN)
		self.assertRaises(controller.IdNumberMismatch, make_member, self.branch, id_number=WOMAN, sex="Male")

	def test_a_mask_is_left_as_it_is_and_never_kept_as_a_number(self):
		member = make_member(self.branch, mobile="19900001236", id_number=MAN)
		member.reload()
		member.hobbies = "书法"
		member.save()
		self.assertEqual(vault.number_of("Sink Member", member.name, "mobile"), "19900001236")
		member.mobile = "199****9999"
		self.assertRaises(vault.NumberMasked, member.save)
		member.reload()
		member.id_number = ""
		member.save()
		self.assertIsNone(vault.number_of("Sink Member", member.name, "id_number"))
		member.delete()
		self.assertIsNone(vault.number_of("Sink Member", member.name, "mobile"))

	def test_reg_15_one_person_one_record(self):
		first = make_member(self.branch, member_name="周 南", mobile="19900001237")
		self.assertEqual(first.member_name, "周南")
		self.assertRaises(
			controller.MemberExists, make_member, self.branch, member_name="周南", mobile="19900001237"
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
