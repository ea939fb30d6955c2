import io

import frappe
from frappe.tests.utils import FrappeTestCase
from openpyxl import load_workbook

from sink_app.approvals import steps
from sink_app.pdf import documents
from sink_app.registration import paper_sheets
from sink_app.reporting import printed
from sink_app.reporting.compiled import HandedInWordsChanged
from sink_app.reporting.doctype.sink_annual_report import sink_annual_report as controller
from sink_app.tests.factories import World, as_user, make, make_member, make_service_record, make_stand

DOCTYPE = "Sink Annual Report"


def sheet_texts(content: bytes) -> list[str]:
	"""All that a workbook's first sheet says."""
	sheet = load_workbook(io.BytesIO(content)).active
	return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]


class TestSinkAnnualReport(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.chief = make_stand("Sink Unit Organizer", cls.world.unit)
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)
		cls.year = int(frappe.utils.nowdate()[:4])

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def write(self, user=None, **values):
		with as_user(user or self.world.organizer):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"organization": self.world.unit.name,
					"overview": "全年工作扎实有序",
					**values,
				}
			).insert()

	def take(self, user, doc, action, **kwargs):
		with as_user(user):
			return steps.take(DOCTYPE, doc.name, action, **kwargs)

	def figure(self, doc, label: str) -> str:
		return next(row.figure for row in doc.figures if row.label == frappe._(label, lang="zh"))

	def serve(self, member=None):
		record = make_service_record(member or self.world.member, self.world.grid)
		frappe.db.set_value("Sink Service Record", record.name, "workflow_state", "Record Confirmed")

	def test_rpt_01_a_unit_reports_its_year_to_the_organization_above(self):
		self.serve()
		self.serve(make_member(self.world.other_branch))
		doc = self.write()
		self.assertEqual((doc.addressed_to, doc.level), (self.world.system.name, "Unit"))
		self.assertEqual(self.figure(doc, "Times Served"), "1")
		self.assertEqual(self.figure(doc, "Members in Service"), "1")
		self.assertIn(self.world.unit.org_name, doc.title)
		self.take(self.world.organizer, doc, "Submit for Decision")
		with self.assertRaises(steps.SelfApproval):
			self.take(self.world.organizer, doc, "File Report")
		filed = self.take(self.chief, doc, "File Report")
		filed.reload()
		self.assertEqual((filed.workflow_state, filed.is_late), ("Report Filed", 0))
		self.assertTrue(filed.filed_on)
		with as_user(make_stand("Sink System Committee", self.world.system)):
			self.assertTrue(frappe.has_permission(DOCTYPE, "read", doc=filed))

	def test_rpt_01_sent_back_and_counted_anew_until_the_committee_has_it(self):
		doc = self.write()
		back = self.take(self.world.organizer, doc, "Submit for Decision")
		self.serve()
		back = self.take(self.chief, back, "Send Back", reason="请补充服务数据")
		self.assertEqual(self.figure(back, "Times Served"), "0")
		with as_user(self.world.organizer):
			back.reload()
			self.assertEqual(back.return_reason, "请补充服务数据")
			back.save()
			self.assertEqual(self.figure(back, "Times Served"), "1")
		with_committee = self.take(self.world.organizer, back, "Submit for Decision")
		with as_user(self.chief):
			with_committee.reload()
			with_committee.overview = "改写"
			self.assertRaises(HandedInWordsChanged, with_committee.save)

	def test_rpt_01_a_branch_reports_too_and_its_unit_files_it(self):
		doc = self.write(self.branch_secretary, organization=self.world.branch.name)
		self.assertEqual(doc.addressed_to, self.world.unit.name)
		self.take(self.branch_secretary, doc, "Submit for Decision")
		filed = self.take(self.world.organizer, doc, "File Report")
		self.assertEqual(filed.workflow_state, "Report Filed")

	def test_rpt_02_it_may_be_combined_with_a_debrief(self):
		values = {"doctype": "Sink Debrief", "kind": "Debrief of a Party Secretary", "speaker": "党委书记"}
		own = make(**values, organization=self.world.unit.name)
		other = make(**values, organization=self.world.other_unit.name)
		self.assertEqual(self.write(debrief=own.name).debrief, own.name)
		with self.assertRaises(controller.DebriefOfAnother):
			self.write(debrief=other.name, addressee="另一处")

	def test_rpt_06_a_unit_sums_up_practices_and_suggestions_late_in_december(self):
		doc = self.write(kind="Work Summary", overview="")
		self.assertEqual(str(doc.due_date), f"{self.year}-12-31")
		with self.assertRaises(controller.WordsMissing):
			self.take(self.world.organizer, doc, "Submit for Decision")
		with as_user(self.world.organizer):
			doc.reload()
			doc.update({"practices": "一网格一队伍", "suggestions": "增加培训"}).save()
		self.take(self.world.organizer, doc, "Submit for Decision")
		self.assertEqual(self.take(self.chief, doc, "File Report").workflow_state, "Report Filed")

	def test_rpt_07_addressed_to_the_provincial_committee_and_exported_as_pdf_and_excel(self):
		doc = self.write(
			kind="Work Summary", addressee="省委教育工委", practices="四级联动", suggestions="无"
		)
		self.assertFalse(doc.addressed_to)
		self.write(kind="Work Summary", practices="四级联动", suggestions="无")
		sheet = printed.sink_report_sheet(doc)
		self.assertIn("省委教育工委", [text for _label, text in sheet.facts])
		with as_user(self.world.organizer):
			pdf = documents.of_document(DOCTYPE, doc.name, DOCTYPE)
			paper_sheets.download(DOCTYPE, doc.name)
		self.assertTrue(pdf.startswith(b"%PDF"))
		texts = sheet_texts(frappe.response.filecontent)
		self.assertTrue({doc.title, "省委教育工委", "四级联动"} <= set(texts))
		self.assertIn(frappe._("Times Served", lang="zh"), texts)
		with self.assertRaises(controller.ReportedAlready):
			self.write(kind="Work Summary", addressee="省委教育工委")

	def test_the_overview_is_drafted_from_the_figures(self):
		self.serve()
		doc = self.write(overview="")
		with as_user(self.world.organizer):
			words = controller.offered_words(doc.as_json())["overview"]
			self.assertIn(f"{frappe._('Times Served', lang='zh')} 1", words)
			with self.assertRaises(frappe.PermissionError):
				controller.offered_words({"doctype": DOCTYPE, "organization": self.world.other_unit.name})

	def test_who_sees_it(self):
		doc = self.write()
		for user, sees in (
			(self.world.organizer, True),
			(make_stand("Sink Supervisor", self.world.unit), True),
			(make_stand("Sink Unit Organizer", self.world.other_unit), False),
			(self.world.member_user, False),
			(self.world.secretary, False),
		):
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(DOCTYPE, "read", doc=doc), sees)
