import time

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.personal import consents, doors
from sink_app.registration import own, phone, phone_privacy, privacy
from sink_app.tests.factories import World, as_user, make_member, make_registration, make_user

MEMBER, REGISTRATION = phone.MEMBER, phone.REGISTRATION
BAR_SECONDS = 5


class TestPhonePrivacy(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.registration = make_registration(cls.world.member, cls.world.community, wanted_post="护绿岗")

	def setUp(self):
		frappe.db.savepoint("privacy_test")
		frappe.local.response = frappe._dict()
		self.member = self.world.member
		frappe.set_user(self.world.member_user)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="privacy_test")
		frappe.clear_messages()

	def save(self, form, **own):
		own.setdefault("community", self.world.neighbour.name)
		return phone.save_registration("Residence", {MEMBER: {}, REGISTRATION: own}, form["seen"])

	def test_all_records_that_speak_of_me_are_told_in_words(self):
		page = phone_privacy.page()
		by_doctype = {record["doctype"]: record for record in page["records"]}
		self.assertEqual(next(iter(by_doctype)), MEMBER)
		said = {line["label"]: line["text"] for line in by_doctype[REGISTRATION]["lines"]}
		self.assertIn("护绿岗", said.values())
		self.assertIn(self.world.community.area_name, " ".join(said.values()))
		told = " ".join(line["text"] for record in page["records"] for line in record["lines"])
		self.assertNotIn(self.world.community.name, told)
		with as_user("Administrator"):
			other = make_member(self.world.branch)
			make_registration(other, self.world.community, wanted_post="别人的岗位")
		self.assertNotIn("别人的岗位", str(phone_privacy.page()))

	def test_who_looked_is_told_and_own_looks_are_not(self):
		with as_user(self.world.organizer):
			doors.reveal(MEMBER, self.member.name, "mobile", "通知开会")
		phone_privacy.show_number(MEMBER, self.member.name, "mobile")
		self.assertEqual([look["reason"] for look in phone_privacy.page()["looks"]], ["通知开会"])

	def test_accepting_on_the_phone_is_a_consent_to_the_version_shown(self):
		form = phone.registration_form("Residence")
		boxes = [field for part in form["parts"] for s in part["sections"] for field in s["fields"]]
		shown = next(field for field in boxes if field["fieldname"] == "privacy_accepted")
		notice = consents.notice_in_force("Registration")
		self.assertEqual(shown["description"], notice.text)
		frappe.db.delete("Sink Consent", {"person": self.member.name})
		self.save(form, privacy_accepted=1)
		consent = frappe.get_last_doc("Sink Consent", {"person": self.member.name})
		self.assertEqual((consent.given_through, consent.notice), ("Phone Page", notice.name))

	def test_a_notice_that_changed_meanwhile_has_to_be_read_again(self):
		form = phone.registration_form("Residence")
		with as_user("Administrator"):
			notice = frappe.get_doc("Sink Privacy Notice", form["seen"]["notice"])
			notice.text = "改过的告知"
			notice.save()
		self.assertRaises(phone.ChangedMeanwhile, self.save, form, privacy_accepted=1)
		# a draft without the tick agrees to nothing
		self.save(form, privacy_accepted=0)

	def test_a_proposed_correction_reaches_the_unit_once(self):
		asked = phone_privacy.ask_to_correct("status", "退休 13812345678", "十月已办")
		self.assertEqual(len(asked), 1)
		self.assertIn("138****5678", asked[0]["text"])
		task = frappe.get_last_doc("ToDo", {"reference_name": self.member.name})
		self.assertEqual((task.allocated_to, task.status), (self.world.organizer, "Open"))
		self.assertRaises(
			privacy.AskedAlready, phone_privacy.ask_to_correct, "status", "退休 13812345678", "十月已办"
		)
		self.assertRaises(privacy.CorrectionEmpty, phone_privacy.ask_to_correct, "status", " ")
		self.assertRaises(frappe.PermissionError, phone_privacy.ask_to_correct, "mobile", "13812345678")
		frappe.db.delete("Sink Stand", {"user": self.world.organizer})
		from sink_app.access import stands

		stands.forget()
		self.assertRaises(privacy.NobodyToAsk, phone_privacy.ask_to_correct, "status", "在职")

	def test_a_copy_holds_sixty_records_within_the_bar(self):
		with as_user("Administrator"):
			for year in range(2030, 2060):
				for kind in ("Dispatched", "Residence"):
					made = make_registration(
						self.member,
						self.world.community,
						year=year,
						registration_type=kind,
						wanted_post=f"岗位{year}",
					)
			with as_user(self.world.member_user):
				steps.take(REGISTRATION, made.name, "Submit to Unit")
		# of the processor alone: what else the machine does is not counted
		began = time.process_time()
		answer = phone_privacy.copy()
		took = time.process_time() - began
		self.assertTrue(answer.get_data().startswith(b"%PDF"))
		self.assertIn("no-store", answer.headers["Cache-Control"])
		self.assertLess(took, BAR_SECONDS)
		looks = frappe.get_all(
			"Sink Personal Reveal", {"person": self.member.name, "user": frappe.session.user}
		)
		self.assertEqual(len(looks), 1)

	def test_who_is_no_member_has_no_page(self):
		with as_user(make_user("Sink Member")):
			self.assertRaises(own.NoMemberRecord, phone_privacy.page)
			self.assertRaises(own.NoMemberRecord, phone_privacy.copy)
