import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from sink_app.service.doctype.sink_visit import sink_visit as controller
from sink_app.service.report.sink_matters_closed_in_grid import sink_matters_closed_in_grid as report
from sink_app.service.visits import reminding, sources
from sink_app.tests.factories import World, as_user, make_stand
from sink_app.tests.office import EachTestAlone

KINDS = ("登门走访", "敲门行动", "领导调研走访", "书记调研", "分类敲门")


class TestSinkVisit(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.worker = make_stand("Sink Grid Worker", world.grid)
		cls.street = make_stand("Sink Street Officer", world.street)

	def visited(self, user=None, **values):
		values.setdefault("kind", "分类敲门")
		values.setdefault("area", self.world.grid.name)
		values.setdefault("visitors", "网格员、下沉党员")
		values.setdefault("starts_on", add_to_date(now_datetime(), hours=-2))
		with as_user(user or self.worker):
			return frappe.get_doc({"doctype": "Sink Visit", **values}).insert()

	def test_srv_17_srv_18_srv_19_srv_20_the_kinds_of_visits_are_there(self):
		for kind in KINDS:
			self.assertTrue(frappe.db.exists("Sink Visit Kind", kind), kind)
		visit = self.visited(
			self.world.organizer,
			kind="领导调研走访",
			area=self.world.community.name,
			organization=self.world.unit.name,
			visited="社区工作队",
			findings="值班安排合理，夏季防暑物资不足",
		)
		self.assertEqual(visit.unit, self.world.unit.name)
		with as_user(self.world.secretary):
			self.assertEqual(
				frappe.get_doc("Sink Visit", visit.name).findings, "值班安排合理，夏季防暑物资不足"
			)

	def test_ord_11_what_is_raised_at_the_door_is_closed_in_the_grid(self):
		visit = self.visited(matter="Urgent Matter", matter_text="下水道堵塞")
		self.assertEqual((visit.outcome, visit.settled_on), ("Open", None))
		with as_user(self.worker):
			visit.outcome = "Closed in the Grid"
			with self.assertRaises(controller.SettledHow):
				visit.save()
			visit.reload()
			visit.update({"outcome": "Closed in the Grid", "follow_up": "物业当天疏通"})
			visit.save()
		self.assertEqual(str(visit.settled_on), nowdate())
		self.visited(matter="Difficult Matter", matter_text="加装电梯", follow_up_by=add_days(nowdate(), -1))
		self.visited()
		with as_user(self.world.secretary):
			[row] = report.execute({"by": "Grid", "community": self.world.community.name})[1]
		self.assertEqual((row.visits, row.urgent, row.difficult, row.closed, row.overdue), (3, 1, 1, 1, 1))
		self.assertEqual(row.rate, 50.0)

	def test_a_visit_is_entered_after_it_was_made_by_somebody(self):
		with self.assertRaises(controller.VisitAhead):
			self.visited(starts_on=add_to_date(now_datetime(), hours=2))
		with self.assertRaises(controller.EndsBeforeStart):
			self.visited(ends_on=add_to_date(now_datetime(), hours=-3))
		with self.assertRaises(controller.NoVisitor):
			self.visited(visitors=None)

	def test_srv_04_what_was_found_is_read_by_who_handles_it_alone(self):
		visit = self.visited(kind="心理疏导和抚慰", visited="赵女士", findings="亲人去世，情绪低落")
		with as_user(self.world.secretary):
			self.assertEqual(
				frappe.get_list("Sink Visit", {"name": visit.name}, ["findings"])[0].findings, visit.findings
			)
		with as_user(self.street):
			# read from above: that it took place, not what was said
			doc = frappe.get_doc("Sink Visit", visit.name)
			doc.apply_fieldlevel_read_permissions()
			self.assertEqual((doc.get("findings"), doc.get("visited")), (None, None))
			self.assertNotIn("findings", frappe.get_list("Sink Visit", {"name": visit.name}, ["*"])[0])
		neighbour = make_stand("Sink Community Secretary", self.world.neighbour)
		with as_user(neighbour):
			self.assertEqual(frappe.get_list("Sink Visit", {"name": visit.name}), [])
		self.assertNotIn("Sink Visit", frappe.get_all("Global Search DocType", pluck="document_type"))

	def test_what_a_member_found_is_not_their_units(self):
		visit = self.visited(self.world.member_user, member=self.world.member.name, visitors=None)
		self.assertEqual(visit.visitors, self.world.member.member_name)
		with as_user(self.world.organizer):
			self.assertEqual(frappe.get_list("Sink Visit", {"name": visit.name}), [])

	def test_open_matters_stand_in_the_summary_and_a_record_takes_the_visit_over(self):
		visit = self.visited(
			matter="Worrying Matter", matter_text="噪声", follow_up_by=add_days(nowdate(), -1)
		)
		self.assertIn(visit.name, [line.name for line in reminding.lines_of_matters()[self.worker]])
		told = sources.of_visit(visit.name)
		self.assertEqual(
			(told["area"], told["content"], told["category"]), (self.world.grid.name, "分类敲门", "民情收集")
		)
