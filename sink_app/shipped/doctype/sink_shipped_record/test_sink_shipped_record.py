"""What an administrator may do about shipped records, on a mail template and a chain of the test's own."""

import copy

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.shipped import choices, doors, files, installer, ledger
from sink_app.tests import factories

TEMPLATE = {
	"doctype": "Email Template",
	"name": "Test Shipped Template",
	"subject": "first",
	"response": "<p>first</p>",
	"use_html": 0,
}
CHAIN = {
	"doctype": "Workflow",
	"name": "Test Shipped Chain",
	"workflow_name": "Test Shipped Chain",
	"document_type": "Sink Registration",
	"workflow_state_field": "workflow_state",
	"is_active": 0,
	"states": [
		{"state": "Draft", "doc_status": "0", "allow_edit": "Sink Member"},
		{"state": "Unit Review", "doc_status": "0", "allow_edit": "Sink Unit Organizer"},
	],
	"transitions": [
		{
			"state": "Draft",
			"action": "Submit to Unit",
			"next_state": "Unit Review",
			"allowed": "Sink Member",
		}
	],
}


class TestSinkShippedRecord(FrappeTestCase):
	def setUp(self):
		# the base class takes back only after the last test
		self.addCleanup(frappe.db.rollback)

	def test_an_untouched_record_is_upgraded(self):
		self.ship(TEMPLATE)
		entry = self.ship({**TEMPLATE, "subject": "second"})
		self.assertEqual(entry.status, "As Shipped")
		self.assertEqual(self.live(TEMPLATE).subject, "second")

	def test_a_field_the_new_version_no_longer_names_goes_back_to_its_default(self):
		self.ship({**TEMPLATE, "use_html": 1, "response_html": "<p>x</p>"})
		self.ship({key: value for key, value in TEMPLATE.items() if key != "use_html"})
		self.assertEqual(self.live(TEMPLATE).use_html, 0)

	def test_a_name_an_office_has_taken_stays_the_offices(self):
		frappe.get_doc({**TEMPLATE, "subject": "own"}).insert(set_name=TEMPLATE["name"])
		entry = self.ship(TEMPLATE)
		self.assertEqual((entry.status, self.live(TEMPLATE).subject), ("Update Available", "own"))

	def test_an_edit_that_says_what_the_update_says_is_no_obstacle(self):
		self.ship(TEMPLATE)
		self.edit(TEMPLATE, subject="second")
		entry = self.ship({**TEMPLATE, "subject": "second", "response": "<p>second</p>"})
		self.assertEqual(entry.status, "As Shipped")
		self.assertIn("second", self.live(TEMPLATE).response)

	def test_a_renamed_record_is_followed(self):
		self.ship(TEMPLATE)
		frappe.rename_doc("Email Template", TEMPLATE["name"], "Office Name", force=True)
		entry = self.ship({**TEMPLATE, "subject": "second"})
		self.assertEqual((entry.status, entry.record_name), ("As Shipped", "Office Name"))
		self.assertEqual(frappe.db.get_value("Email Template", "Office Name", "subject"), "second")

	def test_keeping_lasts_until_the_next_update(self):
		self.ship(TEMPLATE)
		self.edit(TEMPLATE, subject="own")
		entry = self.ship({**TEMPLATE, "subject": "second"})
		choices.keep_yours(entry, self.seen(entry))
		self.assertEqual(self.ship({**TEMPLATE, "subject": "second"}).status, "Edited")
		self.assertEqual(self.ship({**TEMPLATE, "subject": "third"}).status, "Update Available")
		self.assertEqual(self.live(TEMPLATE).subject, "own")

	def test_taking_ours_replaces_every_edit(self):
		self.ship(TEMPLATE)
		self.edit(TEMPLATE, subject="own", response_html="<p>own</p>")
		entry = self.ship({**TEMPLATE, "subject": "second"})
		choices.take_ours(entry, self.seen(entry))
		live = self.live(TEMPLATE)
		self.assertEqual((entry.status, live.subject), ("As Shipped", "second"))
		self.assertFalse(live.response_html)

	def test_a_deleted_record_comes_back_only_when_asked(self):
		self.ship(TEMPLATE)
		frappe.delete_doc("Email Template", TEMPLATE["name"])
		entry = self.ship({**TEMPLATE, "subject": "second"})
		self.assertEqual(entry.status, "Deleted")
		choices.take_ours(entry, self.seen(entry))
		self.assertEqual(self.live(TEMPLATE).subject, "second")

	def test_merging_takes_what_only_one_side_changed(self):
		self.ship(TEMPLATE)
		self.edit(TEMPLATE, response="<p>own</p>")
		entry = self.ship({**TEMPLATE, "subject": "second"})
		told = choices.describe(entry)
		self.assertEqual([each["after"] for each in told["merged"]], ["second"])
		self.assertEqual(told["conflicts"], [])
		choices.merge_both(entry, told["seen"], {})
		live = self.live(TEMPLATE)
		self.assertEqual(live.subject, "second")
		self.assertIn("own", live.response)
		self.assertEqual(entry.status, "Edited")
		self.assertEqual(self.ship({**TEMPLATE, "subject": "second"}).status, "Edited")

	def test_a_conflict_is_decided_by_who_merges(self):
		for chosen, subject in (({}, "own"), ({"subject": "ours"}, "second")):
			with self.subTest(chosen=chosen):
				frappe.db.savepoint("conflict")
				self.ship(TEMPLATE)
				self.edit(TEMPLATE, subject="own")
				entry = self.ship({**TEMPLATE, "subject": "second"})
				told = choices.describe(entry)
				self.assertEqual([each["id"] for each in told["conflicts"]], ["subject"])
				choices.merge_both(entry, told["seen"], chosen)
				self.assertEqual(self.live(TEMPLATE).subject, subject)
				frappe.db.rollback(save_point="conflict")

	def test_a_redrawn_chain_is_merged_row_by_row(self):
		self.ship(CHAIN)
		chain = self.live(CHAIN)
		chain.append("states", {"state": "Placed in Grid", "doc_status": "0", "allow_edit": "Sink Member"})
		chain.save()
		newer = copy.deepcopy(CHAIN)
		newer["states"][1]["message"] = "newer"
		newer["states"].append({"state": "Returned", "doc_status": "0", "allow_edit": "Sink Member"})
		entry = self.ship(newer)
		told = choices.describe(entry)
		self.assertEqual([each["kind"] for each in told["edits"]], ["added"])
		self.assertEqual({each["kind"] for each in told["merged"]}, {"added", "changed"})
		choices.merge_both(entry, told["seen"], {})
		chain = self.live(CHAIN)
		states = [row.state for row in chain.states]
		self.assertEqual(set(states), {"Draft", "Unit Review", "Placed in Grid", "Returned"})
		self.assertEqual(chain.states[1].message, "newer")

	def test_a_merge_that_frappe_refuses_changes_nothing(self):
		self.ship(CHAIN)
		chain = self.live(CHAIN)
		chain.set("states", chain.states[:1])
		chain.set("transitions", [])
		chain.save()
		newer = copy.deepcopy(CHAIN)
		newer["states"].append({"state": "Returned", "doc_status": "0", "allow_edit": "Sink Member"})
		newer["transitions"].append(
			{**CHAIN["transitions"][0], "state": "Unit Review", "next_state": "Returned"}
		)
		entry = self.ship(newer)
		before = self.live(CHAIN).as_dict()
		frappe.db.savepoint("refused")
		with self.assertRaises(frappe.ValidationError):
			choices.merge_both(entry, self.seen(entry), {})
		frappe.db.rollback(save_point="refused")
		self.assertEqual(self.live(CHAIN).as_dict(), before)
		self.assertEqual(frappe.db.get_value(ledger.LEDGER, entry.name, "status"), "Update Available")

	def test_a_choice_is_about_what_was_looked_at(self):
		self.ship(TEMPLATE)
		self.edit(TEMPLATE, subject="own")
		entry = self.ship({**TEMPLATE, "subject": "second"})
		seen = self.seen(entry)
		self.edit(TEMPLATE, subject="own, later")
		for choice in (choices.take_ours, choices.keep_yours):
			with self.assertRaises(choices.LookedOutdated):
				choice(entry, seen)
		self.assertEqual(self.live(TEMPLATE).subject, "own, later")

	def test_a_record_frappe_refuses_stops_no_other(self):
		broken = {**TEMPLATE, "name": "Test Broken Template", "subject": "{% if %}"}
		installer.sync([self.file(broken), self.file(TEMPLATE)])
		entry = self.entry(broken)
		self.assertEqual(entry.status, "Not Installed")
		self.assertTrue(entry.problem)
		self.assertEqual(self.entry(TEMPLATE).status, "As Shipped")
		self.assertEqual(self.ship({**broken, "subject": "whole"}).status, "As Shipped")

	def test_who_may_decide(self):
		self.ship(CHAIN)
		self.live(CHAIN).db_set("send_email_alert", 1)
		entry = self.ship(CHAIN)
		seen = self.seen(entry)
		with factories.as_user(factories.make_user("Sink Platform Manager")):
			self.assertFalse(doors.describe(entry.name)["may_decide"])
			self.assertRaises(frappe.PermissionError, doors.take_ours, entry.name, seen)
		with factories.as_user(factories.make_user("Sink Unit Organizer")):
			self.assertRaises(frappe.PermissionError, doors.describe, entry.name)
			self.assertRaises(frappe.PermissionError, doors.look_again)
		with factories.as_user(factories.make_user("System Manager")):
			self.assertEqual(doors.take_ours(entry.name, seen), "As Shipped")

	def ship(self, content: dict):
		"""Upgrade to a version that ships this; the entry afterwards."""
		installer.sync([self.file(content)])
		return self.entry(content)

	@staticmethod
	def file(content: dict):
		return files.ShippedFile("test.json", copy.deepcopy(content))

	@staticmethod
	def entry(content: dict):
		return ledger.entry_of(TestSinkShippedRecord.file(content))

	@staticmethod
	def live(content: dict):
		return frappe.get_doc(content["doctype"], content["name"])

	def edit(self, content: dict, **values):
		self.live(content).update(values).save()

	@staticmethod
	def seen(entry) -> str:
		return choices.describe(entry)["seen"]
