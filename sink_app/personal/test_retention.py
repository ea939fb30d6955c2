from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_months, now_datetime

from sink_app.personal import retention, vault
from sink_app.personal.doctype.sink_retention_rule import sink_retention_rule as rules
from sink_app.personal.written_once import WrittenOnce
from sink_app.tests.factories import World, as_user, make, make_member, make_registration, make_user

MEMBER = "Sink Member"
FORGET = {
	"reference_doctype": MEMBER,
	"state_field": "status",
	"state_values": "Deregistered",
	"date_field": "modified",
	"months": 24,
	"action": "Forget Fields",
	"fields_to_forget": "mobile\nid_number\nhome_address\nbirth_date\ncan_duty",
}


def stay():
	"""What a run calls to make a stretch last, in a test that is rolled back."""


class TestRetention(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("retention_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="retention_test")
		frappe.clear_messages()

	def rule(self, **values):
		name = f"规则{frappe.generate_hash(length=6)}"
		return make("Sink Retention Rule", **{"rule_name": name, **FORGET, **values})

	def left(self, months: int, status="Deregistered", **values):
		"""A member whose record was last changed so long ago."""
		member = make_member(
			self.world.branch, home_address="一号楼", birth_date="1985-03-07", can_duty=1, **values
		)
		member.status = status
		member.save()
		long_ago = add_months(now_datetime(), -months)
		frappe.db.set_value(MEMBER, member.name, "modified", long_ago, update_modified=False)
		return member.name

	def test_what_is_due_is_counted_forgotten_and_the_rest_stays(self):
		due, not_yet, serving = self.left(25), self.left(23), self.left(25, "In Service")
		registration = make_registration(frappe.get_doc(MEMBER, due), self.world.community)
		rule = self.rule()
		before = retention.count_due(rule)
		self.assertGreaterEqual(before, 1)
		self.assertEqual(retention.due_today(rule.name)[0]["count"], before)
		self.assertTrue(vault.number_of(MEMBER, due, "mobile"))
		self.assertEqual(retention.carry_out(rule, stay), before)
		empty = frappe.db.get_value(MEMBER, due, ["mobile", "home_address", "birth_date", "can_duty"])
		self.assertEqual(empty, (None, None, None, 0))
		self.assertIsNone(vault.number_of(MEMBER, due, "mobile"))
		for name in (not_yet, serving):
			self.assertTrue(frappe.db.get_value(MEMBER, name, "home_address"))
			self.assertTrue(vault.number_of(MEMBER, name, "mobile"))
		self.assertTrue(frappe.db.exists("Sink Registration", registration.name))
		self.assertTrue(frappe.db.get_value(MEMBER, due, "member_name"))
		self.assertEqual(retention.count_due(rule), 0)
		run = frappe.get_last_doc("Sink Retention Run", {"rule": rule.name})
		self.assertEqual((run.records, run.action), (before, "Forget Fields"))

	def test_earlier_values_go_with_the_field(self):
		name = self.left(25)
		member = frappe.get_doc(MEMBER, name)
		member.home_address = "二号楼三单元"
		# Frappe keeps no versions while tests run, unless asked to
		member.save(ignore_version=False)
		frappe.db.set_value(MEMBER, name, "modified", add_months(now_datetime(), -25), update_modified=False)

		def told() -> str:
			kept = frappe.get_all("Version", {"ref_doctype": MEMBER, "docname": name}, pluck="data")
			return str([frappe.parse_json(data) for data in kept])

		self.assertIn("二号楼三单元", told())
		retention.carry_out(self.rule(), stay)
		self.assertNotIn("二号楼三单元", told())
		self.assertIn("home_address", told())

	def test_a_run_that_was_killed_goes_on(self):
		names = [self.left(30) for _ in range(3)]
		rule = self.rule()

		class Killed(Exception):
			pass

		def kill():
			raise Killed

		with patch.object(retention, "STRETCH", 1):
			self.assertRaises(Killed, retention.carry_out, rule, kill)
			self.assertGreaterEqual(retention.count_due(rule), 2)
			retention.carry_out(rule, stay)
		self.assertEqual([vault.number_of(MEMBER, name, "mobile") for name in names], [None] * 3)

	def test_accounts_of_who_left_are_closed(self):
		user = make_user("Sink Member")
		self.left(4, user=user)
		retention.carry_out(self.rule(months=3, action="Close the Account", fields_to_forget=""), stay)
		self.assertEqual(frappe.db.get_value("User", user, "enabled"), 0)

	def test_logs_go_after_their_years_and_no_record_of_work_ever(self):
		for doctype in ("Sink Registration", "Sink Approval Step", MEMBER, "Sink Consent"):
			with self.subTest(doctype):
				self.assertRaises(
					rules.KeptForGood,
					self.rule,
					reference_doctype=doctype,
					state_field="",
					action="Delete the Record",
				)
		log = {"reference_doctype": "Sink Personal Reveal", "state_field": "", "action": "Delete the Record"}
		self.assertRaises(rules.KeptLonger, self.rule, months=35, **log)
		old, new = (self.reveal(months) for months in (37, 35))
		retention.carry_out(self.rule(months=36, date_field="revealed_at", **log), stay)
		self.assertFalse(frappe.db.exists("Sink Personal Reveal", old))
		self.assertTrue(frappe.db.exists("Sink Personal Reveal", new))

	def reveal(self, months: int) -> str:
		return make(
			"Sink Personal Reveal",
			reference_doctype=MEMBER,
			reference_name=self.world.member.name,
			reason="x",
			revealed_at=add_months(now_datetime(), -months),
		).name

	def test_bad_rules_are_refused_with_the_field(self):
		for values, refusal in (
			({"months": 0}, rules.MonthsMissing),
			({"date_field": "member_name"}, rules.FieldUnknown),
			({"state_field": "nonsense"}, rules.FieldUnknown),
			({"state_values": " "}, rules.FieldUnknown),
			({"fields_to_forget": "skills"}, rules.FieldUnknown),
			({"fields_to_forget": "mobil"}, rules.FieldUnknown),
			({"reference_doctype": "Sink Area", "action": "Close the Account"}, rules.FieldUnknown),
			(
				{"reference_doctype": "Sink Area", "state_field": "", "action": "Close the Account"},
				rules.NoAccounts,
			),
		):
			with self.subTest(values):
				self.assertRaises(refusal, self.rule, **values)

	def test_one_rule_that_fails_stops_no_other(self):
		frappe.db.set_value("Sink Retention Rule", {"enabled": 1}, "enabled", 0)
		broken, due = self.rule(), self.left(25)
		frappe.db.set_value("Sink Retention Rule", broken.name, "date_field", "no_such_column")
		sound = self.rule()
		with patch.object(frappe.db, "commit", stay), patch.object(frappe.db, "rollback", stay):
			retention.run_nightly()
		self.assertIsNone(vault.number_of(MEMBER, due, "mobile"))
		said = frappe.get_last_doc("Sink Retention Run", {"rule": broken.name})
		self.assertTrue(said.message)
		self.assertEqual(frappe.db.get_value("Sink Retention Run", {"rule": sound.name}, "records"), 1)

	def test_nobody_changes_or_deletes_what_was_logged(self):
		self.left(25)
		rule = self.rule()
		retention.carry_out(rule, stay)
		run = frappe.get_last_doc("Sink Retention Run", {"rule": rule.name})
		run.records = 0
		self.assertRaises(WrittenOnce, run.save)
		self.assertRaises(WrittenOnce, run.delete)
		reveal = frappe.get_doc("Sink Personal Reveal", self.reveal(1))
		self.assertRaises(WrittenOnce, reveal.delete)

	def test_shipped_rules_stand_and_the_platform_manager_sees_counts_only(self):
		names = frappe.get_all("Sink Retention Rule", {"enabled": 1}, pluck="name")
		self.assertGreaterEqual(len(names), 6)
		with as_user(make_user("Sink Platform Manager")):
			told = retention.due_today()
		self.assertEqual({key for row in told for key in row}, {"rule", "doctype", "action", "count"})
		with as_user(make_user("Sink Member")):
			self.assertRaises(frappe.PermissionError, retention.due_today)
