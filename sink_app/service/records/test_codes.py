from datetime import timedelta

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import now_datetime

from sink_app.approvals import steps
from sink_app.service.doctype.sink_service_record.test_sink_service_record import (
	at,
	forget_what_was_rolled_back,
)
from sink_app.service.records import CODE, CONFIRM, HAND_IN, RECORD, codes, public
from sink_app.tests.factories import World, as_user, make_service_record


class TestCodes(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")
		frappe.cache.delete(public._key())
		record = make_service_record(self.world.member, self.world.grid, ends_on=at(1, 11))
		with as_user(self.world.member_user):
			self.record = steps.take(RECORD, record.name, HAND_IN)
			self.code = codes.issue(self.record.name)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.cache.delete(public._key())
		frappe.db.rollback(save_point="before_test")
		forget_what_was_rolled_back()

	def try_code(self, number=None, digits=None, name="") -> bool:
		with as_user("Guest"):
			answer = public.confirm(number or self.code["number"], digits or self.code["code"], name)
		return answer["confirmed"]

	def wrong(self) -> str:
		return "000000" if self.code["code"] != "000000" else "111111"

	def state(self) -> str:
		return frappe.db.get_value(RECORD, self.record.name, "workflow_state")

	def test_rec_02_the_served_person_confirms_with_the_code(self):
		self.assertTrue(self.try_code(name=" 陈 奶奶 "))
		self.record.reload()
		self.assertEqual(self.record.workflow_state, "Record Confirmed")
		self.assertEqual((self.record.confirm_way, self.record.served_person), ("One-Time Code", "陈 奶奶"))
		self.assertEqual(steps.history(RECORD, self.record.name)[-1]["action"], "Confirm by Code")
		self.assertFalse(self.try_code())

	def test_only_a_digest_is_kept(self):
		kept = frappe.get_doc(CODE, {"record": self.record.name})
		self.assertNotIn(self.code["code"], frappe.as_json(kept.as_dict()).replace(str(kept.creation), ""))
		self.assertEqual((len(self.code["code"]), len(kept.code_hash)), (6, 64))

	def test_wrong_tries_make_it_void(self):
		for _each in range(5):
			self.assertFalse(self.try_code(digits=self.wrong()))
		self.assertFalse(self.try_code())
		self.assertEqual(self.state(), "Awaiting Confirmation")

	def test_time_makes_it_void(self):
		frappe.db.set_value(CODE, {"record": self.record.name}, "expires_on", now_datetime() - timedelta(1))
		self.assertFalse(self.try_code())

	def test_a_new_code_makes_the_one_before_void(self):
		with as_user(self.world.member_user):
			new = codes.issue(self.record.name)
		self.assertFalse(self.try_code())
		self.assertTrue(self.try_code(new["number"], new["code"]))

	def test_rec_04_the_member_does_not_confirm_by_code_either(self):
		with as_user(self.world.member_user), self.assertRaises(codes.OwnRecord):
			public.confirm(self.code["number"], self.code["code"])
		self.assertEqual(self.state(), "Awaiting Confirmation")

	def test_no_code_for_what_does_not_wait(self):
		with as_user(self.world.secretary):
			steps.take(RECORD, self.record.name, CONFIRM)
		with as_user(self.world.member_user), self.assertRaises(codes.NothingToConfirm):
			codes.issue(self.record.name)
		self.assertFalse(self.try_code())

	def test_an_office_may_switch_codes_off(self):
		settings = frappe.get_doc("Sink Service Settings")
		settings.takes_codes = 0
		settings.save()
		with self.assertRaises(codes.CodesOff):
			self.try_code()

	def test_a_late_entry_needs_a_second_one_all_the_same(self):
		frappe.db.set_value(RECORD, self.record.name, {"is_late": 1, "needs_second": 1})
		self.assertTrue(self.try_code())
		self.assertEqual(self.state(), "Second Confirmation")

	def test_nobody_asks_for_a_code_of_a_strangers_record(self):
		with as_user(self.world.organizer):
			# who may write the record may have a code for it, such as the unit that typed it in
			codes.issue(self.record.name)
		from sink_app.tests.factories import make_stand

		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertRaises(frappe.PermissionError, codes.issue, self.record.name)
