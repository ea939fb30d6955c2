import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, now_datetime, nowdate

from sink_app.pdf import documents
from sink_app.reporting.doctype.sink_debrief import sink_debrief as controller
from sink_app.reporting.doctype.sink_reporting_settings import sink_reporting_settings
from sink_app.tests import projects
from sink_app.tests.factories import World, as_user, make, make_service_record, make_stand

DOCTYPE = "Sink Debrief"


class TestSinkDebrief(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def prepare(self, user=None, **values):
		with as_user(user or self.world.organizer):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"organization": self.world.unit.name,
					"speaker": "党委副书记",
					**values,
				}
			).insert()

	def meeting(self, **values):
		return make(
			"Sink Meeting",
			kind=frappe.db.get_value("Sink Meeting Kind", {"disabled": 0}, order_by="creation asc"),
			organization=self.world.unit.name,
			area=self.world.community.name,
			title="区域化党建述职评议会",
			starts_on=add_days(now_datetime(), -1),
			**values,
		)

	def test_prj_09_a_unit_debriefs_at_the_regional_meeting_which_votes(self):
		record = make_service_record(self.world.member, self.world.grid)
		frappe.db.set_value("Sink Service Record", record.name, "workflow_state", "Record Confirmed")
		doc = self.prepare(meeting=self.meeting().name)
		self.assertIn(f"{frappe._('Times Served', lang='zh')} 1", doc.material)
		self.assertEqual((str(doc.held_on), doc.area), (add_days(nowdate(), -1), self.world.community.name))
		self.assertEqual([row.grade for row in doc.votes], ["好", "较好", "一般", "差"])
		with as_user(self.world.organizer):
			for row, votes in zip(doc.votes, (15, 4, 1, 0), strict=True):
				row.votes = votes
			doc.update({"status": "Debriefed", "remarks": "群众认可"}).save()
			self.assertEqual((doc.vote_count, doc.good_rate), (20, 75))
			self.assertTrue(documents.of_document(DOCTYPE, doc.name, DOCTYPE).startswith(b"%PDF"))
		with as_user(self.world.secretary):
			self.assertTrue(frappe.has_permission(DOCTYPE, "read", doc=doc))
			self.assertTrue(frappe.has_permission(DOCTYPE, "write", doc=doc))

	def test_thr_11_a_branch_secretary_reports_the_livelihood_matter_to_the_organization_above(self):
		kind = "Debrief of a Branch Secretary"
		with self.assertRaises(controller.NotABranch):
			self.prepare(kind=kind)
		doc = self.prepare(
			self.branch_secretary, kind=kind, organization=self.world.branch.name, speaker="支部书记"
		)
		self.assertEqual(doc.due_date.strftime("%m-%d"), "12-31")
		with as_user(self.branch_secretary):
			doc.status = "Debriefed"
			self.assertRaises(controller.NothingDebriefed, doc.save)
			doc.reload()
			doc.update({"status": "Debriefed", "livelihood": "为小区加装路灯12盏，已完成"}).save()
			self.assertEqual(str(doc.held_on), nowdate())
		with as_user(self.world.organizer):
			self.assertTrue(frappe.has_permission(DOCTYPE, "read", doc=doc))
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertFalse(frappe.has_permission(DOCTYPE, "read", doc=doc))

	def test_thr_11_the_livelihood_matter_is_drafted_from_plan_and_projects(self):
		with as_user(self.branch_secretary):
			plan = frappe.get_doc(
				{
					"doctype": "Sink Three-Ones Plan",
					"organization": self.world.branch.name,
					"compound": projects.compound_of(self.world).name,
					"matter_title": "解决电动车充电难",
					"matter_due": f"{projects.YEAR}-11-30",
				}
			).insert()
		kind, about = (
			"Debrief of a Branch Secretary",
			{"organization": self.world.branch.name, "speaker": "书记"},
		)
		plan.db_set({"workflow_state": "Three Ones Fixed", "matter_progress": 40})
		first = self.prepare(self.branch_secretary, kind=kind, **about)
		self.assertEqual(first.livelihood, f"“解决电动车充电难”：进度40%，应于{projects.YEAR}-11-30前办结。")
		first.delete()
		plan.db_set({"matter_done_on": nowdate(), "matter_result": "新建充电桩20个。"})
		plan.db_set("matter_satisfaction", "Satisfied")
		second = self.prepare(self.branch_secretary, kind=kind, **about)
		told = f"“解决电动车充电难”：已于{nowdate()}办结。新建充电桩20个。居民满意度：满意。"
		self.assertEqual(second.livelihood, told)
		made = projects.on_file(self.world, projects.supervisor(self.world.unit))
		words = self.prepare().livelihood
		self.assertEqual(len(words.splitlines()), len(made.items))
		self.assertIn(made.items[0].project_title, words)

	def test_once_held_the_figures_stand(self):
		doc = self.prepare(status="Debriefed")
		before = [(row.label, row.figure) for row in doc.figures]
		record = make_service_record(self.world.member, self.world.grid)
		frappe.db.set_value("Sink Service Record", record.name, "workflow_state", "Record Confirmed")
		with as_user(self.world.organizer):
			doc.reload()
			doc.update({"remarks": "补记"}).save()
		self.assertEqual([(row.label, row.figure) for row in doc.figures], before)

	def test_rules(self):
		doc = self.prepare()
		with self.assertRaises(controller.DebriefedAlready):
			self.prepare()
		with as_user(self.world.organizer):
			doc.append("votes", {"grade": "优异", "votes": 1})
			self.assertRaises(controller.GradeUnknown, doc.save)
			doc.reload()
			doc.update({"status": "Debriefed", "held_on": add_days(nowdate(), 2)})
			self.assertRaises(controller.DebriefedInTheFuture, doc.save)

	def test_an_appraisal_has_two_grades_at_least_and_days_are_days(self):
		doc = frappe.get_doc(controller.settings().doctype)
		self.assertRaises(sink_reporting_settings.GradesMissing, doc.update({"grades": "好"}).save)
		doc.reload()
		self.assertRaises(sink_reporting_settings.DayInvalid, doc.update({"debrief_due": "12-41"}).save)
