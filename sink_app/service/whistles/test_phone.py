"""吹哨 and 协同 as the phone asks for them."""

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.service.whistles import calls, phone
from sink_app.tests.emergencies import make_whistle
from sink_app.tests.factories import World, as_user, make_placed, make_stand
from sink_app.tests.office import EachTestAlone, take


class TestPhoneWhistles(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.staff = make_stand("Sink Community Staff", world.community)
		make_placed(world.member, world.community, world.grid)

	def setUp(self):
		super().setUp()
		frappe.set_user(self.world.member_user)

	def blow(self):
		page = phone.page()
		return phone.blow("环境秩序", page["places"][0]["value"], "电动车飞线充电", "从5楼拉线下来")

	def test_ord_02_a_member_whistles_with_four_fields(self):
		page = self.blow()
		[whistle] = page["whistles"]
		self.assertEqual(whistle["state"], frappe._("Whistle Blown"))
		kept = frappe.get_doc("Sink Whistle", whistle["name"])
		self.assertEqual(
			(kept.member, kept.raised_by, kept.level), (self.world.member.name, "Member", "一般")
		)

	def test_ord_02_and_says_whether_it_is_solved(self):
		[whistle] = self.blow()["whistles"]
		with as_user(self.staff):
			take(frappe.get_doc("Sink Whistle", whistle["name"]), "Respond to Whistle", self.staff)
			doc = frappe.get_doc("Sink Whistle", whistle["name"])
			doc.update({"result": "已拆除飞线", "outcome": "Solved"})
			doc.save()
			take(doc, "Report Result", self.staff)
		[card] = phone.page()["whistles"]
		self.assertEqual((card["asks"], card["result"]), (True, "已拆除飞线"))
		[card] = phone.not_solved(card["name"], "晚上又拉上了")["whistles"]
		self.assertFalse(card["asks"])
		take(doc, "Report Result", self.staff)
		[card] = phone.confirm(card["name"], "Very Satisfied")["whistles"]
		self.assertEqual(card["state"], frappe._("Whistle Closed"))
		self.assertEqual(frappe.db.get_value("Sink Whistle", card["name"], "satisfaction"), "Very Satisfied")

	def test_nobody_whistles_for_a_place_where_they_are_not(self):
		with self.assertRaises(phone.NotYourPlace):
			phone.blow("环境秩序", self.world.neighbour.name, "别处的事", "…")

	def test_ord_03_a_call_to_help_is_answered_on_the_phone(self):
		whistle = take(make_whistle(self.staff, self.world.grid.name), "Blow Whistle", self.staff)
		with as_user(self.staff):
			calls.call(whistle.name, members=[self.world.member.name], task="带梯子")
		[card] = phone.page()["calls"]
		self.assertEqual((card["title"], card["task"]), (whistle.title, "带梯子"))
		phone.answer(card["name"], "Coming")
		self.assertEqual(
			frappe.db.get_value("Sink Whistle", whistle.name, "workflow_state"), "Whistle in Hand"
		)
		self.assertEqual(phone.answer(card["name"], "Done", "已搬走")["calls"], [])
		kept = frappe.get_doc("Sink Whistle Call", card["name"])
		self.assertEqual((kept.status, kept.result), ("Done", "已搬走"))
