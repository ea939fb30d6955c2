import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import nowdate

from sink_app.organization import bodies
from sink_app.personal.texts import NumberInText
from sink_app.tests.factories import World, as_user, make_stand


class TestSinkCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def write(self, user=None, **values):
		with as_user(user or self.world.secretary):
			return frappe.get_doc(
				{
					"doctype": "Sink Case",
					"title": "板凳议事会",
					"summary": "在楼下议事，当场定人",
					"story": "每周五晚",
					"area": self.world.community.name,
					**values,
				}
			).insert()

	def test_org_37_a_shared_practice_is_there_for_everybody_to_learn_from(self):
		case = self.write(status="Shared", pictures=[{"picture": "/private/files/a.png"}])
		self.assertEqual((str(case.shared_on), case.cover), (nowdate(), "/private/files/a.png"))
		far = make_stand("Sink Grid Worker", self.world.far_community)
		for user in (self.world.organizer, far, self.world.member_user):
			with as_user(user):
				found = frappe.get_list("Sink Case", {"name": case.name}, pluck="name")
				self.assertEqual(found, [case.name], user)

	def test_org_37_only_its_own_community_writes_it(self):
		case = self.write()
		self.assertFalse(case.shared_on)
		neighbour = make_stand("Sink Community Secretary", self.world.neighbour)
		with as_user(neighbour):
			case = frappe.get_doc("Sink Case", case.name)
			case.title = "别人的"
			with self.assertRaises(frappe.PermissionError):
				case.save()
		with self.assertRaises(frappe.PermissionError):
			self.write(neighbour)

	def test_a_story_names_no_number(self):
		with self.assertRaises(NumberInText):
			self.write(story="联系人13812345678")
		with self.assertRaises(bodies.NobodyNamed):
			self.write("Administrator", area=None)
