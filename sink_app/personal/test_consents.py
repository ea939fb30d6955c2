import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.personal import consents
from sink_app.personal.doctype.sink_consent import sink_consent
from sink_app.personal.doctype.sink_privacy_notice.sink_privacy_notice import TakesForceInThePast
from sink_app.tests.factories import World, as_user, make, make_registration

PURPOSE, PUBLIC = "Registration", "Publication of Contact Data"


class TestConsents(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.member = cls.world.member.name

	def setUp(self):
		frappe.db.savepoint("consents_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="consents_test")
		frappe.clear_messages()

	def last(self, purpose=PURPOSE):
		return frappe.get_last_doc("Sink Consent", {"person": self.member, "purpose": purpose})

	def rewrite(self, **values):
		"""Edit the notice in force as an office does."""
		notice = frappe.get_doc("Sink Privacy Notice", consents.notice_in_force(PURPOSE).name)
		before = notice.text
		notice.update(values)
		notice.save()
		return notice, before

	def test_a_tick_by_an_office_is_a_consent_on_paper(self):
		registration = make_registration(self.world.member, self.world.community)
		consent = self.last()
		self.assertEqual(consent.notice, consents.notice_in_force(PURPOSE).name)
		self.assertEqual(consent.given_through, "Paper Form")
		self.assertEqual(
			(consent.reference_name, consent.person_name), (registration.name, self.world.member.member_name)
		)
		self.assertTrue(consents.consented(self.member, PURPOSE))
		self.assertFalse(consents.consented(self.member, PUBLIC))

	def test_ticking_again_keeps_one_consent(self):
		registration = make_registration(self.world.member, self.world.community)
		registration.update({"privacy_accepted": 0})
		registration.save()
		registration.update({"privacy_accepted": 1})
		registration.save()
		self.assertEqual(frappe.db.count("Sink Consent", {"person": self.member, "purpose": PURPOSE}), 1)

	def test_a_draft_without_the_tick_is_no_consent(self):
		make(
			"Sink Registration",
			member=self.member,
			community=self.world.community.name,
			registration_type="Dispatched",
		)
		self.assertFalse(consents.consented(self.member, PURPOSE))

	def test_editing_the_text_in_force_makes_a_version_and_keeps_the_old_one(self):
		make_registration(self.world.member, self.world.community)
		notice, before = self.rewrite(text="新的告知")
		self.assertEqual(frappe.get_doc("Sink Privacy Notice", notice.name).text, before)
		latest = consents.notice_in_force(PURPOSE)
		self.assertEqual((latest.version, latest.text), (notice.version + 1, "新的告知"))
		self.assertEqual(self.last().version, notice.version)
		# whoever agreed to the old version still does, and may agree to the new one
		self.assertTrue(consents.consented(self.member, PURPOSE))
		consents.give(self.member, PURPOSE, consents.PHONE)
		self.assertEqual(self.last().version, latest.version)

	def test_a_version_to_come_is_not_in_force_and_may_be_edited(self):
		notice, _before = self.rewrite(text="明天的告知", in_force_from=add_days(nowdate(), 1))
		self.assertEqual(consents.notice_in_force(PURPOSE).name, notice.name)
		coming = frappe.get_doc("Sink Privacy Notice", {"purpose": PURPOSE, "version": notice.version + 1})
		coming.text = "改过"
		coming.save()
		self.assertEqual(
			frappe.db.count("Sink Privacy Notice", {"purpose": PURPOSE, "version": (">", notice.version)}), 1
		)
		coming.in_force_from = add_days(nowdate(), -1)
		self.assertRaises(TakesForceInThePast, coming.save)

	def test_withdrawing_counts_at_once_tells_the_unit_and_stands(self):
		make_registration(self.world.member, self.world.community)
		with as_user(self.world.member_user):
			consents.withdraw(self.member, PURPOSE, consents.PHONE, "换单位，电话13812345678")
		consent = self.last()
		self.assertFalse(consents.consented(self.member, PURPOSE))
		self.assertEqual(consent.withdrawal_note, "换单位，电话138****5678")
		told = frappe.get_all("Notification Log", {"for_user": self.world.organizer}, pluck="subject")
		self.assertEqual(len([subject for subject in told if self.world.member.member_name in subject]), 1)
		consent.withdrawn_on = None
		self.assertRaises(sink_consent.WithdrawalStands, consent.save)
		with as_user(self.world.member_user):
			self.assertRaises(
				consents.NothingToWithdraw, consents.withdraw, self.member, PURPOSE, consents.PHONE
			)

	def enter(self, **values):
		values = {"person_doctype": "Sink Member", "person": self.member, **values}
		values.setdefault("notice", consents.notice_in_force(PUBLIC).name)
		return frappe.get_doc({"doctype": "Sink Consent", **values}).insert()

	def test_an_office_enters_a_paper_form_for_its_own_people_only(self):
		with as_user(self.world.organizer):
			consent = self.enter()
		self.assertEqual((consent.given_through, consent.given_by), ("Paper Form", self.world.organizer))
		self.assertTrue(consents.consented(self.member, PUBLIC))
		other = frappe.get_doc("Sink Member", self.member)
		other.organization = self.world.other_branch.name
		other.save()
		with as_user(self.world.organizer):
			self.assertRaises(frappe.PermissionError, self.enter, given_on=add_days(nowdate(), -1))

	def test_rules_of_the_form(self):
		self.enter()
		self.assertRaises(sink_consent.GivenAlready, self.enter)
		registration = {"notice": consents.notice_in_force(PURPOSE).name}
		self.assertRaises(
			sink_consent.DateInFuture, self.enter, given_on=add_days(nowdate(), 2), **registration
		)
		self.assertRaises(
			sink_consent.NoticeNotInForce, self.enter, given_on="2001-01-01 09:00:00", **registration
		)
		self.assertRaises(
			sink_consent.PersonUnknown,
			self.enter,
			person_doctype="User",
			person="Administrator",
			**registration,
		)

	def test_what_was_given_does_not_change(self):
		consent = self.enter()
		consent.given_on = add_days(nowdate(), -30)
		self.assertRaises(frappe.CannotChangeConstantError, consent.save)
