"""The reports of teams and rosters, each over records made for it."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import cint, getdate, nowdate

from sink_app.service.activities import signing_up
from sink_app.service.report.sink_captain_candidates import sink_captain_candidates as candidates
from sink_app.service.report.sink_duty_coverage import sink_duty_coverage as coverage
from sink_app.service.report.sink_grids_without_squad import sink_grids_without_squad as grids
from sink_app.service.report.sink_members_in_no_team import sink_members_in_no_team as in_no_team
from sink_app.service.report.sink_team_activity_balance import sink_team_activity_balance as balance
from sink_app.service.teams import service
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_activity,
	make_area,
	make_member,
	make_placed,
	make_stand,
	make_team,
)


class TestReports(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.other = make_member(cls.world.branch, position_title="会计")
		for member in (cls.world.member, cls.other):
			make_placed(member, cls.world.community, cls.world.grid)
		cls.filters = {"community": cls.world.community.name}

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def ask(self, report, user=None, **filters):
		with as_user(user or self.world.secretary):
			return report.execute({**self.filters, **filters})

	def test_team_02_captain_candidates_show_what_the_notice_looks_at(self):
		make_team(self.world.community, self.other, team_name="理发队")
		_columns, rows, message, *_rest = self.ask(candidates)
		self.assertEqual({row.member for row in rows}, {self.world.member.name, self.other.name})
		row = next(row for row in rows if row.member == self.other.name)
		self.assertEqual((row.position_title, row.grid_title), ("会计", self.world.grid.title))
		self.assertIn("理发队", row.teams)
		if not service.is_any():
			self.assertIn(str(cint(nowdate()[:4]) - 1), message)

	def test_team_22_the_three_teams_serve_in_peacetime(self):
		"""«3支队伍平时根据社区党组织需要开展常态化下沉、常态化服务»: activities of each, by month."""
		kinds = ("Community Work Team", "Emergency Commando", "Volunteer Team")
		teams = [
			make_team(self.world.community, make_member(self.world.branch), kind=kind, team_name=kind)
			for kind in kinds
		]
		for team in teams:
			activity = make_activity(self.world.community, team=team.name)
			activity.db_set("workflow_state", "Activity Held")
			told = signing_up.facts(activity.name)
			self.assertEqual((told["team"], told["is_emergency"]), (team.name, 0))
		year = getdate(activity.starts_on).year
		rows = {row.team: row for row in self.ask(balance, year=year)[1]}
		self.assertEqual([rows[team.name].total for team in teams], [1] * len(teams))

	def test_team_02_nobody_elsewhere_is_shown(self):
		stranger = make_stand("Sink Community Secretary", self.world.neighbour)
		self.assertEqual(self.ask(candidates, stranger)[1], [])

	def test_team_12_members_in_no_team(self):
		make_team(self.world.community, self.other)
		make_team(self.world.community, self.world.member, kind="Duty Team")
		rows = self.ask(in_no_team, by="Community")[1]
		self.assertEqual(
			[(row.members, row.in_team, row.in_none, row.rate) for row in rows], [(2, 1, 1, 50.0)]
		)
		people = self.ask(in_no_team, by="Person")[1]
		self.assertEqual([row.member for row in people], [self.world.member.name])

	def test_team_25_grids_without_a_squad(self):
		second = make_area("Grid", self.world.community)
		make(
			"Sink Team",
			team_name="第二小分队",
			kind="112 Squad",
			community=self.world.community.name,
			grid=second.name,
		).db_set("workflow_state", "Team Set Up")
		rows = self.ask(grids)[1]
		self.assertEqual([(row.node, row.members) for row in rows], [(self.world.grid.name, 2)])
		self.assertEqual(len(self.ask(grids, with_all=1)[1]), 2)

	def test_team_15_what_each_team_did_in_which_month(self):
		team = make_team(self.world.community, self.other, kind="Duty Team")
		year = nowdate()[:4]
		roster = make(
			"Sink Duty Roster", team=team.name, from_date=f"{year}-03-01", to_date=f"{year}-04-30", per_day=1
		)
		for day in (f"{year}-03-04", f"{year}-03-05", f"{year}-04-01"):
			make("Sink Duty Shift", roster=roster.name, day=day, member=self.other.name)
		[row] = self.ask(balance)[1]
		self.assertEqual((row.m3, row.m4, row.m5, row.total, row.months), (2, 1, 0, 3, 2))

	def test_team_23_how_many_working_days_are_covered(self):
		team = make_team(self.world.community, self.other, kind="Duty Team")
		roster = make(
			"Sink Duty Roster", team=team.name, from_date="2027-04-05", to_date="2027-04-09", per_day=1
		)
		for day in ("2027-04-05", "2027-04-06", "2027-04-07"):
			make("Sink Duty Shift", roster=roster.name, day=day, member=self.other.name)
		roster.db_set("workflow_state", "Roster Published")
		frappe.db.set_value("Sink Duty Shift", {"roster": roster.name}, "status", "Planned")
		span = {"from_date": "2027-04-01", "to_date": "2027-04-30"}
		[row] = self.ask(coverage, **span)[1]
		self.assertEqual((row.month, row.days, row.covered, row.rate), ("2027-04", 5, 3, 60.0))
		self.assertIn(frappe.utils.formatdate(getdate("2027-04-08")), row.empty)
