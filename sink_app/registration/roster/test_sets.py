"""A roster that goes in as a set leaves what Frappe's own insert of each row would have left."""

from unittest.mock import patch

import frappe
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.tests.utils import FrappeTestCase

from sink_app.registration.roster import customised, names, rules, sets, writing
from sink_app.registration.roster.sheet import Row
from sink_app.registration.roster.verdicts import ADDED, KEPT, WRONG
from sink_app.tests.factories import (
	World,
	make_area,
	make_member,
	make_organization,
	make_registration,
	make_stand,
)
from sink_app.tests.numbers import id_number

YEAR = 2026
MAN = id_number("42990019850312311")
WOMAN = id_number("42990019900102322")
OTHER = id_number("42990019790405333")
TABLES = (
	*("Sink Member", "Sink Member Skill", "Sink Member Wish", "Sink Member Time", "Sink Registration"),
	*("Sink Personal Value", "Sink Approval Step", "Workflow Action", "Comment", "ToDo", "Sink Consent"),
)
"""Everything that taking in a row may leave behind."""
OF_ONE_RUN = {"name", "creation", "modified", "taken_at", "given_on", "waited_seconds", "cipher"}


PERSON = {"member_name": "孙两类", "mobile": "19900061000"}
BOTH = {"member_name": "李同号", "mobile": "19900061001", "id_number": MAN, "birth_date": None, "sex": None}
CHANGES = [
	{},
	{"sex": None, "birth_date": None},  # stays a draft
	{"notices": None},
	{"home_area": None, "hobbies": None, "skills": None, "wishes": None, "times": None},
	{"skills": "养鸟", "wishes": "下棋岗"},  # put down elsewhere
	{"mobile": "1990007"},
	{"organization": "第一党支部"},  # one of two
	{"organization": "第九党支部"},
	{"member_name": "王别处", "mobile": "19900060004"},  # another unit's
	{"birth_date": "2015.1"},  # a child
	{"member_name": "周在册", "mobile": "19900060001", "position_title": "讲师"},
	{"member_name": "吴已报", "mobile": "19900060002"},  # kept already
	{"member_name": "沈已报", "mobile": "19900060006", "community": "晒湖社区"},  # one of each kind
	{"hobbies": "<b>书法</b>"},  # the framework cleans it
	{"position_title": "长" * 150},
	{"id_number": MAN[:-1] + ("0" if MAN[-1] != "0" else "1")},
	{"id_number": WOMAN},  # neither the sex nor the birth date
	{"member_name": "郑改号", "id_number": OTHER, "birth_date": None},  # another's
	{
		"member_name": "郑证件",
		"mobile": "19900061002",
		"id_number": WOMAN,
		"sex": "女",
		"birth_date": None,
	},
	PERSON,
	{**PERSON, "registration_type": "居住地", "community": None},
	{**PERSON, "organization": "校医院党总支第一党支部", "registration_type": "居住地"},
	BOTH,
	{"member_name": "李异名", "id_number": MAN},
	{"member_name": "冯自己", "mobile": "19900060005"},  # the importer's own
	{"times": "有空就来"},
	{"registration_type": "居住地报到", "community": None},
]
"""What makes a row differ from a complete one; a comment says what is the matter with it."""


