import io
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from openpyxl import Workbook, load_workbook

from sink_app.registration.doctype.sink_roster_import import sink_roster_import as controller
from sink_app.registration.roster import annotated, job, names, sample, sheet, template, verdicts
from sink_app.registration.roster.columns import COLUMNS, OFFERED, REASON, RESULT
from sink_app.tests.factories import World, as_user, make_area, make_member, make_organization, make_stand

YEAR = 2026


def workbook_of(*rows: dict, titles=None, above=()) -> bytes:
	"""A workbook with these rows of {key: value} under the paper's titles."""
	made = Workbook()
	columns = titles or {column.key: column.title for column in COLUMNS}
	for line in above:
		made.active.append(line)
	made.active.append(list(columns.values()))
	for row in rows:
		made.active.append([row.get(key) for key in columns])
	return template.saved(made)


class TestRoster(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.library = make_organization("Second Level", cls.world.unit, org_name="图书馆党总支")
		cls.hospital = make_organization("Second Level", cls.world.unit, org_name="校医院党总支")
		cls.first = make_organization("Branch", cls.library, org_name="第一党支部")
		cls.second = make_organization("Branch", cls.library, org_name="第二党支部")
		cls.other_first = make_organization("Branch", cls.hospital, org_name="第一党支部")
		cls.community = make_area("Community", cls.world.street, area_name="杨桥湖社区")
		cls.far = make_area("Community", cls.world.far_community.parent_sink_area, area_name="晒湖社区")

	def setUp(self):
		frappe.db.savepoint("before_test")
		frappe.set_user(self.world.organizer)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def row(self, **values) -> dict:
		"""A complete row; keys given as None are left empty."""
		return {
			"number": "1",
			"member_name": "赵建国",
			"sex": "男",
			"birth_date": "1985.3",
			"mobile": "19900020001",
			"organization": "图书馆党总支第一党支部",
			"staff_kind": "高校",
			"registration_type": "组织派遣",
			"community": "杨桥湖社区",
			"home_area": "晒湖社区",
			"skills": "法律",
			"wishes": "政策宣传",
			"times": "周末",
			"notices": "是",
			**values,
		}

	def upload(self, content: bytes, **values):
		"""The import document of a file, made by the session's user."""
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{frappe.generate_hash(length=8)}.xlsx",
				"is_private": 1,
				"content": content,
			}
		).insert()
		return frappe.get_doc(
			{
				"doctype": "Sink Roster Import",
				"organization": self.world.unit.name,
				"year": YEAR,
				"registration_type": "Dispatched",
				"file": file.file_url,
				**values,
			}
		).insert()

	def run_roster(self, content: bytes, rehearse=False, **values):
		doc = self.upload(content, **values)
		job.work(doc, rehearse, settle=lambda: None)
		return frappe.get_doc("Sink Roster Import", doc.name)

	def registrations(self) -> list[dict]:
		return frappe.get_all(
			"Sink Registration",
			filters={"unit": self.world.unit.name},
			fields=["member", "workflow_state", "organization", "community", "registration_type", "year"],
			order_by="creation",
		)

	def test_another_units_branch_is_not_known_here(self):
		doc = self.run_roster(workbook_of(self.row(organization=self.world.other_branch.org_name)))
		self.assertEqual((doc.rows_good, doc.rows_wrong), (0, 1))

	def test_the_template_reads_back_as_an_empty_roster(self):
		book = names.load(self.world.unit.name, YEAR, "Dispatched")
		roster = sheet.Roster(template.workbook(book))
		offered = {column.key for column in OFFERED}
		self.assertEqual([set(table.header.places) for table in roster.tables], [offered])
		self.assertEqual(list(roster.rows), [])

	def sample(self, count=60) -> bytes:
		places = [self.community.name, self.far.name]
		return sample.workbook(self.world.unit.name, places, YEAR, count=count, first_number=19900080001)

	def test_reg_14_a_clean_roster_of_60_goes_in_and_on_to_the_community(self):
		doc = self.run_roster(self.sample())
		self.assertEqual(
			(doc.status, doc.rows_total, doc.rows_good, doc.rows_kept, doc.rows_wrong, doc.rows_forwarded),
			("Imported", 60, 60, 0, 0, 60),
			doc.wrong_rows,
		)
		registrations = self.registrations()
		self.assertEqual(len(registrations), 60)
		self.assertEqual({row.workflow_state for row in registrations}, {"Community Acceptance"})
		self.assertEqual({row.community for row in registrations}, {self.community.name})
		self.assertTrue(frappe.db.get_value("Sink Member", registrations[0].member, "home_address"))

	def test_reg_14_a_second_run_adds_nothing(self):
		content = self.sample(10)
		self.run_roster(content)
		before = len(self.registrations()), frappe.db.count("Sink Member")
		doc = self.run_roster(content)
		self.assertEqual((doc.rows_good, doc.rows_kept, doc.rows_wrong), (0, 10, 0))
		self.assertEqual((len(self.registrations()), frappe.db.count("Sink Member")), before)

	def test_a_check_gives_the_imports_verdicts_and_changes_nothing(self):
		content = workbook_of(
			self.row(), self.row(mobile="19900020002", member_name="钱志强", birth_date="2020.1")
		)
		before = frappe.db.count("Sink Member")
		doc = self.run_roster(content, rehearse=True)
		self.assertEqual((doc.status, doc.rows_good, doc.rows_wrong), ("Checked", 1, 1))
		self.assertEqual(frappe.db.count("Sink Member"), before)
		self.assertEqual(self.registrations(), [])

	def test_bad_rows_stay_out_and_are_told_in_the_offices_own_sheet(self):
		content = workbook_of(
			self.row(),
			self.row(member_name="钱志强", mobile="1990002"),
			self.row(member_name="孙晓燕", mobile="19900020003", organization="第九党支部"),
			above=[["花名册"], ["单位"]],
		)
		doc = self.run_roster(content)
		self.assertEqual((doc.rows_good, doc.rows_wrong, len(self.registrations())), (1, 2, 1))
		worksheet = load_workbook(io.BytesIO(doc.result_files()[0].get_content())).active
		place = len(COLUMNS) + 1
		self.assertEqual(
			[worksheet.cell(3, place).value, worksheet.cell(3, place + 1).value], [RESULT, REASON]
		)
		results = [worksheet.cell(number, place).value for number in (4, 5, 6)]
		self.assertEqual(
			results,
			[annotated.words(result, False) for result in (verdicts.ADDED, verdicts.WRONG, verdicts.WRONG)],
		)
		self.assertIn("第一党支部", worksheet.cell(6, place + 1).value)
		self.assertEqual(worksheet.cell(5, 5).fill.fgColor.rgb, f"FF{annotated.WRONG_CELL}")

	def test_the_corrected_annotated_sheet_goes_in_again(self):
		content = workbook_of(self.row(), self.row(member_name="钱志强", mobile="1990002"))
		doc = self.run_roster(content)
		workbook = load_workbook(io.BytesIO(doc.result_files()[0].get_content()))
		workbook.active.cell(3, 5).value = "19900020002"
		doc = self.run_roster(template.saved(workbook))
		self.assertEqual((doc.rows_good, doc.rows_kept, doc.rows_wrong, doc.message), (1, 1, 0, ""))
		worksheet = load_workbook(io.BytesIO(doc.result_files()[0].get_content())).active
		self.assertEqual(worksheet.max_column, len(COLUMNS) + 2)
		self.assertNotEqual(worksheet.cell(3, 5).fill.fgColor.rgb, f"FF{annotated.WRONG_CELL}")

	def test_a_row_that_is_not_complete_stays_a_draft(self):
		content = workbook_of(
			self.row(notices=None),
			self.row(member_name="钱志强", mobile="19900020002", wishes=None),
		)
		doc = self.run_roster(content)
		self.assertEqual((doc.rows_good, doc.rows_forwarded), (2, 0))
		self.assertEqual({row.workflow_state for row in self.registrations()}, {"Draft"})

	def test_a_person_of_another_unit_is_not_taken_over(self):
		member = make_member(self.world.other_branch, mobile="19900029999")
		doc = self.run_roster(workbook_of(self.row(member_name=member.member_name, mobile="19900029999")))
		self.assertEqual((doc.rows_good, doc.rows_wrong), (0, 1))
		self.assertEqual(
			frappe.db.get_value("Sink Member", member.name, "organization"), self.world.other_branch.name
		)

	def test_a_record_that_says_otherwise_is_left_and_told(self):
		member = make_member(self.first, member_name="赵建国", mobile="19900020001", position_title="教授")
		doc = self.run_roster(workbook_of(self.row(position_title="讲师")))
		self.assertEqual((doc.rows_good, doc.rows_wrong), (1, 0))
		self.assertEqual(frappe.db.get_value("Sink Member", member.name, "position_title"), "教授")
		worksheet = load_workbook(io.BytesIO(doc.result_files()[0].get_content())).active
		self.assertIn("职务", worksheet.cell(2, len(COLUMNS) + 2).value)

	def test_what_is_no_roster_stops_the_run_and_says_why(self):
		doc = self.upload(workbook_of(titles={"a": "甲", "b": "乙"}))
		with patch.object(frappe.db, "commit"), patch.object(frappe.db, "rollback"):
			job.run(doc.name, rehearse=True)
		doc = frappe.get_doc("Sink Roster Import", doc.name)
		self.assertEqual(doc.status, "Broken Off")
		self.assertTrue(doc.message)
		self.assertFalse(job.is_running(doc.name))

	def test_an_organizer_of_another_unit_is_refused(self):
		doc = self.upload(workbook_of(self.row()))
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(stranger):
			self.assertEqual(frappe.get_list("Sink Roster Import"), [])
			with self.assertRaises(frappe.PermissionError):
				frappe.get_doc("Sink Roster Import", doc.name).check_permission("read")
			with self.assertRaises(frappe.PermissionError):
				controller.start(doc.name, True)
			with self.assertRaises(frappe.PermissionError):
				# another sheet: files of the same bytes have one address
				self.upload(workbook_of(self.row(member_name="钱志强")))
			with self.assertRaises(controller.FileOutOfReach):
				frappe.get_doc(
					{
						"doctype": "Sink Roster Import",
						"organization": self.world.other_unit.name,
						"registration_type": "Dispatched",
						"file": doc.file,
					}
				).insert()

	def test_a_community_secretary_imports_nothing(self):
		with as_user(self.world.secretary), self.assertRaises(frappe.PermissionError):
			self.upload(workbook_of(self.row()))

	def test_a_roster_uploaded_openly_becomes_private(self):
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{frappe.generate_hash(length=8)}.xlsx",
				"is_private": 0,
				"content": workbook_of(self.row()),
			}
		).insert()
		doc = frappe.get_doc(
			{
				"doctype": "Sink Roster Import",
				"organization": self.world.unit.name,
				"registration_type": "Dispatched",
				"file": file.file_url,
			}
		).insert()
		self.assertTrue(doc.file.startswith("/private/files/"))
		self.assertTrue(doc.file_content())

	def test_another_file_forgets_what_the_last_run_found(self):
		doc = self.run_roster(workbook_of(self.row()), rehearse=True)
		doc.registration_type = "Residence"
		doc.save()
		self.assertEqual((doc.status, doc.rows_total), ("Not Started", 0))

	def test_only_workbooks_are_taken(self):
		with self.assertRaises(controller.NotAWorkbook):
			frappe.get_doc(
				{
					"doctype": "Sink Roster Import",
					"organization": self.world.unit.name,
					"registration_type": "Dispatched",
					"file": "/private/files/roster.doc",
				}
			).insert()

	def test_the_template_of_ones_own_unit_comes_without_asking(self):
		self.assertEqual(controller.own_organization(), self.world.unit.name)
		roster = load_workbook(io.BytesIO(controller.download_template().get_data()))
		lists = [cell.value for cell in roster["可选内容"]["A"]]
		self.assertIn("图书馆党总支第一党支部", lists)
