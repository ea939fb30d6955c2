"""What is said of a user and a record: by every rule there is, also where they meet."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.access import auditing, explain, readers
from sink_app.tests import factories

DOCTYPE = "Sink Registration"


class Case(FrappeTestCase):
	"""A registration, and administrators over its place and elsewhere."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = factories.World()
		cls.doc = factories.make_registration(cls.world.member, cls.world.community)
		root = frappe.get_doc("Sink Area", factories.root_of("Sink Area"))
		cls.manager = factories.make_stand("Sink Platform Manager", root)
		cls.district_organizer = factories.make_stand("Sink District Organizer", cls.world.district)
		cls.far_organizer = factories.make_stand("Sink District Organizer", cls.world.far_district)


class TestExplain(Case):
	def told(self, user, doc=None):
		"""The reasons, after a look that they and the lists agree with the engine."""
		doc = doc or self.doc
		found = list(explain.reasons(doc, user))
		reads = bool(frappe.has_permission(doc.doctype, "read", doc=doc, user=user))
		self.assertEqual(explain.sees(found), reads, found)
		listed = {each for group in readers.groups(doc) for each in group.users}
		if frappe.db.get_value("User", user, "enabled"):
			self.assertEqual(user in listed, reads, found)
		return found

	def test_a_stand_names_the_ancestor(self):
		(reason,) = self.told(self.district_organizer)
		self.assertTrue(reason.opens)
		self.assertIn(explain.title("Sink Area", self.world.district.name), reason.sentence)

	def test_a_sibling_is_a_near_miss_with_a_proposal(self):
		(reason,) = self.told(factories.make_stand("Sink Community Secretary", self.world.neighbour))
		self.assertFalse(reason.opens)
		self.assertIn(explain.title("Sink Area", self.world.community.name), reason.sentence)
		self.assertEqual(reason.mend["node"], self.world.community.name)

	def test_the_second_line_names_whom_it_oversees(self):
		(reason,) = self.told(factories.make_stand("Sink System Committee", self.world.system))
		self.assertTrue(reason.opens)
		self.assertIn(self.world.unit.org_name, reason.sentence)

	def test_the_member_sees_their_own(self):
		(reason,) = self.told(self.world.member_user)
		self.assertEqual((reason.kind, reason.opens), (explain.OWN, True))

	def test_a_role_without_a_stand(self):
		(reason,) = self.told(factories.make_user("Sink Street Officer"))
		self.assertEqual(reason.mend["role"], "Sink Street Officer")

	def test_no_role_that_reads(self):
		found = self.told(factories.make_user())
		self.assertEqual([reason.opens for reason in found], [False])

	def test_a_role_that_reads_nothing_of_the_kind_where_the_record_belongs(self):
		found = self.told(self.manager)
		self.assertFalse(any(reason.opens for reason in found))

	def test_stands_that_ended_or_have_not_begun(self):
		ended = factories.make_stand(
			"Sink Grid Worker", self.world.community, from_date="2026-01-01", to_date="2026-02-01"
		)
		coming = factories.make_stand(
			"Sink Grid Worker", self.world.community, from_date=add_days(nowdate(), 3)
		)
		for user, is_mended in ((ended, True), (coming, False)):
			(reason,) = self.told(user)
			self.assertFalse(reason.opens)
			self.assertEqual(bool(reason.mend), is_mended)

	def test_a_role_taken_from_the_account(self):
		user = factories.make_stand("Sink Street Officer", self.world.street)
		account = frappe.get_doc("User", user)
		account.remove_roles("Sink Street Officer")
		account.add_roles("Sink Grid Worker")
		found = self.told(user)
		self.assertFalse(any(reason.opens for reason in found))

	def test_a_share_lets_in_past_everything(self):
		user = factories.make_user()
		frappe.share.add(DOCTYPE, self.doc.name, user=user)
		found = self.told(user)
		self.assertEqual([reason.kind for reason in found if reason.opens], [explain.SHARE])

	def test_a_deputy_is_lent_what_the_absent_person_reads(self):
		deputy = factories.make_user("Sink Community Secretary")
		factories.make(
			"Sink Deputy",
			absent_user=self.world.secretary,
			deputy=deputy,
			from_date=nowdate(),
			to_date=add_days(nowdate(), 5),
		)
		for state, lent in (("Community Acceptance", [explain.LENT]), ("Draft", [])):
			frappe.db.set_value(DOCTYPE, self.doc.name, "workflow_state", state)
			found = self.told(deputy, frappe.get_doc(DOCTYPE, self.doc.name))
			self.assertEqual([reason.kind for reason in found if reason.opens], lent)

	def test_a_user_permission_bars_the_way(self):
		user = factories.make_stand("Sink Street Officer", self.world.street)
		other = factories.make_registration(factories.make_member(self.world.branch), self.world.community)
		factories.make("User Permission", user=user, allow=DOCTYPE, for_value=other.name)
		found = list(explain.reasons(self.doc, user))
		self.assertFalse(explain.sees(found))
		self.assertFalse(frappe.has_permission(DOCTYPE, "read", doc=self.doc, user=user))
		self.assertIn(explain.BARRED, [reason.kind for reason in found])

	def test_an_open_kind_is_read_by_its_roles(self):
		self.told(self.world.secretary, self.world.far_district)
		self.told(factories.make_user(), self.world.far_district)

	def test_a_closed_account_is_said_and_offered_to_who_may_open_it(self):
		user = factories.make_stand("Sink Street Officer", self.world.street)
		frappe.db.set_value("User", user, "enabled", 0)
		frappe.clear_document_cache("User", user)
		told = auditing.why(DOCTYPE, self.doc.name, user)
		self.assertFalse(told["sees"])
		self.assertEqual(told["account_mend"]["kind"], "enable")
		listed = {each for group in readers.groups(self.doc) for each in group.users}
		self.assertNotIn(user, listed)

	def test_fields_of_a_higher_level_are_named(self):
		member = self.world.member
		self.assertTrue(explain.hidden_fields(member, self.district_organizer))
		self.assertEqual(explain.hidden_fields(member, "Administrator"), [])


