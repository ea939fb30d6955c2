import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import log, steps
from sink_app.personal import kinds, vault
from sink_app.service import places
from sink_app.service.demands import alike, doors, making, merging, phone, public
from sink_app.tests.factories import World, as_user, make_area, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_demand, make_server

DOCTYPE = "Sink Demand"
LAMP = "三栋楼道的灯坏了，晚上看不见"


class TestSinkDemand(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.staff = make_stand("Sink Community Staff", cls.world.community)
		cls.grid_worker = make_stand("Sink Grid Worker", cls.world.grid)

	def call(self, user=None, **values):
		"""What the quick entry sends: three fields."""
		values = {"words": LAMP, "phone": "13812345678", "address": "3栋2单元", **values}
		with as_user(user or self.staff):
			return frappe.get_doc({"doctype": DOCTYPE, **values}).insert()

	def test_lst_14_a_call_needs_three_fields_and_the_community_fills_itself_in(self):
		demand = self.call()
		self.assertEqual(demand.community, self.world.community.name)
		self.assertEqual((demand.source, demand.kind), ("Phone", "Micro Request"))
		self.assertEqual((demand.workflow_state, demand.title), ("Demand Received", LAMP))
		fields = [
			field.fieldname
			for field in frappe.get_meta(DOCTYPE).fields
			if (field.reqd or field.allow_in_quick_entry) and not field.read_only
		]
		self.assertEqual(fields, ["words", "phone", "address"])
		self.assertTrue(frappe.get_meta(DOCTYPE).quick_entry)

	def test_lst_13_ord_11_the_six_kinds(self):
		options = frappe.get_meta(DOCTYPE).get_options("kind").split("\n")
		words = [frappe._(each, "zh") for each in options]
		self.assertEqual(words, ["微梦想", "微心愿", "微诉求", "急事", "烦事", "难事"])

	def test_a_grid_worker_s_call_lies_in_the_grid(self):
		demand = self.call(self.grid_worker)
		self.assertEqual((demand.area, demand.grid), (self.world.grid.name, self.world.grid.name))

	def test_the_place_is_a_community_or_lies_in_one(self):
		self.assertRaises(places.NotInACommunity, make_demand, self.world.street)
		with as_user("Administrator"):
			empty = frappe.get_doc({"doctype": DOCTYPE, "words": LAMP})
			self.assertRaises(places.NotInACommunity, empty.insert)

	def test_the_phone_lies_in_the_vault_and_its_caller_is_seen_by_the_community_alone(self):
		demand = self.call(caller_name="龚阿姨")
		self.assertEqual(frappe.db.get_value(DOCTYPE, demand.name, "phone"), "138****5678")
		self.assertEqual(vault.number_of(DOCTYPE, demand.name, "phone"), "13812345678")
		officer = make_stand("Sink Street Officer", self.world.street)
		for user, sees in ((self.staff, True), (self.grid_worker, False), (officer, False)):
			with self.subTest(user=user), as_user(user):
				rows = frappe.get_list(DOCTYPE, {"name": demand.name}, ["name"])
				self.assertEqual(bool(rows), user != self.grid_worker)
				if rows:
					doc = frappe.get_doc(DOCTYPE, demand.name)
					doc.apply_fieldlevel_read_permissions()
					self.assertEqual(bool(doc.get("caller_name") or doc.get("address")), sees)

	def test_a_landline_is_taken_and_masked(self):
		demand = self.call(phone="027-81970012")
		self.assertEqual(demand.phone, "*" * 9 + "12")
		self.assertRaises(kinds.PhoneWrong, self.call, phone="123")

	def test_a_mobile_among_the_words_goes_where_numbers_are_kept(self):
		demand = self.call(phone=None, words="请联系 139 1234 5678 修水管")
		self.assertNotIn("1234", demand.words.replace("139****5678", ""))
		self.assertEqual(vault.number_of(DOCTYPE, demand.name, "phone"), "13912345678")

	def test_lst_14_it_is_verified_and_settled_with_an_outcome(self):
		demand = self.call()
		with as_user(self.staff):
			steps.take(DOCTYPE, demand.name, "Verify Demand")
			self.assertRaises(steps.ReasonMissing, steps.take, DOCTYPE, demand.name, "Settle Demand")
			doc = steps.take(DOCTYPE, demand.name, "Settle Demand", reason="物业当天换了灯")
		self.assertEqual((doc.workflow_state, doc.outcome), ("Demand Settled", "物业当天换了灯"))
		self.assertTrue(doc.verified_on and doc.settled_on)

	def test_lst_15_who_solves_it_is_named(self):
		demand = self.call()
		with as_user(self.world.secretary):
			doc = frappe.get_doc(DOCTYPE, demand.name)
			doc.update({"route": "Unit Project", "is_key_issue": 1})
			doc.save()
			frappe.get_list(DOCTYPE, {"route": "Unit Project", "is_key_issue": 1})
		options = frappe.get_meta(DOCTYPE).get_options("route").split("\n")
		self.assertEqual(
			[frappe._(each, "zh") for each in options if each],
			["服务单", "团队", "单位项目", "三个一", "吹哨", "网格内就地解决"],
		)

	def test_srv_02_lst_14_a_member_tells_the_community_on_the_phone_and_sees_what_becomes_of_it(self):
		member = make_server(self.world)[0]
		with as_user(member.user):
			page = phone.tell(self.world.community.name, LAMP, phone="13812345678", caller_name="龚阿姨")
			self.assertEqual([each["title"] for each in page["told"]], [LAMP])
			self.assertRaises(phone.NotYourCommunity, phone.tell, self.world.neighbour.name, LAMP)
			self.assertRaises(public.WordsMissing, phone.tell, self.world.community.name, " ")
		demand = frappe.get_last_doc(DOCTYPE, {"member": member.name})
		self.assertEqual((demand.source, demand.phone), ("Member", "138****5678"))

	def test_a_neighbouring_community_neither_sees_nor_settles_it(self):
		demand = self.call()
		neighbour = make_stand("Sink Community Secretary", self.world.neighbour)
		with as_user(neighbour):
			self.assertFalse(frappe.get_list(DOCTYPE, {"name": demand.name}))
			self.assertRaises(frappe.PermissionError, doors.look, demand.name)
			self.assertRaises(frappe.PermissionError, steps.take, DOCTYPE, demand.name, "Verify Demand")


class TestAlikeAndMerging(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.other_grid = make_area("Grid", cls.world.community)
		cls.first = make_demand(cls.world.grid, words=LAMP, phone="13812345678", caller_name="龚阿姨")

	def test_same_place_and_similar_words_are_offered(self):
		same = make_demand(self.world.grid, words="3栋楼道灯坏了好多天，晚上看不见路")
		other = make_demand(self.world.grid, words="想学用智能手机挂号")
		elsewhere = make_demand(self.other_grid, words=LAMP)
		with as_user(self.world.secretary):
			self.assertEqual([row["name"] for row in alike.of(same)], [self.first.name])
			self.assertEqual(alike.of(other), [])
			self.assertEqual(alike.of(elsewhere), [])
			# who names no grid may mean any
			whole = make_demand(self.world.community, words="楼道的灯坏了，晚上看不见")
			self.assertIn(self.first.name, [row["name"] for row in alike.of(whole)])

	def test_the_same_caller_is_named_as_a_reason(self):
		again = make_demand(self.world.grid, words="楼道灯还是坏的，没人修", phone="13812345678")
		with as_user(self.world.secretary):
			row = alike.of(again)[0]
		self.assertIn(frappe._("same caller"), row["reason"])

	def test_likeness(self):
		self.assertEqual(alike.likeness("楼道灯坏了", "楼道灯坏了！"), 1.0)
		self.assertEqual(alike.likeness("", "楼道灯坏了"), 0.0)
		self.assertEqual(alike.likeness("想学手机", "楼道灯坏了"), 0.0)

	def test_lst_14_merging_keeps_every_caller(self):
		second = make_demand(self.world.grid, words="楼道的灯坏了", phone="13912345678", caller_name="方师傅")
		third = make_demand(self.world.grid, words="楼道灯坏", phone="13712345678", caller_name="卢奶奶")
		with as_user(self.world.secretary):
			merging.merge(second.name, [third.name])
			kept = merging.merge(self.first.name, [second.name, self.first.name])
			callers = merging.callers(self.first.name)
		self.assertEqual(kept.callers, 3)
		self.assertEqual({row["caller"] for row in callers}, {"龚阿姨", "方师傅", "卢奶奶"})
		self.assertEqual({row["phone"][:3] for row in callers}, {"138", "139", "137"})
		for name in (second.name, third.name):
			row = frappe.db.get_value(DOCTYPE, name, ["workflow_state", "merged_into"])
			self.assertEqual(tuple(row), ("Demand Merged", self.first.name))
		self.assertEqual(log.entries(DOCTYPE, second.name)[-1]["action"], "Merge Demand")
		self.assertEqual(vault.number_of(DOCTYPE, third.name, "phone"), "13712345678")

	def test_ord_01_an_order_goes_along_with_the_demand_that_is_merged(self):
		held = make_demand(self.world.grid, words="楼道的灯坏了，有人来修了")
		kept = make_demand(self.world.grid, words="楼道灯坏了，谁来修修")
		with as_user(self.world.secretary):
			order = making.order_of(held.name)
			merging.merge(kept.name, [held.name])
			self.assertEqual([row["name"] for row in making.orders_of(kept.name)], [order.name])
			self.assertEqual(frappe.db.get_value(DOCTYPE, kept.name, "workflow_state"), "Demand in Hand")
			self.assertRaises(making.OrderThere, making.order_of, kept.name)
		steps.take("Sink Order", order.name, "Cancel Order", reason="已自行修好")
		self.assertEqual(frappe.db.get_value(DOCTYPE, kept.name, "workflow_state"), "Demand Verified")

	def test_a_demand_with_two_orders_goes_on_when_one_is_cancelled(self):
		kept, other = (make_demand(self.world.grid, words=f"楼道灯坏了，第{turn}次说") for turn in (1, 2))
		with as_user(self.world.secretary):
			first, second = (making.order_of(demand.name) for demand in (kept, other))
			merging.merge(kept.name, [other.name])
		steps.take("Sink Order", first.name, "Cancel Order", reason="重复")
		self.assertEqual(frappe.db.get_value(DOCTYPE, kept.name, "workflow_state"), "Demand in Hand")
		steps.take("Sink Order", second.name, "Cancel Order", reason="不修了")
		self.assertEqual(frappe.db.get_value(DOCTYPE, kept.name, "workflow_state"), "Demand Verified")

	def test_what_is_over_or_elsewhere_is_not_merged(self):
		far = make_demand(self.world.neighbour)
		over = make_demand(self.world.grid)
		steps.take(DOCTYPE, over.name, "Settle Demand", reason="已办")
		self.assertRaises(merging.OtherCommunity, merging.merge, self.first.name, [far.name])
		self.assertRaises(merging.AlreadyOver, merging.merge, self.first.name, [over.name])
		self.assertRaises(merging.NothingToMerge, merging.merge, self.first.name, [self.first.name])
		with as_user(self.world.secretary):
			self.assertRaises(frappe.PermissionError, merging.merge, self.first.name, [far.name])

	def test_a_merged_demand_makes_no_order(self):
		second = make_demand(self.world.grid, words="楼道的灯坏了")
		with as_user(self.world.secretary):
			merging.merge(self.first.name, [second.name])
			self.assertRaises(making.DemandOver, making.order_of, second.name)
