import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.personal.written_once import WrittenOnce
from sink_app.service.doctype.sink_service_record.test_sink_service_record import (
	at,
	forget_what_was_rolled_back,
)
from sink_app.service.records import CONFIRM, HAND_IN, RECORD, SEAL, certificates, public, sealing
from sink_app.tests.factories import (
	World,
	as_user,
	make_member,
	make_placed,
	make_service_record,
	make_stand,
)


class TestSealing(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		make_placed(cls.world.member, cls.world.community, cls.world.grid, registration_type="Residence")

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.records = [self.confirmed(day) for day in (3, 2, 1)]

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		forget_what_was_rolled_back()

	def confirmed(self, day: int, member=None):
		member = member or self.world.member
		record = make_service_record(member, self.world.grid, ends_on=at(day, 11))
		with as_user(member.user or self.world.organizer):
			steps.take(RECORD, record.name, HAND_IN)
		with as_user(self.world.secretary):
			return steps.take(RECORD, record.name, CONFIRM)

	def found(self) -> dict:
		return sealing.verify(self.world.community.name)

	def test_what_is_confirmed_is_sealed_behind_the_one_before(self):
		seals = frappe.get_all(SEAL, {"community": self.world.community.name}, ["*"], order_by="position asc")
		self.assertEqual([seal.record for seal in seals], [record.name for record in self.records])
		self.assertEqual([seal.position for seal in seals], [1, 2, 3])
		self.assertEqual(seals[0].previous_hash, sealing.FIRST)
		self.assertEqual(seals[2].previous_hash, seals[1].seal_hash)
		empty = {"differing": [], "missing": [], "broken": [], "unsealed": []}
		self.assertEqual(self.found(), {"checked": 3, **empty})

	def test_a_later_change_of_anything_told_shows(self):
		for field, value in (
			("ends_on", at(2, 12)),
			("minutes", 600),
			("content", "另一件事"),
			("category", "政策宣传"),
			("place", "别处"),
			("member", make_member(self.world.branch).name),
			("confirmed_by_name", "别人"),
			("time_kind", "Duty"),
		):
			with self.subTest(field=field):
				frappe.db.savepoint("one_change")
				frappe.db.set_value(RECORD, self.records[1].name, field, value)
				self.assertEqual(self.found()["differing"], [self.records[1].name])
				frappe.db.rollback(save_point="one_change")

	def test_a_deleted_record_shows(self):
		frappe.db.delete(RECORD, {"name": self.records[0].name})
		self.assertEqual(self.found()["missing"], [self.records[0].name])

	def test_a_changed_or_deleted_seal_shows(self):
		seal = frappe.db.get_value(SEAL, {"record": self.records[1].name})
		frappe.db.savepoint("one_change")
		forged = sealing.hash_of({"name": "x"})
		frappe.db.set_value(SEAL, seal, "content_hash", forged)
		self.assertEqual((self.found()["broken"], self.found()["differing"]), ([2], [self.records[1].name]))
		# whoever also works out the seal anew breaks the link to the next one
		previous = frappe.db.get_value(SEAL, seal, "previous_hash")
		frappe.db.set_value(SEAL, seal, "seal_hash", sealing._digest(previous + forged))
		self.assertEqual(self.found()["broken"], [3])
		frappe.db.rollback(save_point="one_change")
		frappe.db.delete(SEAL, {"name": seal})
		found = self.found()
		self.assertEqual((found["broken"], found["unsealed"]), ([3], [self.records[1].name]))

	def test_a_seal_is_neither_changed_nor_deleted_by_the_app(self):
		seal = frappe.get_doc(SEAL, {"record": self.records[1].name})
		seal.content_hash = "0"
		self.assertRaises(WrittenOnce, seal.save)
		self.assertRaises(WrittenOnce, seal.delete)

	def test_a_merged_member_is_the_same_person(self):
		kept = make_member(self.world.branch)
		frappe.db.set_value("Sink Member", self.world.member.name, "merged_into", kept.name)
		frappe.db.set_value(RECORD, self.records[1].name, "member", kept.name)
		self.assertEqual(self.found()["differing"], [])

	def test_checking_says_it_in_words_to_who_stands_there(self):
		frappe.db.set_value(RECORD, self.records[1].name, "minutes", 600)
		with as_user(self.world.secretary):
			told = sealing.check(self.world.community.name)
		self.assertEqual((told["checked"], told["sound"]), (3, False))
		self.assertEqual(told["findings"][0]["record"], self.records[1].name)
		self.assertIn(self.world.member.member_name, told["findings"][0]["title"])
		elsewhere = make_stand("Sink Community Secretary", self.world.neighbour)
		with as_user(elsewhere):
			self.assertEqual(sealing.check(self.world.community.name)["checked"], 0)
		with as_user(self.world.member_user), self.assertRaises(frappe.PermissionError):
			sealing.check(self.world.community.name)

	def certificate(self):
		with as_user(self.world.secretary):
			return frappe.get_doc(
				{
					"doctype": "Sink Service Certificate",
					"member": self.world.member.name,
					"community": self.world.community.name,
					"from_date": at(40, 0).date(),
					"to_date": at(0, 0).date(),
				}
			).insert()

	def test_a_certificate_is_true_until_anything_it_rests_on_changes(self):
		made = self.certificate()
		self.assertEqual((made.times, made.minutes), (3, 360))
		self.assertTrue(certificates.is_true(made.number))
		self.assertFalse(certificates.is_true("other"))
		for doctype, name, field, value in (
			(RECORD, self.records[0].name, "minutes", 600),
			(RECORD, self.records[0].name, "workflow_state", "Replaced"),
			("Sink Service Certificate", made.name, "minutes", 6000),
			("Sink Service Certificate", made.name, "withdrawn", 1),
		):
			with self.subTest(field=field):
				frappe.db.savepoint("one_change")
				frappe.db.set_value(doctype, name, field, value)
				self.assertFalse(certificates.is_true(made.number))
				frappe.db.rollback(save_point="one_change")

	def test_a_paper_is_compared_and_nothing_of_it_is_told(self):
		made = self.certificate()
		name = self.world.member.member_name
		self.assertTrue(public.compare(made.number, name, "6"))
		self.assertTrue(public.compare(made.number, f" {name} ", "6.0"))
		self.assertFalse(public.compare(made.number, name, "60"))
		self.assertFalse(public.compare(made.number, "别人", "6"))

	def test_who_guesses_is_stopped(self):
		made = self.certificate()
		frappe.db.set_single_value("Sink Service Settings", "code_tries_per_hour", 2)
		frappe.clear_document_cache("Sink Service Settings", "Sink Service Settings")
		frappe.cache.delete(public._key())
		for _each in range(2):
			self.assertFalse(public.compare(made.number, "别人", "6"))
		with self.assertRaises(public.TooManyTries):
			public.compare(made.number, self.world.member.member_name, "6")
		frappe.cache.delete(public._key())

	def test_nothing_is_certified_of_nothing(self):
		with as_user(self.world.secretary), self.assertRaises(certificates.NothingToCertify):
			frappe.get_doc(
				{
					"doctype": "Sink Service Certificate",
					"member": make_member(self.world.branch).name,
					"community": self.world.community.name,
					"from_date": "2026-01-01",
					"to_date": "2026-12-31",
				}
			).insert()
