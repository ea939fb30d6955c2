import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_months, add_to_date, get_datetime, getdate, now_datetime, nowdate

from sink_app.organization.meetings import due, reminding
from sink_app.organization.report.sink_meetings_due import sink_meetings_due
from sink_app.tests.factories import World, as_user, make, make_stand
from sink_app.tests.office import JOINT, PARTY_BUILDING, STUDY, EachTestAlone, make_meeting


class TestMeetingsDue(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def of(self, user, kind=PARTY_BUILDING):
		"""The one duty of a kind in a user's reach."""
		found = [duty for duty in due.duties(user) if duty.kind == kind]
		self.assertEqual(len(found), 1)
		return found[0]

	def hold(self, days_ago, **values):
		values = values or {"area": self.world.community.name}
		return make_meeting(
			values.pop("kind", PARTY_BUILDING), starts_on=add_days(now_datetime(), -days_ago), **values
		)

	def test_org_24_a_community_holds_its_meeting_regularly(self):
		secretary = self.world.secretary
		self.hold(200)
		duty = self.of(secretary)
		self.assertEqual(duty.status, "Overdue")
		self.assertEqual(duty.due, getdate(add_months(add_days(nowdate(), -200), 3)))
		self.hold(85)
		self.assertEqual(self.of(secretary).status, "Due Soon")
		self.hold(1)
		self.assertEqual(self.of(secretary).status, "On Time")

	def test_org_24_the_interval_is_a_record_that_an_office_edits(self):
		self.hold(40)
		kind = frappe.get_doc("Sink Meeting Kind", PARTY_BUILDING)
		self.assertEqual(self.of(self.world.secretary).status, "On Time")
		kind.interval_months = 1
		kind.save()
		self.assertEqual(self.of(self.world.secretary).status, "Overdue")
		own = make("Sink Meeting Series", kind=kind.name, area=self.world.community.name, interval_months=6)
		self.assertEqual(self.of(self.world.secretary).status, "On Time", "a body's own interval goes first")
		own.delete()
		kind.interval_months = 0
		kind.save()
		self.assertFalse([each for each in due.duties() if each.kind == kind.name])

	def test_org_24_a_planned_meeting_is_not_nagged_about(self):
		self.hold(200)
		starts_on = add_to_date(now_datetime(), days=2)
		make_meeting(PARTY_BUILDING, area=self.world.community.name, starts_on=starts_on, status="Planned")
		duty = self.of(self.world.secretary)
		self.assertEqual((duty.status, duty.planned), ("Planned", getdate(starts_on)))
		self.assertNotIn(self.world.secretary, reminding.lines_of_meetings())

	def test_org_24_a_meeting_that_failed_to_take_place_does_not_count(self):
		self.hold(200)
		make_meeting(PARTY_BUILDING, area=self.world.community.name, status="Cancelled")
		self.assertEqual(self.of(self.world.secretary).status, "Overdue")

	def test_org_24_who_holds_it_is_reminded(self):
		self.hold(200)
		lines = reminding.lines_of_meetings()
		mine = [line for line in lines[self.world.secretary] if PARTY_BUILDING in line.title]
		self.assertEqual([line.kind for line in mine], ["Overdue"])
		self.assertNotIn(self.world.organizer, lines)

	def test_org_24_a_report_shows_each_their_own(self):
		self.hold(200)
		street = make_stand("Sink Street Officer", self.world.street)
		far = make_stand("Sink Community Secretary", self.world.far_community)
		mine, theirs = self.world.community.name, self.world.far_community.name
		for user, seen, unseen in ((street, mine, theirs), (far, theirs, mine)):
			with as_user(user):
				_columns, rows = sink_meetings_due.execute({"kind": PARTY_BUILDING})
			areas = {row["area_id"] for row in rows}
			self.assertIn(seen, areas)
			self.assertNotIn(unseen, areas)
		with as_user(self.world.organizer):
			self.assertFalse(sink_meetings_due.execute({"kind": PARTY_BUILDING})[1])

	def test_prj_06_a_paired_unit_studies_every_month(self):
		world = self.world
		make(
			"Sink Pairing",
			kind="Unit and Community",
			organization=world.unit.name,
			area=world.community.name,
			from_date=add_days(nowdate(), -100),
		)
		both = {"organization": world.unit.name, "area": world.community.name}
		self.hold(45, kind=STUDY, **both)
		for user in (world.organizer, world.secretary):
			duty = self.of(user, STUDY)
			self.assertEqual((duty.status, duty.organization), ("Overdue", world.unit.name))
		self.assertIn(world.organizer, reminding.lines_of_meetings())
		self.hold(3, kind=STUDY, **both)
		self.assertEqual(self.of(world.organizer, STUDY).status, "On Time")

	def test_org_20_a_series_is_owed_by_who_set_it_up(self):
		series = make("Sink Meeting Series", kind=JOINT, organization=self.world.unit.name)
		self.assertEqual(self.of(self.world.organizer, JOINT).status, "On Time")
		frappe.db.set_value("Sink Meeting Series", series.name, "creation", add_days(get_datetime(), -100))
		self.assertEqual(self.of(self.world.organizer, JOINT).status, "Overdue")


class TestReminders(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def lines(self, **item):
		make_meeting(JOINT, organization=self.world.unit.name, action_items=[{"task": "开展宣讲", **item}])
		return reminding.lines_of_items()

	def test_org_22_an_owner_hears_of_an_item_before_it_is_due_and_after(self):
		organization = {"owner_organization": self.world.other_unit.name}
		owner = make_stand("Sink Unit Organizer", self.world.other_unit)
		for days, kind in ((-2, "Overdue"), (2, "Due Soon")):
			lines = self.lines(due=add_days(nowdate(), days), **organization)
			self.assertIn(kind, [line.kind for line in lines[owner]])
			frappe.db.delete("Sink Meeting Action", {"owner_organization": self.world.other_unit.name})
		self.assertNotIn(owner, self.lines(due=add_days(nowdate(), 20), **organization))

	def test_the_person_named_hears_of_it_alone(self):
		person = make_stand("Sink Branch Secretary", self.world.branch)
		lines = self.lines(due=nowdate(), owner_organization=self.world.unit.name, owner_user=person)
		self.assertIn(person, lines)
		self.assertNotIn(self.world.organizer, lines)
		self.assertIn("query-report", lines[person][0].address)

	def test_a_closed_item_is_not_reminded(self):
		owner = make_stand("Sink Unit Organizer", self.world.other_unit)
		lines = self.lines(
			due=add_days(nowdate(), -2), owner_organization=self.world.other_unit.name, done_on=nowdate()
		)
		self.assertNotIn(owner, lines)
