from datetime import datetime, timedelta
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import get_datetime, now_datetime

from sink_app.access import stands
from sink_app.approvals import inbox, steps
from sink_app.approvals.guard import StepSkipped
from sink_app.registration.states import PLACED
from sink_app.service.doctype.sink_service_record import sink_service_record as controller
from sink_app.service.records import (
	CONFIRM,
	CONFIRM_AGAIN,
	HAND_IN,
	NOTE_PAPER,
	RECORD,
	SEND_BACK,
	confirmations,
	confirming,
	correcting,
	minimum,
	sealing,
)
from sink_app.tests.factories import (
	World,
	as_user,
	make_activity,
	make_member,
	make_placed,
	make_service_record,
	make_stand,
	make_user,
)

YEAR = now_datetime().year


def forget_what_was_rolled_back():
	"""Take out of the caches what a test had put there: where users stand, and the service settings."""
	frappe.set_user("Administrator")
	stands.forget()
	frappe.clear_document_cache("Sink Service Settings", "Sink Service Settings")


def at(days: int, hour: int, minute: int = 0) -> datetime:
	"""A time of a day so many days ago."""
	day = now_datetime().replace(hour=hour, minute=minute, second=0, microsecond=0)
	return day - timedelta(days=days)


class TestSinkServiceRecord(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)
		cls.placed = make_placed(
			cls.world.member, cls.world.community, cls.world.grid, registration_type="Residence"
		)

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		forget_what_was_rolled_back()

	def write(self, **values):
		values.setdefault("ends_on", at(1, 11))
		values.setdefault("starts_on", get_datetime(values["ends_on"]) - timedelta(hours=2))
		return make_service_record(self.world.member, values.pop("area", self.world.grid), **values)

	def take(self, user, record, action, **kwargs):
		with as_user(user):
			return steps.take(RECORD, record.name, action, **kwargs)

	def handed_in(self, **values):
		return self.take(self.world.member_user, self.write(**values), HAND_IN)

	def confirmed(self, **values):
		return self.take(self.world.secretary, self.handed_in(**values), CONFIRM)

	def test_rec_01_a_member_writes_time_place_and_content_and_the_community_confirms(self):
		record = self.write()
		self.assertEqual((record.minutes, record.workflow_state), (120, "Draft"))
		self.assertEqual(record.registration, self.placed.name)
		self.assertEqual(record.place, self.world.grid.title)
		self.assertEqual(record.community, self.world.community.name)
		handed = self.take(self.world.member_user, record, HAND_IN)
		self.assertEqual(handed.workflow_state, "Awaiting Confirmation")
		done = self.take(self.world.secretary, handed, CONFIRM)
		self.assertEqual((done.workflow_state, done.confirm_way), ("Record Confirmed", "Community"))
		self.assertTrue(done.confirmed_on and done.confirmed_by_name)

	def test_rec_01_what_is_empty_is_said(self):
		for field in ("starts_on", "ends_on", "category", "content"):
			with self.subTest(field=field), self.assertRaises(frappe.MandatoryError):
				self.write(**{"starts_on": at(1, 9), field: None})

	def test_rec_04_nothing_of_the_future_or_backwards_or_without_end(self):
		for error, values in (
			(controller.InTheFuture, {"ends_on": now_datetime() + timedelta(hours=1)}),
			(controller.PeriodWrong, {"starts_on": at(1, 12), "ends_on": at(1, 11)}),
			(controller.PeriodWrong, {"starts_on": at(1, 11), "ends_on": at(1, 11)}),
			(controller.PeriodWrong, {"starts_on": at(3, 9), "ends_on": at(1, 9)}),
		):
			with self.subTest(values=values), self.assertRaises(error):
				self.write(**values)

	def test_rec_04_no_record_is_longer_than_its_calendar_looks_back_whatever_an_office_sets(self):
		for hours in (0, 10_000):
			with patch.object(controller, "settings", return_value=frappe._dict(longest_hours=hours)):
				with self.subTest(hours=hours), self.assertRaises(controller.PeriodWrong):
					self.write(starts_on=at(33, 9), ends_on=at(1, 9))
				self.write(starts_on=at(32, 9), ends_on=at(1, 9)).delete()

	def test_rec_04_midnight_is_crossed_and_seconds_are_not_counted(self):
		record = self.write(
			starts_on=at(2, 22, 30).replace(second=59), ends_on=at(1, 1, 15).replace(second=1)
		)
		self.assertEqual(record.minutes, 165)

	def test_rec_04_records_of_one_member_do_not_overlap(self):
		self.write(starts_on=at(1, 9), ends_on=at(1, 11))
		for start, end in ((8, 10), (10, 12), (8, 12), (9, 11)):
			with self.subTest(start=start), self.assertRaises(controller.Overlapping):
				self.write(starts_on=at(1, start), ends_on=at(1, end))
		self.write(starts_on=at(1, 11), ends_on=at(1, 12))
		other = make_member(self.world.branch)
		make_service_record(other, self.world.grid, starts_on=at(1, 9), ends_on=at(1, 11))

	def test_rec_04_nobody_confirms_their_own(self):
		record = self.handed_in()
		make_stand("Sink Community Secretary", self.world.community, user=self.world.member_user)
		with as_user(self.world.member_user):
			with self.assertRaises(steps.SelfApproval):
				steps.take(RECORD, record.name, CONFIRM)
			answer = confirming.confirm([record.name])
		self.assertEqual(answer["done"], 0)
		self.assertEqual(frappe.db.get_value(RECORD, record.name, "workflow_state"), "Awaiting Confirmation")

	def test_rec_04_nor_who_typed_it_in_or_handed_it_in(self):
		with as_user(self.staff):
			typed = make_service_record_as(self.world.member, self.world.grid)
			typed = steps.take(RECORD, typed.name, HAND_IN)
			with self.assertRaises(steps.SelfApproval):
				steps.take(RECORD, typed.name, CONFIRM)
		self.assertEqual(self.take(self.world.secretary, typed, CONFIRM).workflow_state, "Record Confirmed")
		own = self.write(starts_on=at(2, 9), ends_on=at(2, 10))
		self.take(self.staff, own, HAND_IN)
		with self.assertRaises(confirmations.SelfConfirmation):
			self.take(self.staff, own, CONFIRM)

	def test_rec_04_the_rule_holds_when_an_office_redraws_the_chain(self):
		record = self.handed_in()
		make_stand("Sink Community Secretary", self.world.community, user=self.world.member_user)
		workflow = frappe.get_doc("Workflow", RECORD)
		for row in workflow.transitions:
			row.allow_self_approval = 1
		workflow.save()
		with self.assertRaises(confirmations.SelfConfirmation):
			self.take(self.world.member_user, record, CONFIRM)

	def test_rec_04_a_late_entry_says_why_and_is_confirmed_by_two(self):
		record = self.write(ends_on=at(20, 11))
		with self.assertRaises(controller.LateReasonMissing):
			self.take(self.world.member_user, record, HAND_IN)
		with as_user(self.world.member_user):
			record.reload()
			record.late_reason = "当时在外出差"
			record.save()
		handed = self.take(self.world.member_user, record, HAND_IN)
		self.assertEqual((handed.is_late, handed.needs_second), (1, 1))
		first = self.take(self.world.secretary, handed, CONFIRM)
		self.assertEqual(first.workflow_state, "Second Confirmation")
		with self.assertRaises(frappe.PermissionError):
			self.take(self.world.secretary, first, CONFIRM_AGAIN)
		with as_user(self.staff):
			self.assertIn(first.name, [row["name"] for row in inbox.rows(RECORD)["rows"]])
		second = self.take(self.staff, first, CONFIRM_AGAIN)
		self.assertEqual(second.workflow_state, "Record Confirmed")
		self.assertEqual(len(second.confirmed_by_name.split("、")), 2)

	def test_rec_04_who_works_for_the_community_is_confirmed_by_two(self):
		user = make_user("Sink Member")
		member = make_member(self.world.branch, user=user)
		make_stand("Sink Community Staff", self.world.community, user=user)
		record = make_service_record(member, self.world.community)
		record = self.take(user, record, HAND_IN)
		self.assertEqual((record.is_late, record.needs_second), (0, 1))
		record = self.take(self.world.secretary, record, CONFIRM)
		street = make_stand("Sink Street Officer", self.world.street)
		self.assertEqual(self.take(street, record, CONFIRM_AGAIN).workflow_state, "Record Confirmed")

	def test_rec_04_what_was_handed_in_is_sent_back_and_not_changed(self):
		record = self.handed_in()
		with as_user(self.world.secretary):
			record.content = "别的内容"
			with self.assertRaises(controller.ContentStands):
				record.save()
		with self.assertRaises(steps.ReasonMissing):
			self.take(self.world.secretary, record, SEND_BACK)
		back = self.take(self.world.secretary, record, SEND_BACK, reason="时间写错了")
		back.reload()
		self.assertEqual((back.workflow_state, back.return_reason), ("Returned", "时间写错了"))
		with as_user(self.world.member_user):
			back.content = "清理楼道杂物和小广告"
			back.save()
		again = self.take(self.world.member_user, back, HAND_IN)
		again.reload()
		self.assertFalse(again.return_reason)

	def test_rec_04_what_the_server_works_out_is_not_taken_from_a_client(self):
		forged = {
			*(("counted_year", YEAR), ("confirm_way", "Community"), ("confirmed_by_name", "某某")),
			*(("needs_second", 0), ("is_late", 0), ("minutes", 6000)),
		}
		record = self.write(**dict(forged))
		record.reload()
		self.assertEqual((record.counted_year, record.confirm_way, record.minutes), (0, None, 120))
		with as_user(self.world.member_user), self.assertRaises(StepSkipped):
			record.workflow_state = "Record Confirmed"
			record.save()

	def test_rec_02_signed_paper_is_noted_with_who_signed(self):
		record = self.handed_in()
		with self.assertRaises(confirmations.SignerMissing):
			self.take(self.world.secretary, record, NOTE_PAPER)
		with as_user(self.world.secretary):
			inbox.take(
				RECORD, record.name, NOTE_PAPER, record.workflow_state, values={"served_person": "陈奶奶"}
			)
		record.reload()
		self.assertEqual((record.workflow_state, record.confirm_way), ("Record Confirmed", "Signed Paper"))

	def test_rec_03_what_is_known_fills_itself(self):
		activity = make_activity(
			self.world.grid, starts_on=at(1, 9), ends_on=at(1, 12), content="清扫背街小巷"
		)
		frappe.db.set_value("Sink Activity", activity.name, "workflow_state", "Sign-Up Open")
		with as_user(self.world.member_user):
			record = frappe.get_doc(
				{
					"doctype": RECORD,
					"member": self.world.member.name,
					"source_doctype": "Sink Activity",
					"source": activity.name,
				}
			).insert()
			again = frappe.copy_doc(record)
			again.update({"starts_on": at(2, 9), "ends_on": at(2, 10)})
			with self.assertRaises(controller.WrittenAlready):
				again.insert()
		self.assertEqual((record.minutes, record.category), (180, "环境整治"))
		self.assertEqual((record.content, record.area), ("清扫背街小巷", self.world.grid.name))

	def test_a_place_lies_in_a_community(self):
		with self.assertRaises(controller.PlaceWrong):
			self.write(area=self.world.street)

	def test_only_what_was_not_handed_in_is_deleted(self):
		draft = self.write()
		with as_user(self.world.member_user):
			frappe.delete_doc(RECORD, draft.name)
		handed = self.handed_in()
		with as_user(self.world.member_user), self.assertRaises(controller.NotDeletable):
			frappe.delete_doc(RECORD, handed.name)

	def test_a_confirmed_record_is_corrected_by_another_that_takes_its_place(self):
		old = self.confirmed()
		with as_user(self.world.member_user):
			name = correcting.correct(old.name, "少写了半小时")
			with self.assertRaises(correcting.NotCorrectable):
				correcting.correct(old.name, "再来一次")
			new = frappe.get_doc(RECORD, name)
			new.ends_on = old.ends_on + timedelta(minutes=30)
			new.save()
		self.take(self.world.member_user, new, HAND_IN)
		old.reload()
		self.assertEqual(old.workflow_state, "Record Confirmed")
		self.take(self.world.secretary, new, CONFIRM)
		old.reload()
		self.assertEqual((old.workflow_state, old.counted_year), ("Replaced", 0))
		self.assertEqual(minimum.reached_by(self.world.member.name, YEAR), (1, 150))
		found = sealing.verify(self.world.community.name)
		self.assertEqual((found["checked"], found["differing"], found["broken"]), (2, [], []))

	def test_srv_14_only_confirmed_spare_time_where_one_lives_counts(self):
		self.handed_in()
		self.assertEqual(minimum.reached_by(self.world.member.name, YEAR), (0, 0))
		for day, values in (
			(2, {}),
			(3, {"time_kind": "Duty"}),
			(4, {"area": self.world.neighbour}),
			(5, {"is_emergency": 1}),
		):
			record = self.handed_in(ends_on=at(day, 11), **values)
			where = values.get("area", self.world.community)
			who = make_stand("Sink Community Secretary", where)
			self.take(who, record, CONFIRM)
		self.assertEqual(minimum.reached_by(self.world.member.name, at(2, 11).year), (2, 240))

	def test_srv_13_a_year_may_ask_for_less(self):
		settings = frappe.get_doc("Sink Service Settings")
		settings.append("years", {"year": 2020, "times": 3, "hours": 12})
		settings.save()
		self.assertEqual(minimum.required(2020), (3, 720))
		self.assertEqual(minimum.required(YEAR), (5, 1200))

	def test_rec_02_two_hundred_are_confirmed_in_one_go_and_refusals_stop_no_other(self):
		records = [self.handed_in(ends_on=at(1, 2 + hour), starts_on=at(1, 1 + hour)) for hour in range(6)]
		with as_user(self.world.secretary):
			own = make_service_record_as(make_member(self.world.branch), self.world.grid)
			steps.take(RECORD, own.name, HAND_IN)
			names = [own.name, *(record.name for record in records), "gone"]
			answer = confirming.confirm(names)
		self.assertEqual(answer["done"], 6)
		self.assertEqual({row["name"] for row in answer["refusals"]}, {own.name, "gone"})
		for record in records:
			record.reload()
			self.assertEqual((record.workflow_state, record.confirm_way), ("Record Confirmed", "Community"))
			last = steps.history(RECORD, record.name)[-1]
			self.assertEqual((last["action"], last["user"]), (CONFIRM, self.world.secretary))
		self.assertEqual(minimum.reached_by(self.world.member.name, at(1, 3).year), (6, 360))
		self.assertEqual(sealing.verify(self.world.community.name)["checked"], 6)

	def test_confirming_in_one_go_does_what_a_single_step_does(self):
		one, other = (self.handed_in(ends_on=at(day, 11)) for day in (1, 2))
		self.take(self.world.secretary, one, CONFIRM)
		with as_user(self.world.secretary):
			confirming.confirm([other.name])
		one, other = (frappe.get_doc(RECORD, each.name) for each in (one, other))
		same = [
			field.fieldname
			for field in one.meta.fields
			if field.fieldname not in ("starts_on", "ends_on", "confirmed_on")
		]
		self.assertEqual(
			{field: one.get(field) for field in same}, {field: other.get(field) for field in same}
		)

	def test_who_sees_it(self):
		record = self.handed_in()
		world = self.world
		readers = {
			world.member_user: True,
			world.organizer: True,
			world.secretary: True,
			make_stand("Sink Branch Secretary", world.branch): True,
			make_stand("Sink Community Secretary", world.neighbour): False,
			make_stand("Sink Unit Organizer", world.other_unit): False,
		}
		for user, sees in readers.items():
			with self.subTest(user=user), as_user(user):
				listed = frappe.get_list(RECORD, pluck="name", limit_page_length=0)
				self.assertEqual(record.name in listed, sees)

	def test_a_member_writes_for_nobody_else(self):
		other = make_member(self.world.other_branch)
		with as_user(self.world.member_user), self.assertRaises(frappe.PermissionError):
			make_service_record_as(other, self.world.grid)

	def test_the_state_of_a_registration_decides(self):
		self.assertEqual(self.placed.workflow_state, PLACED)
		frappe.db.set_value("Sink Registration", self.placed.name, "workflow_state", "Unit Review")
		self.assertFalse(self.write().registration)


def make_service_record_as(member, area, **values):
	"""A record typed in by the session's user for a member."""
	end = at(3, 11)
	about = {"doctype": RECORD, "member": member.name, "area": area.name, "category": "环境整治"}
	return frappe.get_doc(
		{**about, "content": "清理楼道", "starts_on": end - timedelta(hours=1), "ends_on": end, **values}
	).insert()
