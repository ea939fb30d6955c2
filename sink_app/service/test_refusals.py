"""Refusals that no walk through the app meets: what a form never sends, what comes a moment too late."""

import io
from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, now_datetime, nowdate
from openpyxl import Workbook

from sink_app.approvals import runs
from sink_app.registration.own import NoMemberRecord
from sink_app.service import phone_records
from sink_app.service.activities import attendance, signing_up
from sink_app.service.doctype.sink_activity_participant import sink_activity_participant as participant
from sink_app.service.doctype.sink_demand_settings.sink_demand_settings import PercentWrong
from sink_app.service.doctype.sink_duty_roster import sink_duty_roster
from sink_app.service.doctype.sink_duty_shift import sink_duty_shift
from sink_app.service.doctype.sink_order_claim.sink_order_claim import NotByHand
from sink_app.service.doctype.sink_satisfaction.sink_satisfaction import RatedAlready, RatingMissing
from sink_app.service.doctype.sink_service_certificate import sink_service_certificate as certificate
from sink_app.service.doctype.sink_service_record.sink_service_record import CorrectionReasonMissing
from sink_app.service.doctype.sink_whistle_call import sink_whistle_call as whistle_call
from sink_app.service.doctype.sink_whistle_level.sink_whistle_level import LimitsWrong
from sink_app.service.lists import columns, sheets
from sink_app.service.orders import CLAIM, claiming
from sink_app.service.orders import doors as order_doors
from sink_app.service.orders import phone as order_phone
from sink_app.service.records import codes, confirmations, confirming, correcting, sources
from sink_app.service.teams import batches, joining, seats
from sink_app.service.whistles import CALL, calls
from sink_app.tests.emergencies import make_whistle
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_activity,
	make_placed,
	make_service_record,
	make_stand,
	make_team,
)
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_server, open_order


