from datetime import timedelta

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import now_datetime

from sink_app.approvals import steps
from sink_app.service.activities import ACTIVITY, PARTICIPANT, attendance, signing_up
from sink_app.service.doctype.sink_activity import sink_activity as controller
from sink_app.service.doctype.sink_activity_participant import sink_activity_participant as participant
from sink_app.service.doctype.sink_service_record.test_sink_service_record import (
	at,
	forget_what_was_rolled_back,
)
from sink_app.service.records import RECORD, sources
from sink_app.tests.factories import (
	World,
	as_user,
	make_activity,
	make_member,
	make_placed,
	make_stand,
	make_user,
)

PATH = ("Hand In Activity", "Approve Activity", "Publish Activity")


class TestSinkActivity(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)
		make_placed(cls.world.member, cls.world.community, cls.world.grid, registration_type="Residence")

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		forget_what_was_rolled_back()

	def published(self, **values):
		activity = make_activity(self.world.community, **values)
		for action in PATH:
			with as_user(self.world.secretary):
				activity = steps.take(ACTIVITY, activity.name, action)
		return activity

	def held(self, *members, days: int = 1, **values):
		"""A published activity that these members signed up for, and that is over now."""
		activity = self.published(**values)
		for member in members:
			signing_up.sign_up(activity.name, member.name)
		times = {"starts_on": at(days, 9), "ends_on": at(days, 11)}
		frappe.db.set_value(ACTIVITY, activity.name, times)
		return frappe.get_doc(ACTIVITY, activity.name)

	def members(self, number: int) -> list:
		return [make_member(self.world.branch, user=make_user("Sink Member")) for _each in range(number)]

	def test_srv_16_a_unit_plans_and_the_community_approves(self):
		with as_user(self.world.organizer):
			planned = frappe.get_doc(
				{
					"doctype": ACTIVITY,
					"title": "露天电影",
					"kind": "Theme Activity",
					"category": "政策宣传",
					"area": self.world.community.name,
					"organization": self.world.unit.name,
					"head_count": 6,
					"starts_on": now_datetime() + timedelta(days=5),
					"ends_on": now_datetime() + timedelta(days=5, hours=2),
				}
			).insert()
			planned = steps.take(ACTIVITY, planned.name, "Hand In Activity")
			with self.assertRaises(frappe.PermissionError):
				steps.take(ACTIVITY, planned.name, "Approve Activity")
		with as_user(self.world.secretary):
			steps.take(ACTIVITY, planned.name, "Approve Activity")
		with as_user(self.world.organizer):
			published = steps.take(ACTIVITY, planned.name, "Publish Activity")
		self.assertEqual(published.workflow_state, "Sign-Up Open")
		self.assertTrue(published.declared_on)

	def test_ten_or_more_are_declared_three_days_ahead(self):
		soon = {"starts_on": now_datetime() + timedelta(days=2)}
		for head_count, is_emergency, refused in ((10, 0, True), (9, 0, False), (10, 1, False)):
			about = {"head_count": head_count, "is_emergency": is_emergency}
			activity = make_activity(self.world.community, **soon, **about)
			with self.subTest(**about), as_user(self.world.secretary):
				if refused:
					with self.assertRaises(controller.DeclaredTooLate):
						steps.take(ACTIVITY, activity.name, PATH[0])
				else:
					self.assertEqual(
						steps.take(ACTIVITY, activity.name, PATH[0]).workflow_state, "Activity Review"
					)
		self.published(head_count=30)

	def test_nor_is_a_small_one_made_large_at_the_last_moment(self):
		activity = self.published(head_count=9)
		frappe.db.set_value(
			ACTIVITY,
			activity.name,
			{"starts_on": now_datetime() + timedelta(days=1), "ends_on": now_datetime() + timedelta(days=2)},
		)
		activity.reload()
		activity.head_count = 40
		with as_user(self.world.secretary), self.assertRaises(controller.DeclaredTooLate):
			activity.save()

	def test_srv_37_nobody_signs_up_past_the_number_wanted(self):
		activity = self.published(head_count=2)
		first, second, third = self.members(3)
		for member in (first, second):
			with as_user(member.user):
				signing_up.sign_up(activity.name, member.name)
		with as_user(third.user), self.assertRaises(participant.HeadCountReached):
			signing_up.sign_up(activity.name, third.name)
		with as_user(first.user):
			with self.assertRaises(participant.SignedUpAlready):
				frappe.get_doc(
					{"doctype": PARTICIPANT, "activity": activity.name, "member": first.name}
				).insert()
			signing_up.withdraw(frappe.db.get_value(PARTICIPANT, {"member": first.name}))
		with as_user(third.user):
			signing_up.sign_up(activity.name, third.name)
		activity.reload()
		self.assertEqual(activity.signed_up, 2)

	def test_who_has_the_form_open_overwrites_no_count(self):
		activity = self.published(head_count=5)
		opened = frappe.get_doc(ACTIVITY, activity.name)
		(member,) = self.members(1)
		signing_up.sign_up(activity.name, member.name)
		opened.update({"content": "带好手套", "signed_up": 0})
		opened.flags.ignore_version = True
		opened.save()
		activity.reload()
		self.assertEqual(activity.signed_up, 1)

	def test_sign_up_is_open_only_when_published_and_before_it_begins(self):
		(member,) = self.members(1)
		draft = make_activity(self.world.community)
		with self.assertRaises(participant.SignUpClosed):
			signing_up.sign_up(draft.name, member.name)
		with self.assertRaises(participant.SignUpClosed):
			signing_up.sign_up(self.held().name, member.name)

	def test_nobody_says_of_themselves_that_they_came(self):
		(member,) = self.members(1)
		activity = self.held(member)
		with as_user(member.user):
			own = frappe.get_doc(PARTICIPANT, {"member": member.name})
			own.status = "Attended"
			self.assertRaises(participant.NotYoursToSay, own.save)
			with self.assertRaises(frappe.PermissionError):
				attendance.keep(activity.name, [own.name])

	def test_rec_06_one_click_turns_the_list_into_records_and_again_makes_none(self):
		came, missed, walked_in = self.members(3)
		activity = self.held(came, missed)
		with as_user(self.staff):
			rows = {row.member: row.name for row in attendance.people(activity.name)}
			attendance.keep(activity.name, [rows[came.name]], [walked_in.name])
			self.assertEqual(attendance.make_records(activity.name), {"made": 2, "refusals": []})
			self.assertEqual(attendance.make_records(activity.name), {"made": 0, "refusals": []})
		records = frappe.get_all(RECORD, {"source": activity.name}, ["*"])
		self.assertEqual({record.member for record in records}, {came.name, walked_in.name})
		for record in records:
			self.assertEqual((record.workflow_state, record.minutes), ("Awaiting Confirmation", 120))
			self.assertEqual((record.mode, record.owner), ("Centralised Service", self.staff))
		self.assertEqual(frappe.db.get_value(PARTICIPANT, rows[missed.name], "status"), "Absent")
		with as_user(self.staff), self.assertRaises(steps.SelfApproval):
			steps.take(RECORD, records[0].name, "Confirm Record")
		with as_user(self.world.secretary):
			steps.take(RECORD, records[0].name, "Confirm Record")

	def test_a_record_the_member_wrote_is_not_made_again(self):
		(member,) = self.members(1)
		activity = self.held(member)
		with as_user(member.user):
			offered = sources.offered(member.name)
			self.assertEqual([each["source"] for each in offered], [activity.name])
			about = {key: offered[0][key] for key in ("source_doctype", "source")}
			frappe.get_doc({"doctype": RECORD, "member": member.name, **about}).insert()
			self.assertEqual(sources.offered(member.name), [])
		with as_user(self.staff):
			attendance.keep(activity.name, [row.name for row in attendance.people(activity.name)])
			self.assertEqual(attendance.make_records(activity.name)["made"], 1)
		self.assertEqual(frappe.db.count(RECORD, {"source": activity.name}), 1)

	def test_what_was_called_off_is_not_offered(self):
		(member,) = self.members(1)
		activity = self.held(member)
		frappe.db.set_value(ACTIVITY, activity.name, "workflow_state", "Activity Called Off")
		with as_user(member.user):
			self.assertEqual(sources.offered(member.name), [])

	def test_one_who_cannot_have_a_record_stops_no_other(self):
		busy, free = self.members(2)
		activity = self.held(busy, free)
		frappe.get_doc(
			{
				"doctype": RECORD,
				"member": busy.name,
				"area": self.world.community.name,
				"category": "治安巡逻",
				"content": "夜间巡逻",
				"starts_on": at(1, 10),
				"ends_on": at(1, 12),
			}
		).insert()
		with as_user(self.staff):
			attendance.keep(activity.name, [row.name for row in attendance.people(activity.name)])
			told = attendance.make_records(activity.name)
		self.assertEqual((told["made"], [row["title"] for row in told["refusals"]]), (1, [busy.member_name]))

	def test_of_an_activity_long_past_the_reason_is_asked_once(self):
		(member,) = self.members(1)
		activity = self.held(member, days=30)
		with as_user(self.staff):
			attendance.keep(activity.name, [row.name for row in attendance.people(activity.name)])
			self.assertTrue(attendance.make_records(activity.name)["needs_reason"])
			self.assertEqual(attendance.make_records(activity.name, "名单迟交"), {"made": 1, "refusals": []})
		record = frappe.get_doc(RECORD, {"source": activity.name})
		self.assertEqual((record.is_late, record.needs_second), (1, 1))

	def test_srv_15_srv_22_srv_24_srv_36_what_is_held_jointly_says_with_whom(self):
		with self.assertRaises(controller.CoHostMissing):
			make_activity(self.world.community, kind="Joint Theme Party Day", is_joint=1)
		joint = make_activity(
			self.world.community,
			kind="Joint Theme Party Day",
			co_hosts=[{"organization": self.world.unit.name, "part": "讲课老师"}],
		)
		self.assertEqual(joint.is_joint, 1)

	def test_a_period_and_a_place_are_needed(self):
		start = now_datetime() + timedelta(days=5)
		for error, values in (
			(controller.PeriodWrong, {"starts_on": start, "ends_on": start}),
			(controller.HeadCountWrong, {"head_count": 0}),
		):
			with self.subTest(values=values), self.assertRaises(error):
				make_activity(self.world.community, **values)
		with self.assertRaises(controller.PlaceWrong):
			make_activity(self.world.street)

	def test_srv_26_srv_27_srv_28_srv_29_srv_30_srv_31_srv_32_srv_33_the_eight_series_are_there(self):
		found = frappe.get_all("Sink Activity Series", pluck="title")
		eight = {
			*("爱国卫生运动", "人口普查宣传与上门普查", "《民法典》宣传与小区艺术巡展", "文化产品进社区"),
			*("防疫知识宣传及社区义诊", "消防安全宣传", "社区老年人文化展演", "露天电影放映"),
		}
		self.assertLessEqual(eight, set(found))

	def test_srv_10_srv_11_srv_20_srv_23_srv_34_srv_35_what_activities_can_be(self):
		kinds = frappe.get_meta(ACTIVITY).get_options("kind").split("\n")
		wanted = {
			*("Party Lecture", "Joint Theme Party Day", "Organization Life", "Study and Education"),
			*("Party-Building Together", "Volunteer Service"),
		}
		self.assertLessEqual(wanted, set(kinds))
		for field, number in (("channel", 3), ("governance_area", 8), ("weight", 3)):
			options = [
				option for option in frappe.get_meta(ACTIVITY).get_options(field).split("\n") if option
			]
			self.assertEqual(len(options), number, field)

	def test_srv_06_srv_07_srv_25_what_members_do_is_in_the_list_of_categories(self):
		wanted = {
			"一般服务": ("环境整治", "义务护绿", "治安巡逻", "交通值守", "政策宣传", "物资运送", "结对帮扶"),
			"专业服务": ("健康义诊", "心理咨询", "科普宣传"),
			"日常工作": ("民情收集", "特殊人群帮扶", "邻里矛盾调解", "民主议事"),
		}
		for group, kinds in wanted.items():
			about = {"parent_sink_service_category": group}
			self.assertLessEqual(
				set(kinds), set(frappe.get_all("Sink Service Category", about, pluck="name"))
			)

	def test_team_08_team_09_team_10_the_three_ways_of_serving(self):
		modes = frappe.get_meta(ACTIVITY).get_options("mode").split("\n")
		wanted = {"Centralised Service", "Group Service", "Distinctive Service"}
		self.assertLessEqual(wanted, set(modes))
		self.assertLessEqual(wanted, set(frappe.get_meta(RECORD).get_options("mode").split("\n")))
