import frappe

from sink_app.approvals import bulk, inbox, steps
from sink_app.approvals.log import LOG
from sink_app.approvals.test_inbox import DOCTYPE, InboxCase
from sink_app.tests.factories import as_user, make_area

ACCEPT, STATE = "Accept into Grid", "Community Acceptance"


def leave_open():
	"""What makes a row last; a test takes everything back itself."""


class TestBulk(InboxCase):
	def start(self, names=None, action=ACCEPT, user=None, **given):
		with as_user(user or self.world.secretary):
			return bulk.start(DOCTYPE, STATE, action, names, **given)["name"]

	def work(self, run, user=None):
		with as_user(user or self.world.secretary):
			bulk.work(run, settle=leave_open)
			return bulk.status(run)

	def states(self, *registrations):
		return [frappe.db.get_value(DOCTYPE, one.name, "workflow_state") for one in registrations]

	def test_a_row_that_refuses_stops_none_and_is_left_as_it_was(self):
		good = [self.acceptance(grid=self.world.grid.name) for _number in range(2)]
		bad = self.acceptance()
		run = self.start([good[0].name, bad.name, good[1].name], values={"grid": self.world.community.name})
		ended = self.work(run)
		self.assertEqual((ended["status"], ended["done"], ended["refused"]), ("Finished", 2, 1))
		self.assertEqual(self.states(*good, bad), ["Placed in Grid", "Placed in Grid", STATE])
		bad.reload()
		self.assertFalse(bad.grid)
		refusal = ended["refusals"][0]
		self.assertEqual((refusal["name"], refusal["title"]), (bad.name, bad.member_name))
		self.assertIn(self.world.community.title, refusal["sentence"])

	def test_what_a_refused_row_had_begun_is_taken_back(self):
		"""The post is saved before the step finds the grid missing."""
		bad = self.acceptance()
		ended = self.work(self.start([bad.name], values={"given_post": "巡逻岗"}))
		self.assertEqual((ended["done"], ended["refused"]), (0, 1))
		self.assertFalse(frappe.db.get_value(DOCTYPE, bad.name, "given_post"))

	def test_values_fill_only_what_is_empty(self):
		other = make_area("Grid", self.world.community)
		chosen, empty = self.acceptance(grid=other.name), self.acceptance()
		self.work(self.start([chosen.name, empty.name], values={"grid": self.world.grid.name}))
		grids = [frappe.db.get_value(DOCTYPE, one.name, "grid") for one in (chosen, empty)]
		self.assertEqual(grids, [other.name, self.world.grid.name])

	def test_going_on_takes_up_only_what_is_left(self):
		made = [self.acceptance(grid=self.world.grid.name) for _number in range(3)]
		run = self.start([one.name for one in made])
		outcome, calls = bulk._outcome, []

		def break_off(doc, name):
			if len(calls) == 1:
				raise KeyboardInterrupt
			calls.append(name)
			return outcome(doc, name)

		bulk._outcome = break_off
		try:
			with self.assertRaises(KeyboardInterrupt):
				self.work(run)
		finally:
			bulk._outcome = outcome
		self.assertEqual(self.states(*made), ["Placed in Grid", STATE, STATE])
		ended = self.work(run)
		self.assertEqual((ended["done"], ended["refused"]), (3, 0))
		taken = frappe.db.count(LOG, {"reference_name": ("in", [one.name for one in made]), "action": ACCEPT})
		self.assertEqual(taken, 3)

	def test_a_record_somebody_else_handled_meanwhile_is_told_of(self):
		registration = self.acceptance(grid=self.world.grid.name)
		run = self.start([registration.name])
		with as_user(self.world.secretary):
			steps.take(DOCTYPE, registration.name, ACCEPT)
		ended = self.work(run)
		self.assertEqual((ended["done"], ended["refused"]), (0, 1))
		self.assertIn(self.world.secretary.split("@")[0], ended["refusals"][0]["sentence"])

	def test_all_that_wait_are_taken_and_nothing_of_others(self):
		mine = [self.acceptance(grid=self.world.grid.name) for _number in range(3)]
		elsewhere = self.acceptance(community=self.world.neighbour)
		ended = self.work(self.start(None))
		self.assertEqual(ended["total"], 3)
		self.assertEqual(self.states(*mine, elsewhere), ["Placed in Grid"] * 3 + [STATE])

	def test_a_record_named_that_is_not_theirs_is_refused(self):
		elsewhere = self.acceptance(community=self.world.neighbour, grid=None)
		ended = self.work(self.start([elsewhere.name], action="Send Back", reason="不行"))
		self.assertEqual((ended["done"], ended["refused"]), (0, 1))
		self.assertIsNone(ended["refusals"][0]["title"])
		self.assertEqual(self.states(elsewhere), [STATE])

	def test_a_run_is_its_starters_alone(self):
		run = self.start([self.acceptance().name])
		with as_user(self.world.organizer):
			for door in (bulk.status, bulk.go_on):
				with self.assertRaises(bulk.NotYourRun):
					door(run)

	def test_nothing_picked_is_said(self):
		with self.assertRaises(bulk.NothingPicked):
			self.start([])

	def test_old_runs_are_forgotten(self):
		old, new = (self.start([self.acceptance().name]) for _number in range(2))
		frappe.db.set_value(
			bulk.RUN, old, "modified", frappe.utils.add_days(None, -40), update_modified=False
		)
		bulk.forget_old()
		self.assertEqual([bool(frappe.db.exists(bulk.RUN, run)) for run in (old, new)], [False, True])
		self.assertEqual(frappe.db.count(bulk.ROW, {"parent": old}), 0)

	def test_the_inbox_is_empty_after_all_were_taken(self):
		self.acceptance(grid=self.world.grid.name)
		self.work(self.start(None))
		with as_user(self.world.secretary):
			self.assertEqual(inbox.count(), {"count": 0, "more": False})