class WithWorld(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		make_placed(world.member, world.community, world.grid)
		cls.other = make_server(world)[0]


class TestOrders(WithWorld):
	def claimed(self):
		order = open_order(self.world.community)
		with as_user(self.world.member_user):
			claiming.claim(order.name, self.world.member.name)
		return frappe.get_doc(CLAIM, {"service_order": order.name})

	def test_a_claim_is_neither_made_nor_deleted_by_hand(self):
		claim = self.claimed()
		with self.assertRaises(NotByHand):
			claim.delete()
		by_hand = frappe.copy_doc(claim)
		by_hand.update({"place": 0, "member": self.other.name, "holding": None})
		with self.assertRaises(NotByHand):
			by_hand.insert()

	def test_what_is_over_is_not_accepted_any_more(self):
		claim = self.claimed()
		claiming.give_up(claim.name, "家中有事")
		with self.assertRaises(claiming.NotHeld):
			claiming.accept(claim.name)

	def test_who_goes_instead_is_said_with_a_reason(self):
		claim = self.claimed()
		with self.assertRaises(claiming.ReasonMissing):
			claiming.reassign(claim.name, self.other.name, " ")

	def test_the_phone_page_of_orders_is_for_members(self):
		with as_user(self.world.secretary), self.assertRaises(NoMemberRecord):
			order_phone.claim(open_order(self.world.community).name)

	def test_only_its_community_gives_an_orders_places(self):
		order = open_order(self.world.community)
		for user in (make_stand("Sink Street Officer", self.world.street), self.world.member_user):
			with as_user(user), self.assertRaises(frappe.PermissionError):
				order_doors.dispatch(order.name, [self.other.name])

	def test_what_was_said_of_a_service_stands(self):
		order = open_order(self.world.community)
		order.db_set("workflow_state", "Order Completed")
		about = {"reference_doctype": order.doctype, "reference_name": order.name}
		said = make("Sink Satisfaction", **about, rating="Satisfied", way="Call-back")
		with self.assertRaises(RatingMissing):
			make("Sink Satisfaction", **about, way="On Paper")
		said.rating = "Dissatisfied"
		with self.assertRaises(RatedAlready):
			said.save()


class TestRecords(WithWorld):
	def test_a_member_reads_no_record_of_another(self):
		record = make_service_record(self.other, self.world.grid)
		with as_user(self.world.member_user), self.assertRaises(frappe.PermissionError):
			phone_records.form(record.name)
		with as_user(self.world.member_user), self.assertRaises(phone_records.NotYourRecord):
			phone_records.code(record.name)

	def test_a_correction_says_what_is_corrected(self):
		record = make_service_record(self.world.member, self.world.grid)
		record.db_set("workflow_state", "Record Confirmed")
		copied = frappe.copy_doc(record)
		copied.update({"replaces": record.name, "correction_reason": " "})
		with as_user(self.world.member_user), self.assertRaises(CorrectionReasonMissing):
			copied.insert()

	def test_only_what_is_confirmed_is_corrected(self):
		record = make_service_record(self.world.member, self.world.grid)
		with as_user(self.world.member_user), self.assertRaises(correcting.NotCorrectable):
			correcting.correct(record.name, "写错了")

	def test_so_many_are_confirmed_at_once_and_no_more(self):
		with self.assertRaises(confirming.TooMany):
			confirming.confirm(["any"] * (confirming.MOST + 1))

	def test_no_code_is_given_while_codes_are_switched_off(self):
		record = make_service_record(self.world.member, self.world.grid)
		frappe.db.set_single_value("Sink Service Settings", "takes_codes", 0)
		frappe.clear_document_cache("Sink Service Settings", "Sink Service Settings")
		self.addCleanup(frappe.clear_document_cache, "Sink Service Settings", "Sink Service Settings")
		with self.assertRaises(codes.CodesOff):
			codes.issue(record.name)

	def test_whoever_confirmed_first_does_not_confirm_again(self):
		record = make_service_record(self.world.member, self.world.grid)
		record.update({"first_confirmer": self.world.secretary, "handed_in_by": self.world.member_user})
		step = {"state": "Second Confirmation", "action": "Confirm a Second Time"}
		with as_user(self.world.secretary), self.assertRaises(confirmations.SelfConfirmation):
			confirmations._refuse_own(record, step)

	def test_records_are_written_of_services_alone(self):
		with self.assertRaises(sources.NoSource):
			sources.facts("Sink Notice", "any")

	def test_a_certificate_is_issued_for_a_community(self):
		about = {"member": self.world.member.name, "from_date": "2020-01-01", "to_date": nowdate()}
		with self.assertRaises(certificate.CommunityWrong):
			make("Sink Service Certificate", community=self.world.street.name, **about)
		about |= {"community": self.world.community.name}
		with self.assertRaises(certificate.PeriodWrong):
			make("Sink Service Certificate", **{**about, "to_date": "2019-12-31"})
		with self.assertRaises(certificate.ReasonMissing):
			make("Sink Service Certificate", **about, withdrawn=1)


class TestActivities(WithWorld):
	def published(self, **values):
		activity = make_activity(self.world.community, **values)
		activity.db_set("workflow_state", "Sign-Up Open")
		return activity

	def test_nobody_is_marked_present_before_an_activity_is_over(self):
		activity = self.published()
		with as_user(self.world.secretary), self.assertRaises(attendance.NotYetOver):
			attendance.make_records(activity.name)

	def test_a_place_is_not_given_back_once_it_has_begun(self):
		activity = self.published()
		taken = signing_up.sign_up(activity.name, self.world.member.name)
		activity.db_set("starts_on", now_datetime() - timedelta(minutes=1))
		with self.assertRaises(signing_up.TooLate):
			signing_up.withdraw(taken.name)

	def test_nobody_came_to_what_was_never_published(self):
		about = {"activity": make_activity(self.world.community).name, "member": self.world.member.name}
		with self.assertRaises(participant.SignUpClosed):
			make("Sink Activity Participant", **about, status="Attended")

	def test_no_record_is_written_of_what_was_never_published(self):
		with self.assertRaises(signing_up.NotHeld):
			signing_up.facts(make_activity(self.world.community).name)


class TestTeams(WithWorld):
	def test_a_shift_is_not_added_to_a_withdrawn_roster_nor_a_roster_changed_at_work(self):
		team = make_team(self.world.community, self.world.member, kind="Duty Team")
		days = {"from_date": add_days(nowdate(), 400), "to_date": add_days(nowdate(), 404)}
		roster = make("Sink Duty Roster", team=team.name, per_day=1, **days)
		with patch.object(runs, "is_running", return_value=True), self.assertRaises(sink_duty_roster.AtWork):
			roster.save()
		roster.db_set("workflow_state", "Roster Withdrawn")
		about = {"roster": roster.name, "day": days["from_date"], "member": self.world.member.name}
		with self.assertRaises(sink_duty_shift.RosterClosed):
			make("Sink Duty Shift", **about)

	def test_whoever_is_in_a_team_neither_applies_to_it_nor_enters_it_again(self):
		team = make_team(self.world.community, self.other, self.world.member, recruiting=1)
		with as_user(self.world.member_user), self.assertRaises(seats.InTeamAlready):
			joining.apply(self.world.member.name, team.name)
		with self.assertRaises(seats.InTeamAlready):
			joining.enrol(team.name, self.world.member.name)

	def test_nobody_leaves_a_team_they_are_not_in_or_lead(self):
		team = make_team(self.world.community, self.other, recruiting=1)
		with self.assertRaises(joining.NotInTeam):
			joining.leave(team.name, self.world.member.name)
		with self.assertRaises(frappe.ValidationError):
			joining.leave(team.name, self.other.name)

	def test_a_batch_has_its_days_once(self):
		team = make_team(self.world.community, self.world.member)
		for _each in range(2):
			team.append("batches", {"batch": 1, "from_date": "2027-01-01", "to_date": "2027-01-31"})
		with self.assertRaises(batches.BatchTwice):
			team.save()


class TestOthers(WithWorld):
	def test_help_is_called_for_what_was_blown_and_asked_until_it_is_closed(self):
		whistle = make_whistle(self.world.secretary, self.world.community.name)
		with as_user(self.world.secretary), self.assertRaises(calls.NotWaitingForHelp):
			calls.call(whistle.name, members=[self.world.member.name])
		whistle.db_set("workflow_state", "Whistle Blown")
		with as_user(self.world.secretary):
			calls.call(whistle.name, members=[self.world.member.name])
		whistle.db_set("workflow_state", "Whistle Closed")
		asked = frappe.get_doc(CALL, {"whistle": whistle.name})
		with as_user(self.world.member_user), self.assertRaises(whistle_call.WhistleClosed):
			calls.answer(asked.name, "Coming")

	def test_a_call_is_for_one_and_its_answer_says_why(self):
		whistle = make_whistle(self.world.secretary, self.world.community.name)
		whistle.db_set("workflow_state", "Whistle Blown")
		about = {"whistle": whistle.name, "area": whistle.area}
		with self.assertRaises(whistle_call.NobodyCalled):
			make(CALL, **about)
		asked = make(CALL, **about, member=self.world.member.name)
		with as_user(self.world.member_user), self.assertRaises(whistle_call.WordsMissing):
			calls.answer(asked.name, "Cannot Come", reason=" ")

	def test_somebody_comes_within_some_time(self):
		level = frappe.get_doc("Sink Whistle Level", {"name": ("is", "set")})
		level.respond_within = 0
		with self.assertRaises(LimitsWrong):
			level.save()

	def test_a_sheet_without_titles_or_rows_is_no_list(self):
		book = Workbook()
		resources = "Sink Resource List"
		titles = [columns.heading(resources, each.field) for each in columns.OF[resources]]
		for rows in ([], [["a", "b"]], [titles]):
			for row in rows:
				book.active.append(row)
			content = io.BytesIO()
			book.save(content)
			with self.assertRaises(sheets.SheetUnreadable):
				sheets.read(resources, content.getvalue())
		with self.assertRaises(sheets.SheetUnreadable):
			sheets.take_in("Sink Order", "any", "any")

	def test_how_much_alike_is_a_number_of_percent(self):
		for percent in (0, 101):
			settings = frappe.get_single("Sink Demand Settings")
			settings.alike_percent = percent
			with self.assertRaises(PercentWrong):
				settings.save()
