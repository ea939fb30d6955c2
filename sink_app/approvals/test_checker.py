import frappe

from sink_app.approvals import checker, drawing, dry_run, stranded
from sink_app.approvals.test_inbox import DOCTYPE, InboxCase
from sink_app.tests.factories import as_user, make_area, make_member, make_registration, make_user

CHAIN = "Sink Registration"


class ChainCase(InboxCase):
	"""The shipped chain, redrawn without being saved."""

	def chain(self):
		return frappe.get_doc("Workflow", CHAIN)

	def add_state(self, workflow, state, **values):
		if not frappe.db.exists("Workflow State", state):
			frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
		role = "Sink Unit Organizer"
		workflow.append(
			"states",
			{"state": state, "doc_status": "0", "allow_edit": role, "is_optional_state": 1, **values},
		)

	def add_step(self, workflow, state, action, next_state, **values):
		step = {"state": state, "action": action, "next_state": next_state, "allowed": "Sink Unit Organizer"}
		workflow.append("transitions", {**step, "allow_self_approval": 0, **values})

	def sentences(self, workflow, level=None):
		found = checker._findings(workflow)
		return [finding.sentence for finding in found if level in (None, finding.level)]

	def assert_found(self, workflow, level, *words):
		found = self.sentences(workflow, level)
		self.assertTrue(
			any(all(word in sentence for word in words) for sentence in found), f"{words} not in {found}"
		)


class TestDrawing(ChainCase):
	def test_the_shipped_chain_is_drawn_well(self):
		workflow = self.chain()
		self.assertEqual([each for rule in drawing.RULES for each in rule(workflow)], [])

	def test_a_state_nobody_reaches(self):
		workflow = self.chain()
		self.add_state(workflow, "Checker Island")
		self.add_step(workflow, "Checker Island", "Send Back", "Returned")
		self.assert_found(workflow, "warning", "Checker Island")

	def test_a_dead_end_is_said_until_it_is_marked(self):
		workflow = self.chain()
		self.add_state(workflow, "Checker Alley")
		self.add_step(workflow, "Unit Review", "Submit to Unit", "Checker Alley")
		self.assert_found(workflow, "hint", "Checker Alley")
		workflow.states[-1].rests_here = 1
		self.assertEqual(self.sentences(workflow, "hint"), [])

	def test_who_filed_takes_the_last_step(self):
		workflow = self.chain()
		for step in workflow.transitions:
			step.allow_self_approval = 1
		self.assert_found(workflow, "warning", "Accept into Grid", "Placed in Grid")

	def test_mails_that_approve(self):
		workflow = self.chain()
		workflow.send_email_alert = 1
		self.assert_found(workflow, "warning", "Send Email Alert")

	def test_a_role_that_may_not_write(self):
		workflow = self.chain()
		self.add_step(workflow, "Unit Review", "Submit to Unit", "Returned", allowed="Sink Grid Worker")
		self.assert_found(workflow, "warning", "Sink Grid Worker")

	def test_a_condition_on_a_field_that_is_not_there(self):
		workflow = self.chain()
		workflow.transitions[0].condition = "doc.nosuchfield > 1 and doc.get('year')"
		self.assert_found(workflow, "warning", "nosuchfield")

	def test_the_same_step_to_two_places(self):
		workflow = self.chain()
		self.add_step(workflow, "Unit Review", "Send Back", "Draft")
		self.assert_found(workflow, "warning", "Send Back")

	def test_a_state_that_other_records_lead_to_is_no_island(self):
		workflow = self.chain()
		[state] = [row for row in workflow.states if row.state == "Moved Away"]
		self.assertEqual(self.sentences(workflow, "hint"), [])
		state.reached_otherwise = 0
		self.assert_found(workflow, "warning", "Moved Away")

	def refused(self, workflow, *words):
		with as_user("Administrator"), self.assertRaises(checker.ChainBroken) as caught:
			workflow.save()
		told = str(caught.exception) + str(frappe.local.message_log)
		for word in words:
			self.assertIn(word, told)
		before = frappe.db.get_value("Workflow", CHAIN, "modified")
		self.assertEqual(before, self.chain().modified)

	def test_a_step_into_nowhere_is_refused(self):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Checker Nowhere"}).insert()
		workflow = self.chain()
		workflow.transitions[0].next_state = "Checker Nowhere"
		self.refused(workflow, "Checker Nowhere")

	def test_a_condition_that_cannot_be_read_is_refused(self):
		workflow = self.chain()
		workflow.transitions[0].condition = "doc.year >"
		self.refused(workflow, "doc.year >")

	def test_statuses_of_records_that_cannot_be_submitted_are_refused(self):
		workflow = self.chain()
		workflow.states[-1].doc_status = "1"
		self.refused(workflow)

	def test_a_field_that_holds_no_state_is_refused(self):
		workflow = self.chain()
		workflow.workflow_state_field = "year"
		self.refused(workflow, "Year")

	def test_a_chain_that_is_off_may_be_unfinished(self):
		workflow = self.chain()
		workflow.transitions[0].condition = "doc.year >"
		with self.assertRaises(checker.ChainBroken):
			checker.refuse(workflow)
		workflow.is_active = 0
		checker.refuse(workflow)


