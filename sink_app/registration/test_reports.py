"""Every report: what it counts, who sees how much of it, and where a click leads."""

import frappe
from frappe.desk import query_report
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.approvals import following
from sink_app.registration import double, tallies
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_member,
	make_registration,
	make_stand,
)

THIS_YEAR = int(nowdate()[:4])
NAMES = (
	"Sink Missing Double Registration",
	"Sink Unit Registration Progress",
	"Sink Data Completeness",
	"Sink Participation Coverage",
	"Sink Unassigned to Grid",
	"Sink Member Summary",
	"Sink Member Concentration",
	"Sink Force Distribution",
)


class ReportCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		world.community.db_set("households", 6)
		cls.both = cls.member(
			"both", "Dispatched", "Residence", skills=[{"skill": "法律", "level": "Certified"}]
		)
		cls.half = cls.member("half", "Residence")
		cls.none = cls.member("none")
		cls.retired = cls.member("retired", status="Retired")
		cls.waiting = make_registration(cls.none, world.community, registration_type="Residence")
		following.put(cls.waiting, "Community Acceptance", "Approve to Community")
		cls.stranger = make_member(world.other_branch)
		cls.street_officer = make_stand("Sink Street Officer", world.street)

	@classmethod
	def member(cls, name, *kinds, **values):
		member = make_member(cls.world.branch, home_area=cls.world.grid.name, **values)
		for kind in kinds:
			made = make_registration(
				member, cls.world.community, registration_type=kind, grid=cls.world.grid.name
			)
			following.put(made, "Placed in Grid", "Accept into Grid")
		return member

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		frappe.clear_document_cache("Sink Registration Settings", "Sink Registration Settings")

	def run_as(self, who, report, **filters):
		with as_user(who):
			return query_report.run(
				report, filters={"year": THIS_YEAR, **filters}, ignore_prepared_report=True
			)

	def rows(self, who, report, **filters):
		return [row for row in self.run_as(who, report, **filters)["result"] if isinstance(row, dict)]


class TestReports(ReportCase):
	def test_reg_03_who_has_both_and_who_lacks_which_since_when(self):
		report = "Sink Missing Double Registration"
		[row] = self.rows(self.world.organizer, report, by="Unit")
		self.assertEqual(
			[row[key] for key in ("node", "members", "both", "only_residence", "only_dispatched", "neither")],
			[self.world.unit.name, 4, 1, 1, 0, 2],
		)
		people = {row["member"]: row for row in self.rows(self.world.organizer, report, by="Person")}
		self.assertNotIn(self.both.name, people)
		self.assertNotIn(self.retired.name, people)
		self.assertEqual(people[self.half.name]["lacking"], frappe._("Dispatched"))
		self.assertEqual(people[self.none.name]["residence"], frappe._("Community Acceptance"))
		self.assertEqual(str(people[self.none.name]["since"]), nowdate())
		self.assertEqual(
			{
				row["member"]
				for row in self.rows(self.world.organizer, report, by="Person", lacks="Residence")
			},
			{self.none.name, self.world.member.name},
		)

	def test_reg_06_reg_07_reg_08_progress_stands_beside_deadline_and_threshold(self):
		[row] = self.rows(self.world.organizer, "Sink Unit Registration Progress", by="Branch")
		self.assertEqual((row["members"], row["both"], row["rate"]), (4, 1, 25.0))
		self.assertEqual(str(row["deadline"]), f"{THIS_YEAR}-08-10")
		settings = frappe.get_doc("Sink Registration Settings")
		settings.rate_threshold = 20
		settings.save()
		[row] = self.rows(self.world.organizer, "Sink Unit Registration Progress", by="Branch")
		self.assertEqual(row["standing"], frappe._("Reached"))

	def test_reg_09_who_waits_for_a_grid(self):
		report = "Sink Unassigned to Grid"
		[row] = self.rows(self.world.secretary, report, by="Community")
		self.assertEqual((row["waiting"], row["placed"], row["in_building"], row["rate"]), (1, 3, 0, 75.0))
		[person] = self.rows(self.world.secretary, report, by="Person")
		self.assertEqual(person["registration"], self.waiting.name)
		self.assertEqual(
			self.rows(self.street_officer, report, by="Street")[0]["node"], self.world.street.name
		)

	def test_reg_11_how_complete_the_facts_are(self):
		settings = frappe.get_doc("Sink Registration Settings")
		settings.facts = "mobile\nskills"
		settings.save()
		for member in (self.both, self.half):
			member.reload()
			member.save()
		people = {
			row["member"]: row
			for row in self.rows(self.world.organizer, "Sink Data Completeness", by="Person")
		}
		self.assertNotIn(self.both.name, people)
		self.assertEqual(
			(people[self.half.name]["facts_rate"], people[self.half.name]["empty"]), (50, frappe._("Skills"))
		)

	def test_reg_14_members_by_unit_skill_and_grid(self):
		report = "Sink Member Summary"
		self.assertEqual(self.rows(self.world.organizer, report), [])
		rows = self.rows(self.world.organizer, report, unit=self.world.unit.name)
		told = {(row["skill"], row["grid"]): row["members"] for row in rows}
		self.assertEqual(told[frappe._("法律"), self.world.grid.name], 1)
		self.assertEqual(told[frappe._("(none told)"), self.world.grid.name], 1)

	def test_org_32_how_many_take_part(self):
		[row] = self.rows(self.world.organizer, "Sink Participation Coverage", by="Unit")
		self.assertEqual((row["members"], row["either"], row["neither"], row["coverage"]), (4, 2, 2, 50.0))

	def test_reg_20_communities_with_too_many_members_are_flagged(self):
		report = "Sink Member Concentration"
		[row] = self.rows(self.world.secretary, report)
		self.assertEqual((row["members"], row["households"], row["per_unit"]), (2, 6, 1000.0))
		self.assertTrue(row["flag"])
		settings = frappe.get_doc("Sink Registration Settings")
		settings.concentration_members = 1000
		settings.save()
		self.assertFalse(self.rows(self.world.secretary, report)[0]["flag"])
		self.assertEqual(self.rows(self.world.secretary, report, only_flagged=1), [])
		settings.update({"concentration_members": 500, "min_households": 7})
		settings.save()
		self.assertFalse(self.rows(self.world.secretary, report)[0]["flag"])

	def test_reg_22_how_the_forces_are_spread(self):
		make(
			"Sink Volunteer",
			volunteer_name="何春梅",
			community=self.world.community.name,
			grid=self.world.grid.name,
		)
		[row] = self.rows(self.world.secretary, "Sink Force Distribution", by="Community")
		self.assertEqual(
			(row["dispatched"], row["residence"], row["total"], row["volunteers"], row["households"]),
			(1, 2, 3, 1, 6),
		)
		[grid] = self.rows(self.world.secretary, "Sink Force Distribution", by="Grid")
		self.assertEqual((grid["node"], grid["total"], grid["volunteers"]), (self.world.grid.name, 3, 1))

	def test_everybody_sees_their_own_part_whoever_they_say_they_are(self):
		far = make_stand("Sink Street Officer", self.world.far_district)
		elsewhere = make_stand("Sink Unit Organizer", self.world.other_unit)
		for report in NAMES:
			for user in (far, elsewhere):
				with self.subTest(report=report, user=user):
					rows = self.rows(
						user, report, by=None, user="Administrator", community=self.world.community.name
					)
					self.assertEqual(rows, [])
					rows = self.rows(user, report, unit=self.world.unit.name)
					self.assertEqual(rows, [])

	def test_a_past_year_is_counted_from_its_registrations(self):
		rows = self.rows(
			self.world.organizer, "Sink Missing Double Registration", by="Unit", year=THIS_YEAR - 3
		)
		self.assertEqual([(row["both"], row["neither"]) for row in rows], [(0, 4)])


