import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from sink_app.organization.doctype.sink_meeting import sink_meeting as controller
from sink_app.organization.meetings import agenda, beginnings, items, minutes, places
from sink_app.organization.notices import progress
from sink_app.tests.factories import World, as_user, make, make_area, make_organization, make_stand
from sink_app.tests.office import (
	JOINT,
	PARTY_BUILDING,
	STUDY,
	THREE_PARTIES,
	EachTestAlone,
	make_issue,
	make_meeting,
)

TOMORROW = {"starts_on": add_to_date(now_datetime(), days=1), "status": "Planned"}


class MeetingCase(EachTestAlone, FrappeTestCase):
	"""A unit with a second-level organization, and who stands on both."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.unit = make_organization("Unit")
		cls.organizer = make_stand("Sink Unit Organizer", cls.unit)
		cls.second = make_organization("Second Level", cls.unit)
		cls.owner = make_stand("Sink Unit Organizer", cls.second)

	def joint(self, **values):
		return make_meeting(JOINT, self.organizer, organization=self.unit.name, **values)

	def with_item(self, **item):
		item = {"task": "公布志愿服务清单", "owner_organization": self.second.name, **item}
		return self.joint(action_items=[item])


class TestSinkMeeting(MeetingCase):
	def test_org_19_standing_members_are_invited_until_a_meeting_was_held(self):
		make(
			"Sink Meeting Series",
			kind=JOINT,
			organization=self.unit.name,
			members=[{"organization": self.unit.name}, {"person_name": "滕大勇", "post": "亿优公司"}],
		)
		first = self.joint()
		self.assertEqual([row.post for row in first.attendees], [None, "亿优公司"])
		first.attendees[1].attendance = "On Leave"
		first.append("attendees", {"person_name": "孟庆兰", "post": "经院社区"})
		first.save()
		second = self.joint(starts_on=now_datetime())
		self.assertEqual(
			[row.person_name for row in second.attendees], [None, "滕大勇", "孟庆兰"], "as the last time"
		)
		self.assertFalse(any(row.attendance for row in second.attendees), "who was there is asked anew")

	def test_org_19_a_body_has_one_list_of_standing_members(self):
		values = {"kind": JOINT, "organization": self.unit.name}
		make("Sink Meeting Series", **values)
		with self.assertRaises(frappe.DuplicateEntryError):
			make("Sink Meeting Series", **values)

	def test_org_20_every_joint_meeting_coordinates_and_mobilises(self):
		meeting = self.joint(topics=[])
		duties = [row.duty for row in meeting.topics]
		for duty in ("Coordination", "Mobilisation", "Supervision", "Difficult Problem"):
			self.assertIn(duty, duties)

	def test_org_20_who_made_an_agenda_keeps_it(self):
		meeting = self.joint(topics=[{"topic": "值班安排"}])
		self.assertEqual([row.topic for row in meeting.topics], ["值班安排"])

	def test_org_21_a_progress_report_becomes_one_notice(self):
		meeting = self.joint(progress_report="各二级单位报到率百分之九十六。")
		with as_user(self.organizer):
			name = progress.draft(meeting.name)
			self.assertEqual(progress.draft(meeting.name), name, "the second click makes no second notice")
		notice = frappe.get_doc("Sink Notice", name)
		self.assertEqual(
			(notice.kind, notice.text, notice.unit, notice.workflow_state),
			("Progress Report", meeting.progress_report, self.unit.name, "Draft"),
		)

	def test_org_21_nothing_is_published_of_an_empty_report(self):
		meeting = self.joint()
		with as_user(self.organizer), self.assertRaises(progress.NothingToPublish):
			progress.draft(meeting.name)

	def test_org_21_another_units_meeting_is_not_theirs_to_publish(self):
		meeting = self.joint(progress_report="进展")
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			progress.draft(meeting.name)

	def test_org_22_an_issue_goes_onto_the_next_agenda_and_its_result_back(self):
		issue = make_issue(self.owner, organization=self.second.name)
		with as_user(self.organizer), self.assertRaises(agenda.NoMeetingPlanned):
			agenda.put(issue.name)
		meeting = self.joint(**TOMORROW)
		with as_user(self.organizer):
			self.assertEqual(agenda.put(issue.name)["meeting"], meeting.name)
			with self.assertRaises(agenda.OnAgendaAlready):
				agenda.put(issue.name, meeting.name)
			meeting.reload()
			row = meeting.topics[-1]
			self.assertEqual((row.issue, row.duty), (issue.name, "Difficult Problem"))
			row.resolution = "保卫部牵头，九月底前划线"
			meeting.update({"status": "Held", "starts_on": now_datetime()})
			meeting.save()
		issue.reload()
		self.assertEqual((issue.meeting, issue.meeting_result), (meeting.name, row.resolution))
		told = frappe.get_all("Notification Log", {"document_name": issue.name}, pluck="for_user")
		self.assertEqual(told, [self.owner])

	def test_org_22_a_planned_meeting_resolves_nothing_yet(self):
		issue = make_issue(self.owner, organization=self.second.name)
		self.joint(topics=[{"topic": "x", "issue": issue.name, "resolution": "草拟"}], **TOMORROW)
		self.assertFalse(frappe.db.get_value("Sink Issue", issue.name, "meeting_result"))

	def test_org_23_an_assigned_matter_says_who_assigned_it(self):
		item = {"task": "组织防汛值守", "source": "Assigned Matter", "owner_organization": self.second.name}
		with self.assertRaises(controller.SourceMissing):
			self.joint(action_items=[item])
		meeting = self.joint(action_items=[{**item, "assigned_by": self.unit.name}])
		self.assertEqual(meeting.action_items[0].status, "Open")

	def test_org_33_the_three_parties_of_a_compound_are_invited(self):
		compound = make_area(
			"Compound",
			self.world.community,
			owners_committee="Established",
			property_company="安居物业公司",
		)
		meeting = make_meeting(THREE_PARTIES, self.world.secretary, area=compound.name)
		posts = [row.post for row in meeting.attendees]
		self.assertEqual(len(posts), 3)
		self.assertIn(self.world.community.area_name, posts[0])
		self.assertEqual(posts[2], "安居物业公司")
		bare = make_area("Compound", self.world.community, owners_committee="None")
		meeting = make_meeting(THREE_PARTIES, self.world.secretary, area=bare.name)
		self.assertEqual(len(meeting.attendees), 1, "a committee that is not there is not invited")

	def test_prj_06_a_study_is_entered_once_and_seen_from_both_sides(self):
		meeting = make_meeting(
			STUDY, self.organizer, organization=self.unit.name, area=self.world.community.name
		)
		for user in (self.organizer, self.world.secretary):
			with as_user(user):
				self.assertEqual(
					frappe.get_list("Sink Meeting", {"name": meeting.name}, pluck="name"), [meeting.name]
				)
		with as_user(self.world.organizer):
			self.assertEqual(frappe.get_list("Sink Meeting", {"name": meeting.name}), [])

	def test_each_kind_is_held_where_its_record_says(self):
		for kind, place in (
			(PARTY_BUILDING, {"organization": self.unit.name}),
			(STUDY, {"organization": self.unit.name}),
			(STUDY, {"area": self.world.community.name}),
			(JOINT, {"area": self.world.community.name}),
			(PARTY_BUILDING, {"area": self.world.street.name}),
		):
			with self.assertRaises(places.PlaceOfAnotherKind, msg=kind):
				make_meeting(kind, **place)
		with self.assertRaises(frappe.ValidationError):
			make_meeting(JOINT)

	def test_minutes_are_of_what_took_place(self):
		with self.assertRaises(controller.HeldInTheFuture):
			self.joint(starts_on=TOMORROW["starts_on"])
		with self.assertRaises(controller.EndsBeforeStart):
			self.joint(ends_on=add_to_date(now_datetime(), days=-1))
		kind = make("Sink Meeting Kind", kind_name=frappe.generate_hash(length=8), held_by="Organization")
		with self.assertRaises(controller.NothingRecorded):
			make_meeting(kind.name, organization=self.unit.name, topics=[])

	def test_an_item_has_an_owner(self):
		with self.assertRaises(controller.OwnerMissing):
			self.joint(action_items=[{"task": "有人去办"}])


class TestActionItems(MeetingCase):
	"""Closing and taking over."""

	def close(self, meeting, user, result="已张贴"):
		with as_user(user):
			return items.close(meeting.name, meeting.action_items[0].name, result)

	def test_org_20_its_owner_closes_an_item_without_a_right_on_the_minutes(self):
		far = make_organization("Unit")
		owner = make_stand("Sink Unit Organizer", far)
		meeting = self.with_item(owner_organization=far.name)
		with as_user(owner):
			self.assertFalse(frappe.has_permission("Sink Meeting", "read", doc=meeting.name))
		self.assertEqual(self.close(meeting, owner)["status"], "Done")
		meeting.reload()
		row = meeting.action_items[0]
		self.assertEqual(
			(str(row.done_on), row.result, row.closed_by, meeting.open_items), (nowdate(), "已张贴", owner, 0)
		)

	def test_the_person_named_closes_an_item(self):
		user = make_stand("Sink Branch Secretary", self.world.other_branch)
		meeting = self.with_item(owner_organization=None, owner_user=user)
		self.assertEqual(self.close(meeting, user)["status"], "Done")

	def test_a_communitys_item_is_its_secretarys(self):
		committee = make_organization("Community", area=self.world.community.name)
		meeting = self.with_item(owner_organization=committee.name)
		self.assertEqual(self.close(meeting, self.world.secretary)["status"], "Done")

	def test_nobody_else_closes_an_item(self):
		meeting = self.with_item()
		for user in (self.world.organizer, self.world.secretary, self.world.member_user):
			with self.assertRaises(items.NotYourItem, msg=user):
				self.close(meeting, user)

	def test_an_item_is_closed_once_and_with_a_word(self):
		meeting = self.with_item()
		with self.assertRaises(items.ResultMissing):
			self.close(meeting, self.owner, " ")
		self.close(meeting, self.owner)
		with self.assertRaises(items.ItemClosed):
			self.close(meeting, self.owner)

	def test_an_item_is_not_done_tomorrow(self):
		with self.assertRaises(items.DoneInTheFuture):
			self.with_item(done_on=add_days(nowdate(), 1))

	def test_org_22_closing_an_issues_item_tells_the_issue(self):
		issue = make_issue(self.owner, organization=self.second.name)
		meeting = self.with_item(source="Issue", issue=issue.name)
		self.close(meeting, self.owner, "消防通道已划线")
		self.assertEqual(frappe.db.get_value("Sink Issue", issue.name, "meeting_result"), "消防通道已划线")

	def test_open_items_are_taken_over_once(self):
		earlier = self.joint(
			starts_on=add_to_date(now_datetime(), days=-30),
			action_items=[
				{"task": task, "owner_organization": self.second.name, "done_on": done}
				for task, done in (("开放图书馆", None), ("义诊一次", nowdate()))
			],
		)
		meeting = self.joint(**TOMORROW)
		with as_user(self.organizer):
			self.assertEqual(beginnings.of_new(JOINT, self.unit.name)["open_items"], 1)
			self.assertEqual(items.take_over(meeting.name), 1)
			self.assertEqual(items.take_over(meeting.name), 0)
		meeting.reload()
		earlier.reload()
		self.assertEqual([row.task for row in meeting.action_items], ["开放图书馆"])
		self.assertEqual([row.status for row in earlier.action_items], ["Carried Over", "Done"])
		self.assertEqual((earlier.open_items, meeting.open_items), (0, 1))

	def test_who_may_not_write_the_meeting_takes_nothing_over(self):
		meeting = self.joint(**TOMORROW)
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			items.take_over(meeting.name)

	def test_my_action_items_are_those_i_own(self):
		from sink_app.organization.report.sink_my_action_items.sink_my_action_items import execute

		meeting = self.with_item(due=add_days(nowdate(), -1))
		with as_user(self.owner):
			_columns, rows = execute()
		self.assertEqual([(row["parent"], row["state"]) for row in rows], [(meeting.name, "Overdue")])
		for user in (self.organizer, self.world.organizer):
			with as_user(user):
				self.assertEqual(execute()[1], [])
		with as_user(self.organizer):
			self.assertEqual([row["parent"] for row in execute({"all": 1})[1]], [meeting.name])
		with as_user(self.world.organizer):
			self.assertEqual(execute({"all": 1})[1], [])


class TestMinutes(MeetingCase):
	def test_minutes_print_who_said_what_and_who_signs(self):
		meeting = self.with_item(due="2026-12-01")
		meeting.extend(
			"attendees",
			[
				{"person_name": "鲍晓晴", "post": "党委组织部", "attendance": "Present"},
				{"organization": self.second.name, "attendance": "On Leave"},
			],
		)
		printed = minutes.sink_meeting_minutes(meeting)
		self.assertEqual(printed.present, "鲍晓晴（党委组织部）")
		self.assertEqual(printed.on_leave, self.second.org_name)
		self.assertEqual(printed.actions[0]["who"], self.second.org_name)
		self.assertEqual([row["left_out"] for row in printed.invited], [False, True])
		page = frappe.get_print("Sink Meeting", meeting.name, "Sink Meeting Minutes", doc=meeting)
		for words in ("鲍晓晴", "公布志愿服务清单", "下沉工作推进情况", "按计划推进"):
			self.assertIn(words, page)
