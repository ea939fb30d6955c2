import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.registration import places
from sink_app.registration.doctype.sink_position import sink_position as controller
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_area,
	make_member,
	make_placed,
	make_position,
	make_stand,
)


class TestSinkPosition(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def test_reg_23_a_community_describes_a_post_with_duties_need_and_class(self):
		world = self.world
		skill = make("Sink Skill", skill_name=f"急救{frappe.generate_hash(length=5)}").name
		with as_user(world.secretary):
			position = frappe.get_doc(
				{
					"doctype": "Sink Position",
					"title": " 健康  义诊岗 ",
					"position_class": "健康医疗",
					"duties": "每月一次义诊",
					"community": world.community.name,
					"grid": world.grid.name,
					"headcount": 2,
					"skills": [{"skill": skill}],
					"contact_phone": "027-81977000",
				}
			).insert()
		position.reload()
		self.assertEqual((position.title, position.status, position.taken), ("健康 义诊岗", "Vacant", 0))
		self.assertEqual(position.year, int(frappe.utils.nowdate()[:4]))
		self.assertEqual([row.skill for row in position.skills], [skill])

	def test_the_eight_classes_are_records_an_office_edits(self):
		classes = frappe.get_all("Sink Position Class", pluck="name")
		self.assertIn("助困扶残与就业援助", classes)
		self.assertEqual(
			frappe.db.count(
				"Sink Shipped Record", {"record_doctype": "Sink Position Class", "status": "As Shipped"}
			),
			8,
		)

	def test_a_name_stands_once_in_a_community_and_year(self):
		make_position(self.world.community, title="巡逻岗")
		make_position(self.world.neighbour, title="巡逻岗")
		make_position(self.world.community, title="巡逻岗", year=2020)
		self.assertRaises(
			controller.PostNameTaken, make_position, self.world.community, title="巡逻 岗".replace(" ", "")
		)

	def test_places_lie_in_the_community(self):
		elsewhere = make_area("Grid", self.world.neighbour)
		self.assertRaises(places.WrongArea, make_position, self.world.community, grid=elsewhere.name)
		self.assertRaises(
			places.WrongArea, make_position, self.world.community, compound=self.world.grid.name
		)

	def test_head_count_and_dates(self):
		self.assertRaises(controller.HeadcountWrong, make_position, self.world.community, headcount=0)
		self.assertRaises(
			controller.PeriodWrong,
			make_position,
			self.world.community,
			from_date="2026-03-01",
			to_date="2026-02-01",
		)
		position = make_position(self.world.community, headcount=2)
		for _number in range(2):
			member = make_member(self.world.branch)
			make_placed(member, self.world.community, self.world.grid)
			make("Sink Position Assignment", member=member.name, position=position.name)
		position.reload()
		self.assertEqual((position.taken, position.status), (2, "Filled"))
		position.headcount = 1
		self.assertRaises(controller.HeadcountWrong, position.save)
		position.reload()
		position.headcount = 3
		position.save()
		self.assertEqual(position.status, "Vacant")

	def test_every_unit_reads_it_and_only_its_community_writes_it(self):
		position = make_position(self.world.community, contact_phone="027-81977000")
		with as_user(self.world.organizer):
			self.assertIn(position.name, frappe.get_list("Sink Position", pluck="name", limit_page_length=0))
			position.title = "改名"
			self.assertRaises(frappe.PermissionError, position.save)
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertRaises(frappe.PermissionError, position.save)
