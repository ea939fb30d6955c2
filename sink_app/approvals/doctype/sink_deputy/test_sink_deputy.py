import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.approvals import deputies, steps
from sink_app.approvals.doctype.sink_deputy import sink_deputy as controller
from sink_app.tests.factories import (
	World,
	as_user,
	make_member,
	make_registration,
	make_stand,
	make_user,
)

DOCTYPE = "Sink Registration"


class TestSinkDeputy(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")
		# may read registrations somewhere else, approves none
		self.deputy = make_stand("Sink Branch Secretary", self.world.other_branch)
		self.addCleanup(deputies.forget)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def name_deputy(self, by=None, **values):
		"""The organizer of the world's unit is away today."""
		values = {
			"absent_user": self.world.organizer,
			"deputy": self.deputy,
			"from_date": nowdate(),
			"to_date": nowdate(),
			**values,
		}
		with as_user(by or values["absent_user"]):
			return frappe.get_doc({"doctype": "Sink Deputy", **values}).insert()

	def under_review(self, member=None):
		registration = make_registration(member or self.world.member, self.world.community)
		frappe.db.set_value(DOCTYPE, registration.name, "owner", self.world.member_user)
		with as_user(self.world.member_user if not member else "Administrator"):
			steps.take(DOCTYPE, registration.name, "Submit to Unit")
		return frappe.get_doc(DOCTYPE, registration.name)

	def open_to(self, user, registration):
		with as_user(user):
			return {step["action"]: step.get("on_behalf_of") for step in steps.open_steps(registration)}

	def test_a_deputy_reads_and_takes_the_absent_persons_step_in_their_name(self):
		registration = self.under_review()
		self.assertFalse(frappe.has_permission(DOCTYPE, "read", doc=registration, user=self.deputy))
		self.name_deputy()
		organizer = self.world.organizer
		self.assertEqual(
			self.open_to(self.deputy, registration),
			{"Approve to Community": organizer, "Send Back": organizer},
		)
		with as_user(self.deputy):
			self.assertIn(registration.name, frappe.get_list(DOCTYPE, pluck="name", limit_page_length=0))
			taken = steps.take(DOCTYPE, registration.name, "Approve to Community", seen_state="Unit Review")
			self.assertEqual((taken.workflow_state, taken.modified_by), ("Community Acceptance", self.deputy))
			last = steps.history(DOCTYPE, registration.name)[-1]
		self.assertEqual((last["user"], last["on_behalf_of"]), (self.deputy, organizer))
		self.assertEqual(last["on_behalf_name"], frappe.utils.get_fullname(organizer))

	def test_a_deputy_reads_what_waits_and_what_they_dealt_with_and_nothing_else(self):
		waiting = self.under_review()
		placed, dealt_with = (
			make_registration(make_member(self.world.branch), self.world.community) for _each in range(2)
		)
		frappe.db.set_value(DOCTYPE, placed.name, "workflow_state", "Placed in Grid")
		with as_user("Administrator"):
			steps.take(DOCTYPE, dealt_with.name, "Submit to Unit")
		self.name_deputy()
		with as_user(self.deputy):
			steps.take(DOCTYPE, dealt_with.name, "Approve to Community")
			listed = frappe.get_list(DOCTYPE, pluck="name", limit_page_length=0)
			readable = {
				each.name: frappe.has_permission(DOCTYPE, "read", doc=each.name)
				for each in (waiting, placed, dealt_with)
			}
		self.assertEqual(set(listed), {waiting.name, dealt_with.name})
		self.assertEqual(readable, {waiting.name: True, placed.name: False, dealt_with.name: True})

	def test_what_is_lent_is_read_not_written(self):
		registration = self.under_review()
		self.name_deputy()
		with as_user(self.deputy), self.assertRaises(frappe.PermissionError):
			registration.reload()
			registration.wanted_post = "巡逻"
			registration.save()

	def test_only_on_its_days_and_while_both_accounts_are_open(self):
		for days in ((1, 5), (-5, -1)):
			first, last = (add_days(nowdate(), day) for day in days)
			deputy = self.name_deputy(from_date=first, to_date=last)
			self.assertEqual(deputies.represented(self.deputy), [], days)
			deputy.delete()
		self.name_deputy()
		self.assertEqual(deputies.represented(self.deputy, DOCTYPE), [self.world.organizer])
		frappe.get_doc("User", self.world.organizer).update({"enabled": 0}).save()
		self.assertEqual(deputies.represented(self.deputy, DOCTYPE), [])

	def test_only_in_the_chains_named(self):
		chain = frappe.db.get_value("Workflow", {"document_type": DOCTYPE, "is_active": 1})
		self.name_deputy(chains=[{"workflow": chain}])
		self.assertEqual(deputies.represented(self.deputy, DOCTYPE), [self.world.organizer])
		self.assertEqual(deputies.represented(self.deputy, "ToDo"), [])

	def test_a_deputys_deputy_gets_nothing_of_the_first(self):
		third = make_stand("Sink Branch Secretary", self.world.other_branch)
		registration = self.under_review()
		self.name_deputy()
		self.name_deputy(absent_user=self.deputy, deputy=third)
		self.assertEqual(self.open_to(third, registration), {})
		self.assertFalse(frappe.has_permission(DOCTYPE, "read", doc=registration, user=third))

	def test_nobody_deputizes_on_a_record_of_their_own(self):
		make_member(self.world.branch, user=self.deputy)
		self.name_deputy()
		own = frappe.get_doc("Sink Member", {"user": self.deputy})
		spoken_of = self.under_review(member=own)
		filed = self.under_review()
		frappe.db.set_value(DOCTYPE, filed.name, "owner", self.deputy)
		filed.reload()
		for registration in (spoken_of, filed):
			self.assertEqual(self.open_to(self.deputy, registration), {})
			with as_user(self.deputy), self.assertRaises(steps.StepNotOpen):
				steps.take(DOCTYPE, registration.name, "Approve to Community")

	def test_the_absent_persons_own_record_stays_closed(self):
		frappe.get_doc("User", self.world.organizer).add_roles("Sink Member")
		own = make_member(self.world.branch, user=self.world.organizer)
		registration = self.under_review(member=own)
		self.name_deputy()
		self.assertEqual(self.open_to(self.deputy, registration), {})

	def test_one_names_a_deputy_for_oneself_an_administrator_for_anybody(self):
		with self.assertRaises(controller.DeputyForOthers):
			self.name_deputy(by=self.deputy)
		manager = make_user("Sink Platform Manager")
		named = self.name_deputy(by=manager)
		with as_user(self.deputy):
			self.assertEqual(frappe.get_list("Sink Deputy", pluck="name"), [named.name])
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Sink Deputy", named.name).update({"to_date": add_days(nowdate(), 9)}).save()
		with as_user(self.world.secretary):
			self.assertEqual(frappe.get_list("Sink Deputy", pluck="name"), [])
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Sink Deputy", named.name).check_permission("read")
		with as_user(self.world.organizer):
			frappe.get_doc("Sink Deputy", named.name).delete()
		self.assertEqual(deputies.represented(self.deputy), [])

	def test_mistakes_are_named(self):
		cases = {
			controller.DeputyOfOneself: {"deputy": self.world.organizer},
			controller.DeputyEndsBeforeStart: {"to_date": add_days(nowdate(), -1)},
			controller.NotLent: {"absent_user": "Administrator"},
			controller.DeputyCannotAct: {"deputy": self.world.member_user},
		}
		frappe.db.set_value("User", self.world.member_user, "enabled", 0)
		for error, values in cases.items():
			self.assertRaises(error, self.name_deputy, by="Administrator", **values)
		frappe.db.set_value("User", self.world.member_user, "enabled", 1)
		chain = frappe.db.get_value("Workflow", {"document_type": DOCTYPE, "is_active": 1})
		with self.assertRaises(controller.DeputyCannotAct):
			self.name_deputy(deputy=make_user(), chains=[{"workflow": chain}])