class TestAtAGlance(ReportCase):
	def test_reg_03_on_the_forms_of_member_organization_and_area(self):
		with as_user(self.world.organizer):
			unit = double.overview("Sink Organization", self.world.unit.name)
			self.assertEqual((unit["members"], unit["both"], unit["neither"]), (4, 1, 2))
			half = double.overview("Sink Member", self.half.name)
			self.assertEqual(half["lacking"], ["Dispatched"])
			self.assertEqual([kind["is_taken_in"] for kind in half["kinds"]], [False, True])
		with as_user(self.street_officer):
			street = double.overview("Sink Area", self.world.street.name)
			self.assertEqual((street["members"], street["both"]), (3, 1))
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertEqual(double.overview("Sink Organization", self.world.unit.name)["members"], 0)

	def test_reg_03_a_digest_goes_to_who_can_mend_it_once_a_day(self):
		told = self.remind()
		self.assertEqual(told, {"members": 1, "organizers": 1})
		self.assertEqual(self.remind(), {"members": 0, "organizers": 0})
		digest = frappe.get_last_doc("Notification Log", {"for_user": self.world.organizer})
		self.assertIn(self.half.member_name, digest.email_content)
		self.assertTrue(frappe.db.exists("Notification Log", {"for_user": self.world.member_user}))

	def test_reg_07_organizers_hear_before_the_deadline(self):
		settings = frappe.get_doc("Sink Registration Settings")
		settings.update({"deadline": add_days(nowdate(), 3), "remind_days": "7, 3"})
		settings.save()
		told = {"for_user": self.world.organizer, "document_name": self.world.unit.name}
		before = frappe.db.count("Notification Log", told)
		for _run in range(2):
			double.remind_before_deadline()
		self.assertEqual(frappe.db.count("Notification Log", told), before + 1)

	def remind(self):
		with as_user(self.street_officer):
			# their homes lie in the street; the member with an account lives in it too
			self.world.member.reload()
			self.world.member.db_set({"home_area": self.world.grid.name, "street": self.world.street.name})
			return double.remind("Sink Area", self.world.street.name)

	def test_reg_13_reg_19_reg_24_a_unit_reads_what_its_communities_keep_of_its_members(self):
		with as_user(self.world.organizer):
			kept = frappe.get_list(
				"Sink Registration", filters={"member": self.both.name}, fields=["community", "grid"]
			)
			self.assertEqual({row.grid for row in kept}, {self.world.grid.name})
		with as_user(self.world.secretary):
			self.assertEqual(len(frappe.get_list("Sink Registration", filters={"member": self.both.name})), 2)
		hanging = frappe.get_meta("Sink Member").get_dashboard_data()["transactions"]
		self.assertIn("Sink Registration", [name for group in hanging for name in group["items"]])

	def test_what_is_kept_with_members_is_made_good_overnight(self):
		frappe.db.set_value("Sink Member", self.both.name, {"dispatched_year": 0, "residence_year": 0})
		tallies.refresh_all()
		kept = frappe.db.get_value("Sink Member", self.both.name, ["dispatched_year", "residence_year"])
		self.assertEqual(kept, (THIS_YEAR, THIS_YEAR))
