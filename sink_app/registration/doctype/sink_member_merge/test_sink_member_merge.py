import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.registration.doctype.sink_member_merge import sink_member_merge as controller
from sink_app.registration.merging import carrying, links, suspected
from sink_app.tests.factories import World, as_user, make_member


class TestSinkMemberMerge(FrappeTestCase):
	def setUp(self):
		self.world = World()
		facts = {"member_name": "双记人", "birth_date": "1977-07-07"}
		self.kept = make_member(self.world.branch, **facts)
		self.merged = make_member(self.world.branch, **facts)

	def merge(self, **values):
		with as_user(self.world.organizer):
			return frappe.get_doc(
				{
					"doctype": controller.DOCTYPE,
					"kept": self.kept.name,
					"merged": self.merged.name,
					"reason": "同一人",
					**values,
				}
			).insert()

	def assign(self, member) -> str:
		"""A post held by a member, past the rules of its form."""
		doc = frappe.new_doc("Sink Position Assignment")
		doc.update(
			{"member": member.name, "holding": f"post/{member.name}", "organization": member.organization}
		)
		doc.name = frappe.generate_hash(length=16)
		doc.db_insert()
		return doc.name

	def test_reg_15_records_of_every_module_are_found(self):
		linking = {
			(df.parent, df.fieldname)
			for df in frappe.get_all(
				"DocField",
				filters={"fieldtype": "Link", "options": "Sink Member"},
				fields=["parent", "fieldname"],
			)
		}
		found = {(place.doctype, place.field) for place in links.places("Sink Member")}
		missing = {pair for pair in linking - found if pair[0] not in links.OWN_HISTORY}
		self.assertEqual({pair for pair in missing if not frappe.get_meta(pair[0]).issingle}, set())
		self.assertLess({("File", "attached_to_name"), ("ToDo", "reference_name")}, found)

	def test_reg_15_keys_made_of_a_members_name_follow(self):
		post = self.assign(self.merged)
		self.merge()
		member, holding = frappe.db.get_value("Sink Position Assignment", post, ["member", "holding"])
		self.assertEqual((member, holding), (self.kept.name, f"post/{self.kept.name}"))

	def test_reg_15_what_both_have_and_only_one_may_stops_the_merge(self):
		self.assign(self.kept)
		post = self.assign(self.merged)
		self.assertRaises(carrying.StandsInTheWay, self.merge)
		self.assertEqual(
			frappe.db.get_value("Sink Position Assignment", post, "holding"), f"post/{self.merged.name}"
		)

	def test_reg_15_a_value_is_taken_only_where_it_was_chosen(self):
		self.merged.update({"position_title": "教授", "hobbies": "书法"})
		self.merged.save()
		self.merge(taken="hobbies")
		self.kept.reload()
		self.assertEqual((self.kept.hobbies, self.kept.position_title), ("书法", None))
		self.assertRaises(controller.NotAChoice, self.merge_others, taken="branch")

	def merge_others(self, **values):
		others = [make_member(self.world.branch) for _number in range(2)]
		return self.merge(kept=others[0].name, merged=others[1].name, **values)

	def test_reg_15_the_same_record_is_not_merged_into_itself(self):
		self.assertRaises(controller.SameRecord, self.merge, merged=self.kept.name)

	def test_reg_15_suspected_by_mobile_and_by_name_with_birth_date(self):
		twin = make_member(self.world.branch, member_name="另名", mobile="19955550001")
		make_member(self.world.branch, member_name="又名", mobile="19955550001")
		with as_user(self.world.organizer):
			reasons = {row["kept"]: row["reason"] for row in suspected.pairs({"unit": self.world.unit.name})}
			only = suspected.pairs({"unit": self.world.unit.name, "reason": suspected.SAME_MOBILE})
		self.assertEqual(set(reasons), {self.kept.name, twin.name})
		self.assertEqual([row["kept"] for row in only], [twin.name])
