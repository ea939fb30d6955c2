import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_to_date, now_datetime

from sink_app.organization import audiences
from sink_app.registration.report.sink_untrained_building_heads.sink_untrained_building_heads import execute
from sink_app.tests.factories import World, as_user, make, make_area, make_member, make_placed, make_stand

DOCTYPE = "Sink Training"


class TestTrainees(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def head(self, grid) -> str:
		"""A member of the branch who is building head of a grid."""
		member = make_member(self.world.branch)
		placed = make_placed(member, self.world.community, grid)
		head = make(
			"Sink Position Assignment",
			kind="Building Head",
			member=member.name,
			grid=grid.name,
			community=self.world.community.name,
			registration=placed.name,
		)
		head.db_set("workflow_state", "Post Confirmed")
		return member.name

	def test_trn_02_building_heads_are_trained_and_the_report_says_who_is_not(self):
		trained, idle = self.head(self.world.grid), self.head(make_area("Grid", self.world.community))
		filters = {"year": now_datetime().year, "community": self.world.community.name}
		with as_user(self.world.secretary):
			self.assertEqual({row.member for row in execute(filters)[1]}, {trained, idle})
		with as_user(self.world.secretary):
			doc = frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"title": "楼栋长培训",
					"topic": "工作职责和工作内容",
					"area": self.world.community.name,
					"starts_on": add_to_date(now_datetime(), hours=-2),
					"kind": "Joint Meeting Training",
					"target": "Grid Workers and Building Heads",
				}
			).insert()
			people = audiences.of(doc)
			self.assertEqual({row["member"] for row in people}, {trained, idle})
			doc.extend("attendees", [{**row, "attended": row["member"] == trained} for row in people])
			doc.append("attendees", {"person_name": "网格员甲", "duty": "网格员"})
			doc.status = "Held"
			doc.save()
			self.assertEqual({row.member for row in execute(filters)[1]}, {idle})
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertEqual(execute(filters)[1], [])