class TestSurroundings(ChainCase):
	def test_places_where_nobody_is(self):
		bare = make_area("Community", self.world.street, area_name="A无人社区")
		sentences = self.sentences(self.chain(), "warning")
		self.assertTrue(any("Community Acceptance" in sentence for sentence in sentences), sentences)
		from sink_app.access import coverage

		roles = {"Sink Community Secretary", "Sink Community Staff"}
		titles = coverage.gap(DOCTYPE, roles, sample=10_000).names
		self.assertIn(bare.title, titles)
		self.assertNotIn(self.world.community.title, titles)

	def test_a_role_nobody_has(self):
		frappe.get_doc({"doctype": "Role", "role_name": "Checker Role"}).insert()
		workflow = self.chain()
		self.add_state(workflow, "Checker Alley", rests_here=0)
		self.add_step(workflow, "Unit Review", "Submit to Unit", "Checker Alley")
		self.add_step(workflow, "Checker Alley", "Send Back", "Returned", allowed="Checker Role")
		self.assert_found(workflow, "warning", "Checker Alley", "Checker Role")

	def test_another_chain_on_the_same_records(self):
		other = frappe.copy_doc(self.chain())
		other.update({"workflow_name": "Checker Other", "is_active": 0})
		other.insert()
		frappe.db.set_value("Workflow", other.name, "is_active", 1)
		self.assert_found(self.chain(), "warning", "Checker Other")

	def test_stranded_records_are_found_and_moved(self):
		registration = self.review()
		frappe.db.set_value(DOCTYPE, registration.name, "workflow_state", "Checker Gone")
		self.assert_found(self.chain(), "warning", "Checker Gone")
		offers = [each.offer for each in checker._findings(self.chain()) if each.offer]
		self.assertEqual([(offer["from_state"], offer["count"]) for offer in offers], [("Checker Gone", 1)])
		for _run in range(2):
			stranded.move_all(CHAIN, "Checker Gone", "Unit Review", "流程调整", settle=False)
		registration.reload()
		self.assertEqual(registration.workflow_state, "Unit Review")
		from sink_app.approvals import log

		entries = [each for each in log.entries(DOCTYPE, registration.name) if each.reason == "流程调整"]
		self.assertEqual(
			[(each.from_state, each.to_state) for each in entries], [("Checker Gone", "Unit Review")]
		)

	def test_only_who_draws_chains_moves_records_and_only_stranded_ones(self):
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			stranded.move(CHAIN, "Checker Gone", "Unit Review", "流程调整")
		with self.assertRaises(stranded.NotStranded):
			stranded.move(CHAIN, "Unit Review", "Returned", "流程调整")
		with self.assertRaises(stranded.NoSuchState):
			stranded.move(CHAIN, "Checker Gone", "Checker Nowhere", "流程调整")
		with self.assertRaises(stranded.ReasonMissing):
			stranded.move(CHAIN, "Checker Gone", "Returned", " ")


class TestDryRun(ChainCase):
	def explain(self, user, registration):
		told = dry_run.explain(CHAIN, user, name=registration.name)
		return {(step["action"], step["state"], step["role"]): step for step in told["steps"]}

	def test_open_steps_and_why_others_are_closed(self):
		world, registration = self.world, self.review()
		told = self.explain(world.organizer, registration)
		approve = ("Approve to Community", "Unit Review", "Sink Unit Organizer")
		accept = ("Accept into Grid", "Community Acceptance", "Sink Community Secretary")
		self.assertTrue(told[approve]["is_open"])
		self.assertEqual(told[approve]["reasons"], [])
		self.assertFalse(told[accept]["is_open"])
		self.assertEqual(len(told[accept]["reasons"]), 2)
		self.assertIn("Community Acceptance", told[accept]["reasons"][0])
		elsewhere = self.explain(self.stranger(), registration)
		self.assertFalse(elsewhere[approve]["is_open"])
		self.assertIn("Sink Unit Organizer", elsewhere[approve]["reasons"][0])

	def stranger(self):
		from sink_app.tests.factories import make_stand

		return make_stand("Sink Unit Organizer", self.world.other_unit)

	def test_ones_own_record_and_a_condition_are_named(self):
		own = make_member(self.world.branch, user=make_user("Sink Member"))
		from sink_app.tests.factories import make_stand

		make_stand("Sink Unit Organizer", self.world.unit, user=own.user)
		registration = make_registration(own, self.world.community)
		told = self.explain(own.user, registration)
		forward = told["Forward to Community", "Draft", "Sink Unit Organizer"]
		self.assertFalse(forward["is_open"])
		self.assertIn("frappe.session.user", forward["reasons"][0])
		approve = told["Approve to Community", "Unit Review", "Sink Unit Organizer"]
		self.assertIn(frappe.utils.get_fullname(own.user), approve["reasons"][-1])

	def test_the_newest_record_of_a_state_is_taken(self):
		registration = self.review()
		told = dry_run.explain(CHAIN, self.world.organizer, state="Unit Review")
		self.assertEqual((told["name"], told["state"]), (registration.name, "Unit Review"))
		with self.assertRaises(dry_run.NothingToTry):
			dry_run.explain(CHAIN, self.world.organizer, state="Checker Nowhere")

	def test_nothing_is_written_and_only_who_draws_chains_may_try(self):
		registration = self.review()
		before = frappe.db.get_value(DOCTYPE, registration.name, "*")
		writes = frappe.db.transaction_writes
		self.explain(self.world.organizer, registration)
		self.assertEqual(frappe.db.transaction_writes, writes)
		self.assertEqual(frappe.db.get_value(DOCTYPE, registration.name, "*"), before)
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			dry_run.explain(CHAIN, self.world.organizer, name=registration.name)
