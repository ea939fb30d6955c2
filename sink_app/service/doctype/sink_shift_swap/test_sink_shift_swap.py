import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.service.doctype.sink_leave import sink_leave
from sink_app.service.rosters import phone, swaps
from sink_app.tests.factories import World, as_user, make, make_member, make_team, make_user

SWAP, SHIFT = "Sink Shift Swap", "Sink Duty Shift"


class TestSinkShiftSwap(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.people = [make_member(cls.world.branch, user=make_user("Sink Member")) for _ in range(3)]
		team = make_team(cls.world.community, *cls.people, kind="Duty Team")
		cls.roster = make(
			"Sink Duty Roster",
			team=team.name,
			from_date=add_days(nowdate(), 1),
			to_date=add_days(nowdate(), 30),
			per_day=1,
		)
		cls.roster.db_set("workflow_state", "Roster Published")

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.mine = self.shift(self.people[0], 3)
		self.theirs = self.shift(self.people[1], 5)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def shift(self, member, ahead: int):
		day = add_days(nowdate(), ahead)
		return make(SHIFT, roster=self.roster.name, day=day, member=member.name)

	def ask(self, other_shift=None, **values):
		other = values.get("other", self.people[1])
		return swaps.ask(self.people[0].name, self.mine.name, other.name, other_shift)

	def holders(self):
		return [frappe.db.get_value(SHIFT, each.name, "member") for each in (self.mine, self.theirs)]

	def test_team_24_two_change_their_days_once_the_other_says_yes(self):
		first, second = (each.name for each in self.people[:2])
		with as_user(self.people[0].user):
			page = phone.ask(self.mine.name, second, self.theirs.name)
		self.assertIn(self.people[1].member_name, page["shifts"][0]["asked"]["words"])
		self.assertEqual(self.holders(), [first, second])
		with as_user(self.people[1].user):
			self.assertEqual(phone.card()["to_answer"], 1)
			page = phone.page()
			page = phone.answer(page["to_answer"][0]["name"], True)
		self.assertEqual(self.holders(), [second, first])
		self.assertEqual([row["name"] for row in page["shifts"]], [self.mine.name])
		self.assertEqual(frappe.db.get_value(SHIFT, self.mine.name, "stood_in_for"), first)

	def test_somebody_stands_in(self):
		swap = self.ask()
		swaps.answer(swap.name, self.people[1].name, True)
		self.assertEqual(self.holders(), [self.people[1].name] * 2)

	def test_a_no_changes_nothing_and_another_may_be_asked(self):
		swap = self.ask()
		with self.assertRaises(swaps.AskedAlready):
			self.ask(other=self.people[2])
		swaps.answer(swap.name, self.people[1].name, False, "那天出差")
		self.assertEqual(self.holders(), [self.people[0].name, self.people[1].name])
		again = self.ask(other=self.people[2])
		swaps.withdraw(again.name, self.people[0].name)
		with self.assertRaises(swaps.SettledAlready):
			swaps.answer(again.name, self.people[2].name, True)

	def test_nobody_answers_or_asks_for_another(self):
		swap = self.ask()
		for who in (self.people[0], self.people[2]):
			with self.assertRaises(swaps.NotAsked):
				swaps.answer(swap.name, who.name, True)
		with self.assertRaises(swaps.NotAsked):
			swaps.withdraw(swap.name, self.people[1].name)
		with self.assertRaises(swaps.NotOnDuty):
			swaps.ask(self.people[2].name, self.mine.name, self.people[1].name)
		with as_user(self.people[2].user), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(
				{"doctype": SWAP, "shift": self.mine.name, "other_member": self.people[1].name}
			).insert()

	def test_what_does_not_fit_is_refused(self):
		with self.assertRaises(swaps.SameMember):
			self.ask(other=self.people[0])
		busy = self.shift(self.people[2], 3)
		with self.assertRaises(swaps.BusyThatDay):
			self.ask(other=self.people[2])
		with self.assertRaises(swaps.ShiftNotOpen):
			self.ask(busy.name)
		swap = self.ask(self.theirs.name)
		frappe.db.set_value(SHIFT, self.theirs.name, "status", "Cancelled")
		with self.assertRaises(swaps.ShiftNotOpen):
			swaps.answer(swap.name, self.people[1].name, True)

	def test_a_duty_behind_us_is_not_changed(self):
		frappe.db.set_value(SHIFT, self.mine.name, "day", add_days(nowdate(), -1))
		with self.assertRaises(swaps.ShiftNotOpen):
			self.ask()

	def test_who_enters_leave_over_a_duty_is_told_of_it(self):
		frappe.clear_messages()
		day = self.mine.day
		leave = make("Sink Leave", member=self.people[0].name, from_date=day, to_date=day)
		self.assertIn(frappe.format(day, "Date"), str(frappe.message_log))
		with self.assertRaises(sink_leave.LeaveTwice):
			make("Sink Leave", member=self.people[0].name, from_date=day, to_date=day)
		self.assertEqual(leave.unit, self.world.unit.name)

	def test_a_member_enters_days_away_by_phone_and_takes_them_back(self):
		first, last = add_days(nowdate(), 40), add_days(nowdate(), 42)
		with as_user(self.people[0].user):
			page = phone.take_leave(first, last)
			self.assertEqual(len(page["leave"]), 1)
			leave = page["leave"][0]["name"]
		with as_user(self.people[1].user), self.assertRaises(frappe.PermissionError):
			phone.drop_leave(leave)
		with as_user(self.people[0].user):
			self.assertEqual(phone.drop_leave(leave)["leave"], [])
			self.assertTrue(phone.card()["is_on_duty"])
		with as_user(self.world.member_user):
			self.assertFalse(phone.card()["is_on_duty"])

	def test_the_phone_shows_own_duties_only(self):
		with as_user(self.people[0].user):
			page, card = phone.page(), phone.card()
		self.assertEqual([row["name"] for row in page["shifts"]], [self.mine.name])
		self.assertEqual((card["more"], card["next"]["name"]), (0, self.mine.name))
		names = {each["member"] for each in page["colleagues"][self.roster.name]}
		self.assertEqual(names, {each.name for each in self.people[1:]})