class TestSets(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.library = make_organization("Second Level", cls.world.unit, org_name="图书馆党总支")
		cls.hospital = make_organization("Second Level", cls.world.unit, org_name="校医院党总支")
		cls.branch = make_organization("Branch", cls.library, org_name="第一党支部")
		make_organization("Branch", cls.hospital, org_name="第一党支部")
		cls.community = make_area("Community", cls.world.street, area_name="杨桥湖社区")
		cls.far = make_area("Community", cls.world.far_community.parent_sink_area, area_name="晒湖社区")
		cls.world.other_organizer = make_stand("Sink Unit Organizer", cls.world.other_unit)
		cls.kept = make_member(cls.branch, member_name="周在册", mobile="19900060001", position_title="教授")
		cls.registered = make_member(cls.branch, member_name="吴已报", mobile="19900060002")
		for member in (cls.registered, make_member(cls.branch, member_name="沈已报", mobile="19900060006")):
			make_registration(member, cls.community, year=YEAR)
		make_member(cls.branch, member_name="何证件", mobile="19900060007", id_number=OTHER)
		make_member(cls.branch, member_name="郑证件", mobile="19900060003", id_number=WOMAN)
		make_member(cls.world.other_branch, member_name="王别处", mobile="19900060004")
		cls.own = make_member(
			cls.branch, user=cls.world.organizer, member_name="冯自己", mobile="19900060005"
		)

	def setUp(self):
		frappe.db.savepoint("before_test")
		frappe.set_user(self.world.organizer)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		frappe.clear_cache(doctype="Sink Member")

	def row(self, number: int, **values) -> Row:
		"""A complete row of a person of its own; keys given as None are left empty."""
		complete = {
			"member_name": f"赵{chr(0x4E00 + number)}",
			"sex": "男",
			"birth_date": "1985.3",
			"mobile": f"1990007{number:04d}",
			"organization": "图书馆党总支第一党支部",
			"position_title": "科员",
			"staff_kind": "高校",
			"registration_type": "组织派遣",
			"community": "杨桥湖社区",
			"home_area": "晒湖社区",
			"home_address": "文化大道1号",
			"skills": "法律、急救（持证）、驾驶（A1驾驶证）",
			"hobbies": "书法",
			"wishes": "政策宣传、治安巡逻",
			"times": "工作日晚上、周末9:00-12:00、应急",
			"notices": "是",
			**values,
		}
		return Row(number, {key: value for key, value in complete.items() if value is not None})

	def rows(self) -> list[Row]:
		"""Good rows and every kind of bad one."""
		return [self.row(number, **change) for number, change in enumerate(CHANGES, start=1)]

	def entries(self, rows: list[Row]) -> tuple[list[rules.Entry], names.Book]:
		book = names.load(self.world.unit.name, YEAR, "Dispatched")
		entries, twice = [rules.read(row, book) for row in rows], rules.Twice()
		for entry in entries:
			twice.check(entry)
		return entries, book

	def run_by(self, make_writer, rows: list[Row]) -> tuple[list, dict, object]:
		"""(verdicts, everything that was written, the writer); all of it taken back."""
		frappe.db.savepoint("run")
		before = {table: set(frappe.get_all(table, pluck="name", limit=0)) for table in self.tables()}
		entries, book = self.entries(rows)
		writer = make_writer(book, False)
		verdicts = writer.write(entries)
		written = {table: self.new_in(table, names) for table, names in before.items()}
		frappe.db.rollback(save_point="run")
		return verdicts, written, writer

	def tables(self) -> list[str]:
		return [table for table in TABLES if frappe.db.exists("DocType", table)]

	def new_in(self, table: str, before: set[str]) -> list[dict]:
		"""The new rows of a table, with people for names of records, without what is of one run."""
		people = self.people()
		new = frappe.get_all(table, filters={"name": ("not in", list(before) or [""])}, fields=["*"], limit=0)
		# no text and an empty one are the same to the framework
		plain = [
			{key: people.get(value, value) or None for key, value in row.items() if key not in OF_ONE_RUN}
			for row in new
		]
		for row in plain:
			if key := row.get("active_key"):
				member, _dash, rest = key.partition("-")
				row["active_key"] = f"{people[member]} {rest}"
		return sorted(plain, key=repr)

	@staticmethod
	def people() -> dict[str, str]:
		members = frappe.get_all("Sink Member", fields=["name", "member_name", "mobile"], limit=0)
		found = {row.name: f"{row.member_name} {row.mobile}" for row in members}
		registrations = frappe.get_all(
			"Sink Registration", fields=["name", "member", "registration_type"], limit=0
		)
		return {
			**found,
			**{row.name: f"{found[row.member]} {row.registration_type}" for row in registrations},
		}

	def assert_same(self, rows: list[Row]):
		"""Both ways give the same verdicts and the same records, and the set is one."""
		slow, left_slow, _writer = self.run_by(writing.OneByOne, rows)
		fast, left_fast, writer = self.run_by(sets.Sets, rows)
		self.assertIsNone(writer.fault)
		for one, other in zip(slow, fast, strict=True):
			self.assertEqual(one, other)
		for table in left_slow:
			self.assertEqual(left_slow[table], left_fast[table], table)
		return fast, left_fast

	def test_reg_14_a_set_leaves_what_single_inserts_leave(self):
		verdicts, left = self.assert_same(self.rows())
		results = [verdict.result for verdict in verdicts]
		self.assertEqual(
			{result: results.count(result) for result in (ADDED, KEPT, WRONG)},
			{ADDED: 13, KEPT: 1, WRONG: 13},
		)
		self.assertEqual(len(left["Sink Registration"]), 13)
		self.assertTrue(any(verdict.is_forwarded for verdict in verdicts))
		self.assertTrue(left["Sink Approval Step"])

	def test_reg_14_a_set_asks_little(self):
		entries, book = self.entries([self.row(number) for number in range(200)])
		writer = sets.Sets(book, False)
		# this transaction has made the trees; an import finds them made
		frappe.local.access_memo = None
		asked = []
		ask = frappe.db.sql
		with patch.object(
			frappe.local.db, "sql", lambda *query, **more: asked.append(query) or ask(*query, **more)
		):
			verdicts = writer.write(entries)
		self.assertEqual({verdict.result for verdict in verdicts}, {ADDED})
		self.assertLess(len(asked), 2 * 200)

	def test_rules_of_the_office_hold_in_a_set(self):
		frappe.set_user("Administrator")
		make_property_setter("Sink Member", "hobbies", "reqd", 1, "Check")
		make_property_setter("Sink Member", "staff_kind", "options", "\nUniversity", "Text")
		make_property_setter("Sink Registration", "wanted_post", "default", "机动岗", "Text")
		frappe.set_user(self.world.organizer)
		rows = [
			self.row(1),
			self.row(2, hobbies=None),
			self.row(3, staff_kind="机关"),
			self.row(4, wishes="下棋岗"),
		]
		verdicts, left = self.assert_same(rows)
		self.assertEqual([verdict.result for verdict in verdicts], [ADDED, WRONG, WRONG, ADDED])
		self.assertEqual({row["wanted_post"] for row in left["Sink Registration"]}, {"机动岗", "下棋岗"})

	def test_what_only_single_inserts_serve_is_noticed(self):
		self.assertEqual(customised.reasons(), [])
		frappe.set_user("Administrator")
		frappe.get_doc(
			{
				"doctype": "Notification",
				"name": "Roster test",
				"subject": "x",
				"document_type": "Sink Member",
				"event": "New",
				"channel": "System Notification",
				"message": "x",
				"recipients": [{"receiver_by_role": "Sink City Organizer"}],
			}
		).insert()
		frappe.set_user(self.world.organizer)
		self.assertEqual(len(customised.reasons()), 1)

	def test_who_stands_elsewhere_puts_nothing_in_by_a_set(self):
		entries, book = self.entries([self.row(1)])
		frappe.set_user(self.world.other_organizer)
		verdicts = sets.Sets(book, False).write(entries)
		self.assertEqual([verdict.result for verdict in verdicts], [WRONG])
		self.assertFalse(
			frappe.db.exists(
				"Sink Member", {"member_name": entries[0].member["member_name"], "unit": self.world.unit.name}
			)
		)

	def test_a_fault_of_a_set_lets_its_rows_in_one_by_one(self):
		rows = [self.row(1), self.row(2, mobile="1")]
		entries, book = self.entries(rows)
		writer = sets.Sets(book, False)
		writer._members.write = lambda lights: frappe.db.sql("select nothing from nowhere")
		self.assertEqual([verdict.result for verdict in writer.write(entries)], [ADDED, WRONG])
		self.assertIsNotNone(writer.fault)
