import frappe
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.registration import own, phone, phone_form
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_area,
	make_member,
	make_organization,
	make_user,
)

MEMBER = phone.MEMBER
REGISTRATION = phone.REGISTRATION


class TestPhone(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		make(
			"Sink Pairing",
			kind="Unit and Community",
			organization=cls.world.unit.name,
			area=cls.world.community.name,
			from_date="2020-01-01",
		)
		make(
			"Sink Pairing",
			kind="Unit and Community",
			organization=cls.world.unit.name,
			area=cls.world.neighbour.name,
			from_date="2020-01-01",
			to_date="2020-12-31",
		)

	def setUp(self):
		frappe.db.savepoint("phone_test")
		frappe.local.response = frappe._dict()
		self.member = self.world.member
		frappe.set_user(self.world.member_user)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="phone_test")
		frappe.clear_messages()

	def save(self, kind="Dispatched", action=None, form=None, **facts):
		"""Save as the page does: with the form that was opened, or one opened now."""
		form = form or phone.registration_form(kind)
		own = {"community": form["values"][REGISTRATION]["community"]}
		own.update({key: facts.pop(key) for key in list(facts) if key not in form["values"][MEMBER]})
		return phone.save_registration(kind, {MEMBER: facts, REGISTRATION: own}, form["seen"], action=action)

	def submit(self, kind="Dispatched", **facts):
		accepted = {"discipline_accepted": 1, "privacy_accepted": 1}
		return self.save(kind, action="Submit to Unit", **accepted, **facts)

	def fields_named_in_response(self):
		return {each["fieldname"] for each in frappe.local.response.get("field_errors") or []}

	def test_home_tells_both_kinds_and_which_is_missing(self):
		self.submit()
		home = phone.home()
		self.assertEqual(home["member"]["unit"], self.world.unit.org_name)
		self.assertEqual(home["member"]["branch"], self.world.branch.org_name)
		by_kind = {card["kind"]: card for card in home["registrations"]}
		self.assertEqual(by_kind["Dispatched"]["state"], frappe._("Unit Review"))
		self.assertTrue(by_kind["Dispatched"]["next"])
		self.assertTrue(by_kind["Residence"]["is_new"])

	def test_account_without_a_member_is_told_what_to_do(self):
		with as_user(make_user("Sink Member")):
			self.assertRaises(own.NoMemberRecord, phone.home)

	def test_only_current_pairings_are_offered_and_a_single_one_is_filled_in(self):
		form = phone.registration_form("Dispatched")
		self.assertEqual([row["value"] for row in form["offered"]["community"]], [self.world.community.name])
		self.assertEqual(form["values"][REGISTRATION]["community"], self.world.community.name)
		self.assertEqual([step["action"] for step in form["steps"]], ["Submit to Unit"])

	def test_each_fact_lands_on_the_record_that_keeps_it(self):
		skill = make("Sink Skill", skill_name="Test Plumbing").name
		category = make("Sink Service Category", category_name="Test Patrol").name
		self.submit(
			mobile="138 1234 5678",
			position_title="科员",
			skills=[{"skill": skill, "level": "Certified"}],
			wishes=[{"category": category}],
			times=[{"day_kind": "Weekend", "from_time": "08:30", "to_time": "11:30"}],
			can_emergency=1,
			home_address="一号楼",
			wanted_post="政策宣传",
		)
		member = frappe.get_doc(MEMBER, self.member.name)
		self.assertEqual((member.mobile, member.position_title), ("138****5678", "科员"))
		self.assertEqual(member.skills[0].as_dict().level, "Certified")
		self.assertEqual(member.wishes[0].category, category)
		self.assertEqual((member.can_emergency, member.home_address), (1, "一号楼"))
		registration = frappe.get_last_doc(REGISTRATION, {"member": member.name})
		self.assertEqual(registration.workflow_state, "Unit Review")
		self.assertEqual((registration.wanted_post, registration.mobile), ("政策宣传", "138****5678"))
		self.assertEqual(phone.profile_form()["values"][MEMBER]["times"][0]["from_time"], "08:30")

	def test_draft_is_saved_and_goes_on_later(self):
		form = self.save(wanted_post="护绿")
		self.assertEqual((form["state"], form["may_edit"]), (frappe._("Draft"), True))
		self.assertEqual(self.submit()["values"][REGISTRATION]["wanted_post"], "护绿")

	def test_residence_is_the_home_community(self):
		form = self.submit("Residence", community=self.world.neighbour.name)
		self.assertEqual(
			frappe.db.get_value(MEMBER, self.member.name, "home_area"), self.world.neighbour.name
		)
		self.assertNotIn("home_area", form["values"][MEMBER])
		self.assertEqual(form["offered"]["community"][0]["value"], self.world.neighbour.name)

	def test_sent_back_form_is_mended_and_submitted_again(self):
		self.submit()
		name = frappe.get_last_doc(REGISTRATION, {"member": self.member.name}).name
		with as_user(self.world.organizer):
			steps.take(REGISTRATION, name, "Send Back", reason="请补充职务")
		card = phone.home()["registrations"][0]
		self.assertEqual((card["reason"], card["may_edit"]), ("请补充职务", True))
		form = self.submit(position_title="科员")
		self.assertEqual(form["state"], frappe._("Unit Review"))
		self.assertFalse(form["may_edit"])
		self.assertEqual(len(form["history"]), 3)
		self.assertEqual(form["history"][1]["reason"], "请补充职务")

	def test_late_click_changes_nothing(self):
		form = phone.registration_form("Dispatched")
		self.save()
		self.assertRaises(phone.ChangedMeanwhile, self.save, form=form, wanted_post="late")
		form = self.submit()
		name = frappe.get_last_doc(REGISTRATION, {"member": self.member.name}).name
		with as_user(self.world.organizer):
			steps.take(REGISTRATION, name, "Approve to Community")
		self.assertRaises(phone.ChangedMeanwhile, self.save, form=form, action="Submit to Unit")
		self.assertEqual(frappe.db.get_value(REGISTRATION, name, "workflow_state"), "Community Acceptance")

	def test_form_that_lies_with_others_is_not_changed(self):
		form = self.submit()
		self.assertFalse(form["may_edit"])
		self.assertRaises(frappe.PermissionError, self.save, wanted_post="too late")

	def test_refused_submit_leaves_neither_record_changed(self):
		before = frappe.db.get_value(MEMBER, self.member.name, ["mobile", "modified"])
		frappe.db.savepoint("request")
		with self.assertRaises(frappe.ValidationError):
			self.save(action="Submit to Unit", mobile="13900000001")
		# the request's end does this for every error
		frappe.db.rollback(save_point="request")
		self.assertEqual(self.fields_named_in_response(), {"discipline_accepted", "privacy_accepted"})
		self.assertEqual(frappe.db.get_value(MEMBER, self.member.name, ["mobile", "modified"]), before)
		self.assertFalse(frappe.db.exists(REGISTRATION, {"member": self.member.name}))

	def test_errors_name_their_fields(self):
		self.assertRaises(frappe.ValidationError, self.save, mobile="123")
		self.assertEqual(self.fields_named_in_response(), {"mobile"})
		self.assertRaises(phone_form.FieldsRefused, self.save, mobile="", community="")
		self.assertEqual(self.fields_named_in_response(), {"mobile", "community"})
		self.assertRaises(phone_form.FieldsRefused, self.save, birth_date="yesterday")
		self.assertEqual(self.fields_named_in_response(), {"birth_date"})
		self.assertRaises(frappe.ValidationError, self.save, community=self.world.grid.name)
		self.assertEqual(self.fields_named_in_response(), {"community"})

	def test_what_the_office_keeps_is_not_taken_from_the_page(self):
		with as_user("Administrator"):
			other = make_member(self.world.other_branch)
		self.save(
			organization=self.world.other_branch.name,
			status="Retired",
			is_backbone=1,
			member=other.name,
			grid=self.world.grid.name,
			workflow_state="Placed in Grid",
			year=2000,
		)
		member = frappe.get_doc(MEMBER, self.member.name)
		self.assertEqual((member.organization, member.status), (self.world.branch.name, "In Service"))
		self.assertFalse(member.is_backbone)
		registration = frappe.get_last_doc(REGISTRATION, {"member": member.name})
		self.assertEqual((registration.workflow_state, registration.grid), ("Draft", None))
		self.assertFalse(frappe.db.exists(REGISTRATION, {"member": other.name}))

	def test_one_member_sees_nothing_of_another(self):
		self.submit()
		with as_user(make_user("Sink Member")) as stranger:
			make_member(self.world.branch, user=stranger)
			self.assertTrue(phone.registration_form("Dispatched")["is_new"])
			name = frappe.db.get_value(REGISTRATION, {"member": self.member.name})
			self.assertRaises(frappe.PermissionError, steps.history, REGISTRATION, name)

	def test_unknown_kind_and_foreign_field_are_refused(self):
		self.assertRaises(phone.UnknownKind, phone.registration_form, "Holiday")
		self.assertRaises(frappe.DoesNotExistError, phone.find, "User", "role_profile_name")
		self.assertRaises(frappe.DoesNotExistError, phone.find, MEMBER, "mobile")

	def test_community_is_found_by_name_with_its_street(self):
		with as_user("Administrator"):
			made = make_area("Community", self.world.street, area_name="Test Lakeside")
			make_area("Community", self.world.street, area_name="Test Lakeside Old", disabled=1)
		found = phone.find(REGISTRATION, "community", "Lakeside")
		self.assertEqual(
			[(row["value"], row["hint"]) for row in found], [(made.name, self.world.street.title)]
		)

	def test_profile_is_saved_and_keeps_unchanged_rows(self):
		with as_user("Administrator"):
			skills = [make("Sink Skill", skill_name=f"Test Skill {number}").name for number in range(2)]
		form = phone.save_profile({MEMBER: {"skills": [{"skill": skills[0]}]}}, phone.profile_form()["seen"])
		row = form["values"][MEMBER]["skills"][0]
		form = phone.save_profile({MEMBER: {"skills": [{"skill": skills[1]}, row]}}, form["seen"])
		self.assertEqual([each["skill"] for each in form["values"][MEMBER]["skills"]], skills[::-1])
		self.assertEqual(form["values"][MEMBER]["skills"][1]["name"], row["name"])
		self.assertRaises(phone.ChangedMeanwhile, phone.save_profile, {MEMBER: {"hobbies": "x"}}, {})

	def test_saving_nothing_new_changes_no_record(self):
		form = phone.profile_form()
		self.assertEqual(phone.save_profile(form["values"], form["seen"])["seen"], form["seen"])