class TestAuditing(Case):
	"""The page tells nobody more than they may know."""

	def why(self, asker, user, name=None):
		with factories.as_user(asker):
			return auditing.why(DOCTYPE, name or self.doc.name, user)

	def test_only_those_of_the_page_ask(self):
		for asker in (self.world.secretary, self.world.member_user, self.world.organizer):
			self.assertRaises(auditing.NotYoursToAsk, self.why, asker, self.world.secretary)

	def test_a_record_out_of_reach_is_refused_like_one_that_is_not_there(self):
		messages = []
		for name in (self.doc.name, "nosuchrecord"):
			with self.assertRaises(auditing.NotYoursToAsk) as refused:
				self.why(self.far_organizer, self.far_organizer, name)
			messages.append(str(refused.exception))
		self.assertEqual(*messages)

	def test_a_user_administered_by_others_is_refused(self):
		stranger = factories.make_stand("Sink Community Secretary", self.world.far_community)
		self.assertRaises(auditing.NotYoursToAsk, self.why, self.district_organizer, stranger)
		self.assertTrue(self.why(self.district_organizer, self.world.secretary)["sees"])

	def test_a_stand_managed_by_others_is_not_described(self):
		user = factories.make_stand("Sink Unit Organizer", self.world.unit)
		factories.make_stand("Sink Community Staff", self.world.neighbour, user=user)
		told = self.why(self.district_organizer, user)
		self.assertTrue(told["sees"])
		self.assertNotIn(self.world.unit.org_name, " ".join(each["sentence"] for each in told["reasons"]))

	def test_the_platform_manager_is_told_the_place_and_no_name(self):
		told = self.why(self.manager, self.world.secretary)
		self.assertTrue(told["sees"])
		self.assertIsNone(told["record"]["title"])
		self.assertIn(self.world.community.name, [each["node"] for each in told["record"]["place"]])
		with factories.as_user(self.manager):
			groups = {group["kind"]: group for group in auditing.who(DOCTYPE, self.doc.name)["groups"]}
		self.assertEqual((groups["own"]["count"], groups["own"]["people"]), (1, []))
		own = self.why(self.manager, self.world.member_user)
		self.assertNotIn("own", [each["sentence"] for each in own["reasons"]])
		self.assertNotIn(self.world.member.member_name, frappe.as_json(own["reasons"]))

	def test_others_are_counted_only(self):
		with factories.as_user(self.district_organizer):
			groups = auditing.who(DOCTYPE, self.doc.name)["groups"]
		people = {person["user"] for group in groups for person in group["people"]}
		self.assertIn(self.world.secretary, people)
		self.assertNotIn(self.world.organizer, people)
		self.assertTrue(any(group["others"] for group in groups))

	def test_mends_are_offered_to_who_may_go_them(self):
		secretary = self.world.secretary
		(own,) = [each for each in self.why(self.district_organizer, secretary)["reasons"] if each["opens"]]
		self.assertEqual(own["mend"]["kind"], "end_stand")
		near = factories.make_stand("Sink Community Secretary", self.world.neighbour)
		(missing,) = self.why(self.district_organizer, near)["reasons"]
		self.assertEqual(
			(missing["mend"]["kind"], missing["mend"]["role"]), ("add_stand", "Sink Community Secretary")
		)

	def test_users_are_offered_to_who_administers_them(self):
		with factories.as_user(self.far_organizer):
			found = auditing.search_users("User", self.world.secretary, "name", 0, 20)
			self.assertEqual(found, [])
		with factories.as_user(self.district_organizer):
			found = auditing.search_users("User", self.world.secretary, "name", 0, 20)
			self.assertEqual([row[0] for row in found], [self.world.secretary])

	def test_a_group_is_shown_page_by_page(self):
		for _ in range(3):
			factories.make_stand("Sink Grid Worker", self.world.community)
		with patch.object(auditing, "SHOWN", 2):
			groups = auditing.who(DOCTYPE, self.doc.name)["groups"]
			group = next(each for each in groups if each["count"] == 3)
			rest = auditing.more(DOCTYPE, self.doc.name, group["key"], group["next"])
		users = [person["user"] for person in (*group["people"], *rest["people"])]
		self.assertEqual((len(set(users)), rest["next"]), (3, None))
