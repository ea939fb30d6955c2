"""The three lists: versions, what fills them, claims, Excel in and out."""

import io
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import nowdate
from openpyxl import load_workbook

from sink_app.approvals import guard, steps
from sink_app.personal import exports
from sink_app.registration import paper_sheets, yearly
from sink_app.service.doctype.sink_demand_list import sink_demand_list as demand_lists
from sink_app.service.doctype.sink_list_claim import sink_list_claim as list_claims
from sink_app.service.lists import claims, columns, copying, filling, matching, sheets
from sink_app.tests.factories import World, as_user, make, make_member, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_demand

YEAR = int(nowdate()[:4])
CLINIC = {
	"resource_type": "Talent",
	"resource_name": "校医院医生义诊",
	"function_basis": "校医院职责",
	"advantage": "医生6名，设备齐全",
	"target_need": "老年人量血压、测血糖",
	"category": "健康义诊",
	"frequency": "每月一次",
}
OLD = {"demand_words": "老年人想定期量血压", "category": "健康义诊", "collected_by": "入户走访"}


class ListCase(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def resources(self, *items, user=None, **values):
		about = {"organization": self.world.unit.name, "community": self.world.community.name, **values}
		with as_user(user or self.world.organizer):
			return frappe.get_doc(
				{"doctype": "Sink Resource List", **about, "items": [dict(item) for item in items]}
			).insert()

	def demands(self, *items, **values):
		about = {"community": self.world.community.name, **values}
		with as_user(self.world.secretary):
			return frappe.get_doc(
				{"doctype": "Sink Demand List", **about, "items": [dict(item) for item in items]}
			).insert()

	def in_force(self, doc, by=None):
		with as_user("Administrator"):
			steps.take(doc.doctype, doc.name, "Submit List")
		with as_user(by or self.world.secretary):
			return steps.take(doc.doctype, doc.name, "Put in Force")


class TestYearlyLists(ListCase):
	def test_lst_01_one_owner_and_one_year(self):
		made = self.resources(CLINIC)
		self.assertEqual((made.year, made.version, made.workflow_state), (YEAR, 1, "Draft"))
		self.assertIn(self.world.unit.org_name, made.title)
		self.assertRaises(yearly.AnotherOnItsWay, self.resources, CLINIC)
		# another year, another community, another kind are other lists
		self.resources(CLINIC, year=YEAR + 1)
		self.resources(CLINIC, community=self.world.neighbour.name)
		self.resources(CLINIC, kind="Members' Skills")
		self.assertRaises(yearly.NotACommunity, self.resources, CLINIC, community=self.world.street.name)

	def test_lst_02_a_version_replaces_the_one_before_and_the_next_year_begins_with_it(self):
		first = self.in_force(self.resources(CLINIC))
		with as_user(self.world.organizer):
			second = frappe.get_doc(first.doctype, copying.new_version(first.doctype, first.name))
			self.assertEqual((second.version, second.workflow_state), (2, "Draft"))
			self.assertEqual(second.items[0].resource_name, CLINIC["resource_name"])
			nobody_s = copying.into_year(first.doctype, first.name, YEAR + 1)
		self.assertEqual(frappe.db.get_value(first.doctype, nobody_s, ["year", "version"]), (YEAR + 1, 1))
		second = self.in_force(second)
		first.reload()
		second.reload()
		self.assertEqual((first.workflow_state, second.replaces), ("List Replaced", first.name))
		with as_user(self.world.organizer):
			self.assertRaises(yearly.NothingToCopy, copying.new_version, first.doctype, first.name)
		self.assertRaises(copying.NotAList, copying.new_version, "User", "Administrator")

	def test_lst_04_function_advantage_and_need_are_asked_for(self):
		for field in ("function_basis", "advantage", "target_need"):
			with self.subTest(field=field):
				self.assertRaises(frappe.MandatoryError, self.resources, {**CLINIC, field: ""})

	def test_org_36_the_kinds_of_resources(self):
		options = columns.meta_of("Sink Resource List").get_options("resource_type").split("\n")
		words = [frappe._(each, "zh") for each in options if each]
		self.assertEqual(words, ["信息", "阵地", "文化", "资源", "人才", "资金", "技术"])

	def test_a_unit_does_not_put_its_own_list_in_force(self):
		made = self.resources(CLINIC)
		with as_user(self.world.organizer):
			steps.take(made.doctype, made.name, "Submit List")
			self.assertRaises(frappe.PermissionError, steps.take, made.doctype, made.name, "Put in Force")
		other = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(other):
			self.assertFalse(frappe.get_list(made.doctype, {"name": made.name}))

	def test_lst_05_each_demand_says_where_it_comes_from(self):
		call = make_demand(self.world.community)
		far = make_demand(self.world.neighbour)
		made = self.demands({"demand_words": call.words, "demand": call.name}, {"demand_words": "没有来源"})
		self.assertEqual([row.sources for row in made.items], [1, 0])
		with as_user(self.world.secretary):
			self.assertRaises(demand_lists.SourceMissing, steps.take, made.doctype, made.name, "Submit List")
		self.assertRaises(
			demand_lists.OtherCommunity, self.demands, {"demand_words": "别处", "demand": far.name}, year=2020
		)

	def test_lst_03_key_issues_and_how_long_they_have_lasted(self):
		made = self.demands({**OLD, "is_key_issue": 1, "lasting": "三年"})
		self.assertEqual((made.items[0].is_key_issue, made.items[0].lasting), (1, "三年"))


class TestFilling(ListCase):
	def test_lst_08_the_list_of_skills_is_filled_from_the_members(self):
		doctor = make_member(
			self.world.branch,
			member_name="云义诊",
			skills=[{"skill": "医疗护理", "level": "Certified", "certificate": "医师证"}],
			wishes=[{"category": "健康义诊"}],
			times=[{"day_kind": "Weekend"}],
		)
		make_member(self.world.other_branch, skills=[{"skill": "法律"}])
		made = self.resources(kind="Members' Skills")
		with as_user(self.world.organizer):
			rows = filling.from_members(made.name)
			self.assertEqual([row["member"] for row in rows], [doctor.name])
			self.assertIn("医师证", rows[0]["advantage"])
			self.assertEqual((rows[0]["target_need"], rows[0]["category"]), ("健康义诊", "健康义诊"))
			made.extend("items", rows)
			made.save()
			self.assertEqual(filling.from_members(made.name), [])

	def test_lst_09_the_demand_list_is_filled_from_what_residents_asked_for(self):
		call = make_demand(self.world.grid, words="楼道灯坏了", category="环境整治")
		make_demand(self.world.neighbour)
		made = self.demands()
		with as_user(self.world.secretary):
			rows = filling.from_demands(made.name)
			self.assertEqual([row["demand"] for row in rows], [call.name])
			made.extend("items", rows)
			made.save()
			self.assertEqual(filling.from_demands(made.name), [])

	def test_lst_10_demands_and_resources_are_matched_with_reasons(self):
		self.in_force(
			self.resources(
				CLINIC, {**CLINIC, "resource_name": "广场", "category": "义务护绿", "target_need": "种花"}
			)
		)
		self.in_force(self.demands(OLD, {"demand_words": "停车难", "collected_by": "问卷"}))
		with as_user(self.world.secretary):
			made = frappe.get_doc(
				{"doctype": "Sink Service List", "community": self.world.community.name}
			).insert()
			rows = matching.draft(made.name)
			self.assertEqual(len(rows), 1)
			self.assertEqual(
				(rows[0]["service"], rows[0]["organization"]), (CLINIC["resource_name"], self.world.unit.name)
			)
			self.assertIn("健康义诊", rows[0]["reason"])
			made.extend("items", rows)
			made.save()
			self.assertEqual(matching.draft(made.name), [])


class TestClaims(ListCase):
	def setUp(self):
		super().setUp()
		self.list = self.in_force(self.demands({**OLD, "capacity": 1}))
		self.row = self.list.items[0].name

	def take_on(self, organization, user):
		with as_user(user):
			return claims.take_on(self.list.name, self.row, organization.name)

	def test_lst_09_lst_11_units_take_rows_on_and_no_more_than_wanted(self):
		claim = self.take_on(self.world.unit, self.world.organizer)
		self.list.reload()
		self.assertEqual(self.list.items[0].claimed, 1)
		other = make_stand("Sink Unit Organizer", self.world.other_unit)
		make("Sink Pairing", organization=self.world.other_unit.name, area=self.world.community.name)
		claims_of = make_stand("Sink Community Staff", self.world.community)
		with as_user(claims_of):
			self.assertTrue(frappe.get_list("Sink List Claim", {"name": claim}))
		self.assertRaises(frappe.PermissionError, self.take_on, self.world.unit, other)
		self.assertRaises(list_claims.TakenOnBefore, self.take_on, self.world.unit, "Administrator")
		self.assertRaises(list_claims.EnoughTakers, self.take_on, self.world.other_unit, "Administrator")
		with as_user(self.world.organizer):
			claims.settle(claim, "Given Back")
		self.take_on(self.world.other_unit, "Administrator")

	def test_lst_11_what_was_given_back_is_not_taken_on_again_where_others_have(self):
		claim = self.take_on(self.world.unit, self.world.organizer)
		with as_user(self.world.organizer):
			claims.settle(claim, "Given Back")
		other = self.take_on(self.world.other_unit, "Administrator")
		for status in ("Taken On", "Finished"):
			with as_user(self.world.organizer):
				self.assertRaises(list_claims.EnoughTakers, claims.settle, claim, status)
		claims.settle(other, "Given Back")
		with as_user(self.world.organizer):
			claims.settle(claim, "Taken On")
			claims.settle(claim, "Finished")
		self.list.reload()
		self.assertEqual(self.list.items[0].claimed, 1)
		frappe.db.set_value("Sink Demand List", self.list.name, "workflow_state", "List Replaced")
		with as_user(self.world.organizer):
			# what is held stays theirs, what they give back does not
			claims.settle(claim, "Taken On")
			claims.settle(claim, "Given Back")
			self.assertRaises(list_claims.NotToBeClaimed, claims.settle, claim, "Taken On")

	def test_lst_11_only_whose_claim_it_is_says_how_it_went(self):
		claim = self.take_on(self.world.unit, self.world.organizer)
		strangers = (
			make_stand("Sink Unit Organizer", self.world.other_unit),
			make_stand("Sink Community Secretary", self.world.neighbour),
			self.world.member_user,
		)
		for user in strangers:
			with as_user(user):
				self.assertRaises(frappe.PermissionError, claims.settle, claim, "Given Back")
		with as_user(self.world.organizer):
			self.assertRaises(frappe.ValidationError, claims.settle, claim, "Forgotten")
			claims.settle(claim, "Finished")
		kept = frappe.db.get_value("Sink List Claim", claim, ["status", "finished_on"])
		self.assertEqual((kept[0], str(kept[1])), ("Finished", nowdate()))

	def test_lst_12_what_was_taken_on_is_not_struck_out(self):
		self.take_on(self.world.unit, self.world.organizer)
		with as_user("Administrator"):
			doc = frappe.get_doc("Sink Demand List", self.list.name)
			doc.items = []
			self.assertRaises(demand_lists.TakenOnAlready, doc.save)

	def test_only_a_list_in_force_is_taken_on_from(self):
		draft = self.demands(OLD, year=YEAR + 1)
		with as_user("Administrator"):
			self.assertRaises(
				list_claims.NotToBeClaimed,
				claims.take_on,
				draft.name,
				draft.items[0].name,
				self.world.unit.name,
			)
			self.assertRaises(claims.NoSuchRow, claims.take_on, draft.name, "nothing", self.world.unit.name)


class TestSheets(ListCase):
	def test_a_list_goes_out_and_comes_back_in_the_paper_s_columns(self):
		frappe.local.lang = "zh"
		made = self.resources(CLINIC, {**CLINIC, "resource_name": "图书馆"})
		content = paper_sheets.workbook(sheets.of_list(made))
		sheet = load_workbook(io.BytesIO(content)).active
		heads = [cell.value for cell in sheet[2]]
		self.assertEqual(len(heads), 1 + len(columns.OF["Sink Resource List"]))
		rows = sheets.read("Sink Resource List", content)
		self.assertEqual([row["resource_name"] for row in rows], [CLINIC["resource_name"], "图书馆"])
		self.assertEqual({field: rows[0][field] for field in CLINIC}, CLINIC)

	def test_what_leaves_is_written_down_and_is_a_right_of_its_own(self):
		made = self.resources(CLINIC)
		with as_user(self.world.organizer):
			paper_sheets.download(made.doctype, made.name)
		self.assertTrue(frappe.response.filecontent.startswith(b"PK"))
		about = {"reference_doctype": made.doctype, "user": self.world.organizer}
		self.assertEqual(frappe.db.get_value("Sink Export Log", about, "rows_total"), 1)
		staff = make_stand("Sink Community Staff", self.world.community)
		with as_user(staff):
			self.assertRaises(exports.ExportNotYours, paper_sheets.download, made.doctype, made.name)

	def test_wrong_rows_are_named_and_nothing_is_taken_in(self):
		made = self.resources(CLINIC)
		book = load_workbook(io.BytesIO(paper_sheets.workbook(sheets.of_list(made))))
		sheet = book.active
		sheet.cell(3, 2).value = "胡写"
		sheet.cell(3, 6).value = ""
		stream = io.BytesIO()
		book.save(stream)
		with self.assertRaises(sheets.RowsWrong) as caught:
			sheets.read("Sink Resource List", stream.getvalue())
		self.assertIn("胡写", str(caught.exception))
		self.assertIn("3", str(caught.exception))
		self.assertRaises(sheets.SheetUnreadable, sheets.read, "Sink Resource List", b"nothing")

	def uploaded(self, user, content: bytes) -> str:
		about = {"doctype": "File", "file_name": "list.xlsx", "content": content, "is_private": 1}
		with as_user(user):
			return frappe.get_doc(about).insert().name

	def test_a_sheet_is_taken_into_a_draft_of_one_s_own_from_a_file_of_one_s_own(self):
		frappe.local.lang = "zh"
		made = self.resources(CLINIC)
		content = paper_sheets.workbook(sheets.of_list(made))
		file = self.uploaded(self.world.organizer, content)
		with as_user(self.world.organizer):
			self.assertEqual(sheets.take_in(made.doctype, made.name, file), 1)
		made.reload()
		self.assertEqual([row.resource_name for row in made.items], [CLINIC["resource_name"]] * 2)
		theirs = self.uploaded(make_stand("Sink Unit Organizer", self.world.other_unit), content)
		with as_user(self.world.organizer):
			self.assertRaises(frappe.PermissionError, sheets.take_in, made.doctype, made.name, theirs)
		self.in_force(made)
		with as_user(self.world.organizer), self.assertRaises(guard.NotEditableHere):
			sheets.take_in(made.doctype, made.name, file)
		made.reload()
		self.assertEqual(len(made.items), 2)

	def test_a_sheet_too_long_is_refused_and_not_cut_off(self):
		frappe.local.lang = "zh"
		made = self.resources(CLINIC, {**CLINIC, "resource_name": "图书馆"})
		content = paper_sheets.workbook(sheets.of_list(made))
		with patch.object(sheets, "MOST_ROWS", 4):
			self.assertEqual(len(sheets.read(made.doctype, content)), 2)
		with patch.object(sheets, "MOST_ROWS", 3), self.assertRaises(sheets.SheetUnreadable):
			sheets.read(made.doctype, content)

	def test_demand_lists_come_back_too(self):
		made = self.demands(
			{**OLD, "kind": "Micro Wish", "is_key_issue": 1, "wanted_by": f"{YEAR}-12-01", "capacity": 2}
		)
		row = sheets.read("Sink Demand List", paper_sheets.workbook(sheets.of_list(made)))[0]
		self.assertEqual((row["kind"], row["is_key_issue"], row["capacity"]), ("Micro Wish", 1, 2))
		self.assertEqual(str(row["wanted_by"]), f"{YEAR}-12-01")
		# what the server counts is told by the sheet and not taken from it
		self.assertFalse({"sources", "claimed"}.intersection(row))

	def test_a_name_that_two_members_have_means_neither(self):
		frappe.local.lang = "zh"
		for _each in range(2):
			make_member(self.world.branch, member_name="云同名")
		one = make_member(self.world.branch, member_name="云独名")
		field = frappe._dict(fieldname="member", fieldtype="Link", options="Sink Member")
		with as_user(self.world.organizer):
			found = [sheets._named(field, name) for name in ("云同名", "云独名", "云无名")]
		self.assertEqual(found, [None, one.name, None])
