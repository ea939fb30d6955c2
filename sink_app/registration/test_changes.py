"""Random lives: whatever happens in whatever order, nobody is counted twice and nothing is lost."""

import random
from datetime import date, timedelta
from unittest import mock

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate, nowdate

from sink_app.access import columns
from sink_app.approvals import following
from sink_app.registration import carrying, changes, tallies
from sink_app.registration.states import CLOSED, KINDS, TAKEN_IN
from sink_app.tests.factories import make_area, make_member, make_organization, make_registration

REGISTRATION, CHANGE = "Sink Registration", "Sink Registration Change"
LIVES, EVENTS = 12, 14
KIND_OF_EVENT = (
	"Move House",
	"Change Organization",
	"Retire",
	"Go Away",
	"Come Back",
	"Deregister",
	"One Ended",
)


class Place:
	def __init__(self, street):
		self.community = make_area("Community", street)
		self.grid = make_area("Grid", self.community)


class TestRandomLives(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		streets = [make_area("Street", make_area("District")) for _side in range(2)]
		cls.places = [Place(street) for street in streets for _each in range(2)]
		units = [make_organization("Unit") for _each in range(3)]
		cls.branches = [make_organization("Branch", unit) for unit in units for _each in range(2)]

	def test_reg_03_reg_06_no_history_counts_anybody_twice_or_loses_a_record(self):
		members = [self.live(random.Random(seed)) for seed in range(LIVES)]
		rows = self.registrations(members)
		for member in members:
			own = [row for row in rows if row.member == member]
			self.check_days(own)
			self.check_columns(member, own)
			self.check_history(member, own)
		self.check_sums(members, rows)

	def live(self, draw) -> str:
		"""One member from their first registrations through a year into the next; returns the name."""
		self.made = getattr(self, "made", {})
		self.this_year = getdate(nowdate()).year
		member = make_member(draw.choice(self.branches), home_area=draw.choice(self.places).grid.name)
		self.made[member.name] = set()
		day = date(self.this_year - 1, 1, 4)
		for kind in KINDS:
			self.register(member, kind, draw.choice(self.places), day)
		for year in (self.this_year - 1, self.this_year):
			if year == self.this_year:
				self.confirm(member.name)
				day = max(date(year, 1, 6), changes.latest_event(member.name))
			for _event in range(EVENTS // 2):
				day += timedelta(days=draw.randint(0, 20))
				if day.year == year:
					self.happen(draw, member.name, day)
		return member.name

	def register(self, member, kind, place, day):
		made = make_registration(
			member,
			place.community,
			registration_type=kind,
			year=day.year,
			active_from=day,
			grid=place.grid.name,
		)
		following.put(made, "Placed in Grid", "Accept into Grid")
		self.made[member.name].add(made.name)

	def confirm(self, member):
		"""The new year's click, made early in January."""
		names = frappe.get_all(
			REGISTRATION,
			filters={"member": member, "year": self.this_year - 1, "workflow_state": ("in", TAKEN_IN)},
			pluck="name",
		)
		with mock.patch.object(carrying, "nowdate", lambda: f"{self.this_year}-01-05"):
			for name in names:
				carrying.confirm([name]) if not carrying._hindrance(
					frappe.get_doc(REGISTRATION, name)
				) else None

	def happen(self, draw, member, day):
		kind = draw.choice(KIND_OF_EVENT)
		values = {"doctype": CHANGE, "member": member, "kind": kind, "effective_on": day}
		if kind == "Move House" and draw.random() < 0.3:
			values.update(is_external=1, external_place="鄂州市凤凰街道")
		elif kind == "Move House":
			place = draw.choice(self.places)
			values.update(new_community=place.community.name, new_grid=place.grid.name)
		elif kind == "Change Organization":
			place = draw.choice(self.places)
			values.update(new_organization=draw.choice(self.branches).name)
			if draw.random() < 0.7:
				values.update(dispatched_community=place.community.name, new_grid=place.grid.name)
		elif kind == "Go Away":
			values.update(until=day + timedelta(days=60))
		elif kind == "One Ended":
			own = [row.name for row in changes.active(member, day.year)]
			if not own:
				return
			values.update(kind="Deregister", registration=draw.choice(own))
		try:
			change = frappe.get_doc(values).insert()
		except frappe.ValidationError:
			# a rule refuses what does not fit this life; nothing may have changed then
			return
		following.put(change, "Accepted", "Accept Change")
		self.assertTrue(change.applied_on)

	def registrations(self, members):
		rows = frappe.get_all(REGISTRATION, filters={"member": ("in", members)}, fields=["*"])
		for row in rows:
			self.made[row.member].discard(row.name)
		self.assertFalse(any(self.made.values()), "a registration was deleted")
		return rows

	def check_days(self, own):
		"""On each day at most one registration of a kind counts."""
		for year in (self.this_year - 1, self.this_year):
			for offset in range(0, 365, 3):
				day = date(year, 1, 1) + timedelta(days=offset)
				for kind in KINDS:
					counting = [row for row in own if row.registration_type == kind and counts_on(row, day)]
					self.assertLessEqual(len(counting), 1, (day, kind, counting))

	def check_columns(self, member, own):
		"""What counts is filed with the member's organization; what ended says when and why."""
		organization = frappe.db.get_value("Sink Member", member, "organization")
		for row in own:
			if row.year == self.this_year and row.workflow_state not in CLOSED:
				self.assertEqual(row.organization, organization)
			filed = columns.of(frappe._dict(row, doctype=REGISTRATION, meta=frappe.get_meta(REGISTRATION)))
			self.assertEqual({name: row[name] for name in filed}, filed)
			self.assertEqual(bool(row.ended_on), row.workflow_state in CLOSED)
			self.assertEqual(bool(row.end_reason), row.workflow_state in CLOSED)
			self.assertEqual(bool(row.active_key), row.workflow_state not in CLOSED)

	def check_history(self, member, own):
		"""What moved is named by what carries it on; each end stands in the steps."""
		by_name = {row.name: row for row in own}
		carried_on = [row.continues for row in own if row.continues]
		self.assertEqual(len(carried_on), len(set(carried_on)))
		self.assertLessEqual(set(carried_on), set(by_name))
		for row in own:
			steps = frappe.get_all(
				"Sink Approval Step",
				filters={"reference_name": row.name},
				pluck="to_state",
				order_by="creation",
			)
			self.assertEqual(steps[-1], row.workflow_state)
		status = frappe.db.get_value("Sink Member", member, "status")
		if status == "Deregistered":
			self.assertFalse(
				[row for row in own if row.year == self.this_year and row.workflow_state not in CLOSED]
			)
		if status == "Retired":
			active = [row for row in own if row.year == self.this_year and row.workflow_state not in CLOSED]
			self.assertNotIn("Dispatched", [row.registration_type for row in active])

	def check_sums(self, members, rows):
		"""Summed over communities, units or grids there are as many as registrations that count."""
		active = [row for row in rows if row.year == self.this_year and row.workflow_state in TAKEN_IN]
		for column in ("unit", "branch"):
			per_node: dict = {}
			for row in active:
				per_node.setdefault(row[column], set()).add(row.member)
			self.assertEqual(sum(map(len, per_node.values())), len({row.member for row in active}), column)
		inside = [row for row in active if not row.is_external]
		for column in ("district", "street", "community", "grid"):
			self.assertTrue(all(row[column] for row in inside), column)
		kept = frappe.get_all(
			"Sink Member",
			filters={"name": ("in", members)},
			fields=["name", *tallies.YEAR_OF.values()],
		)
		for kind, column in tallies.YEAR_OF.items():
			told = {row.name for row in kept if row[column] == self.this_year}
			self.assertEqual(told, {row.member for row in active if row.registration_type == kind})


def counts_on(row, day) -> bool:
	"""Whether a registration counts on a day."""
	return row.year == day.year and row.active_from <= day and not (row.ended_on and row.ended_on <= day)