class TestOfficeChangesTheForm(FrappeTestCase):
	"""What an office does in the Desk appears on the phone without code."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.addClassCleanup(cls.take_away)
		# a new column ends the transaction: make it before there is any other data
		make(
			"Custom Field",
			dt=MEMBER,
			fieldname="blood_type",
			label="血型",
			fieldtype="Select",
			options="\nA\nB",
			insert_after="hobbies",
		)
		make_property_setter(MEMBER, "position_title", "label", "职务职级", "Data")
		make_property_setter(MEMBER, "position_title", "reqd", 1, "Check")
		make_property_setter(MEMBER, "hobbies", "hidden", 1, "Check")

	@classmethod
	def take_away(cls):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		frappe.delete_doc("Custom Field", f"{MEMBER}-blood_type")
		changed = {"doc_type": MEMBER, "field_name": ("in", ("position_title", "hobbies"))}
		frappe.db.delete("Property Setter", changed)
		frappe.db.commit()
		frappe.clear_cache(doctype=MEMBER)

	def test_custom_field_label_and_required(self):
		user = make_user("Sink Member")
		branch = make_organization("Branch", make_organization("Unit"))
		member = make_member(branch, user=user, position_title="教师")
		frappe.set_user(user)
		form = phone.profile_form()
		fields = {
			field["fieldname"]: field
			for part in form["parts"]
			for field in phone_form.fields_of(part["sections"])
		}
		self.assertEqual([choice["value"] for choice in fields["blood_type"]["choices"]], ["", "A", "B"])
		self.assertEqual(
			(fields["position_title"]["label"], fields["position_title"]["reqd"]), ("职务职级", 1)
		)
		self.assertNotIn("hobbies", fields)
		with self.assertRaises(phone_form.FieldsRefused) as refused:
			phone.save_profile({MEMBER: {"blood_type": "A", "position_title": ""}}, form["seen"])
		self.assertIn("职务职级", str(refused.exception))
		phone.save_profile({MEMBER: {"blood_type": "A", "position_title": "科员"}}, form["seen"])
		self.assertEqual(frappe.db.get_value(MEMBER, member.name, "blood_type"), "A")
