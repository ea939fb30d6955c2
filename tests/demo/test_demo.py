"""The demo is whole, reads as a real office's records would, and comes in once however often it is run."""

from collections import Counter

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import now_datetime, nowdate

from sink_app import demo
from sink_app.access import columns, stands
from sink_app.approvals import log, steps
from sink_app.demo import source
from sink_app.organization import plans
from sink_app.organization.report.sink_units_without_working_group import (
	sink_units_without_working_group as without_group,
)
from sink_app.tests.factories import as_user

COUNTED = (
	"Sink Area",
	"Sink Organization",
	"Sink Pairing",
	"Sink Stand",
	"User",
	"Sink Member",
	"Sink Registration",
	"Sink Position",
	"Sink Position Assignment",
	"Sink Commitment",
	"Sink Commitment Feedback",
	"Sink Fulfilment Publication",
	"Sink Policy Document",
	"Sink Working Group",
	"Sink Supervision Group",
	"Sink Annual Plan",
	"Sink Milestone Task",
	"Sink Team",
	"Sink Duty Roster",
	"Sink Duty Shift",
	"Sink Demand",
	"Sink Order",
	"Sink Order Claim",
	"Sink Satisfaction",
	"Sink Resource List",
	"Sink Demand List",
	"Sink Service List",
	"Sink Service Record",
	"Sink Record Seal",
	"Sink Activity",
	"Sink Activity Participant",
	"Sink Deed",
	"Sink Project List",
	"Sink Joint Project",
	"Sink Project Consent",
	"Sink Three-Ones Plan",
	"Sink Expense",
	"Sink Budget",
	"Sink Meeting",
	log.LOG,
)
# GB/T 2260; functional zones have no code of their own there
DISTRICTS = {
	"江岸区": "420102",
	"江汉区": "420103",
	"硚口区": "420104",
	"汉阳区": "420105",
	"武昌区": "420106",
	"青山区": "420107",
	"洪山区": "420111",
	"东西湖区": "420112",
	"汉南区": "420113",
	"蔡甸区": "420114",
	"江夏区": "420115",
	"黄陂区": "420116",
	"新洲区": "420117",
}
ZONES = {"东湖新技术开发区", "武汉经济技术开发区", "东湖生态旅游风景区"}
SECOND_LEVEL = {"机关党委", "研究生党委", "离退休党委", "校医院党总支", "亿优公司党总支", "图书馆党总支"}


def below(tree: str, node: str, **filters) -> list[str]:
	"""Everything below a node of a tree."""
	lft, rgt = frappe.db.get_value(tree, node, ["lft", "rgt"])
	return frappe.get_all(
		tree, filters={"lft": (">", lft), "rgt": ("<", rgt), **filters}, pluck="name", order_by="lft asc"
	)


def counts() -> dict[str, int]:
	return {doctype: frappe.db.count(doctype) for doctype in COUNTED}


class TestDemo(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		demo.install()

	def registrations(self) -> list[frappe._dict]:
		members = [row["name"] for row in source.read("members")]
		return frappe.get_all(
			"Sink Registration",
			filters={"member_name": ("in", members), "owner": ("like", "%@demo.example")},
			fields=["name", "workflow_state", "grid", "placed_on", "year", "return_reason", "creation"],
			order_by="creation asc",
		)

	def test_the_city_has_its_districts_and_functional_zones(self):
		found = frappe.get_all(
			"Sink Area",
			filters={"parent_sink_area": source.area("武汉市"), "area_code": ("like", "4201__")},
			fields=["area_name", "area_code", "is_functional_zone"],
			order_by="area_code asc",
		)
		self.assertEqual(
			{row.area_name: row.area_code for row in found if not row.is_functional_zone}, DISTRICTS
		)
		self.assertEqual({row.area_name for row in found if row.is_functional_zone}, ZONES)

	def test_reg_17_jingyuan_community_has_19_grids_in_3_compounds(self):
		community = source.area("经院社区")
		self.assertEqual(len(below("Sink Area", community, level="Compound")), 3)
		self.assertEqual(
			below("Sink Area", community, level="Grid"),
			[source.area(f"经院社区第{number}网格") for number in range(1, 20)],
		)

	def test_households_add_up(self):
		for community in below("Sink Area", source.area("江夏区"), level="Community"):
			grids = below("Sink Area", community, level="Grid")
			households = frappe.get_all("Sink Area", filters={"name": ("in", grids)}, pluck="households")
			self.assertEqual(frappe.db.get_value("Sink Area", community, "households"), sum(households))

	def test_the_university_has_the_organisations_of_its_notice(self):
		university = source.organization("中共湖北经济学院委员会")
		second = below("Sink Organization", university, level="Second Level")
		names = frappe.get_all("Sink Organization", filters={"name": ("in", second)}, pluck="org_name")
		self.assertLessEqual(SECOND_LEVEL, set(names))
		self.assertEqual(
			frappe.db.get_value("Sink Organization", university, "overseen_by"),
			source.organization("市教育局党委"),
		)

	def test_both_trees_are_whole(self):
		for tree in ("Sink Area", "Sink Organization"):
			root = (
				source.area("武汉市")
				if tree == "Sink Area"
				else source.organization(demo.organizations.root())
			)
			bounds = frappe.get_all(tree, fields=["lft", "rgt"], order_by="lft asc")
			self.assertEqual(len({edge for row in bounds for edge in (row.lft, row.rgt)}), 2 * len(bounds))
			self.assertEqual(len(below(tree, root)), len(bounds) - 1)

	def test_records_stand_below_their_ancestors(self):
		grid = frappe.get_doc("Sink Area", source.area("经院社区第7网格"))
		expected = {"district": "江夏区", "street": "藏龙岛街道", "community": "经院社区", "grid": grid.title}
		self.assertEqual(
			{field: grid.get(field) for field in expected},
			{field: source.area(title) for field, title in expected.items()},
		)
		for doctype in ("Sink Organization", "Sink Pairing", "Sink Member", "Sink Registration"):
			names = frappe.get_all(
				doctype, filters={"modified": ("is", "set")}, pluck="name", order_by="name asc"
			)
			for name in names[::7]:
				doc = frappe.get_doc(doctype, name)
				kept = {field: doc.get(field) for field in columns.present(doctype)}
				placed = columns.of(doc)
				self.assertEqual(kept, {field: placed[field] for field in kept}, (doctype, name))

	def test_registrations_stand_in_every_state_of_the_chain(self):
		found = Counter(row.workflow_state for row in self.registrations())
		on_their_way = {"Draft", "Unit Review", "Community Acceptance", "Placed in Grid", "Returned"}
		self.assertEqual(set(found), {*on_their_way, "Moved Away"})
		self.assertGreaterEqual(found.total(), 80)

	def test_a_registration_got_where_it_is_by_steps_of_others_in_the_past(self):
		for row in self.registrations():
			history = steps.history("Sink Registration", row.name)
			self.assertEqual(row.workflow_state, history[-1]["to_state"] if history else "Draft")
			self.assertNotIn("Administrator", {step["user"] for step in history})
			moments = [row.creation, *(step["taken_at"] for step in history), now_datetime()]
			self.assertEqual(moments, sorted(moments))
			self.assertEqual(bool(row.return_reason), row.workflow_state == "Returned")
			if row.workflow_state == "Placed in Grid":
				self.assertTrue(row.grid)
				self.assertEqual(row.placed_on, history[-1]["taken_at"].date())

	def test_registrations_are_of_this_year(self):
		self.assertEqual({row.year for row in self.registrations()}, {int(nowdate()[:4])})

	def test_every_login_stands_somewhere_and_sees_something(self):
		logins = demo.logins()
		self.assertEqual(len({login["user"] for login in logins}), len(logins))
		for login in logins:
			self.assertTrue(frappe.db.get_value("User", login["user"], "enabled"))
			self.assertTrue(stands.active(login["user"]) or stands.person_of(login["user"]), login)
			self.assertTrue(login["name"] and login["where"])
			with as_user(login["user"]):
				self.assertTrue(frappe.get_list("Sink Area", limit=1))
				if login["user"] not in (source.user("platform"), source.user("supervisor")):
					is_auditor = login["user"] == source.user("auditor")
					seen = "Sink Approval Step" if is_auditor else "Sink Registration"
					self.assertTrue(frappe.get_list(seen, limit=1), login)

	def test_each_role_has_a_login(self):
		roles = {row["roles"][0] for row in source.read("users") if row.get("shown")}
		readers = frappe.get_all(
			"DocPerm", filters={"role": ("like", "Sink %"), "read": 1}, pluck="role", order_by="role asc"
		)
		self.assertEqual(roles, set(readers))

	def test_who_works_in_the_desk_is_a_system_user_and_members_are_not(self):
		kinds = {
			login: frappe.db.get_value("User", source.user(login), "user_type")
			for login in ("unit", "member")
		}
		self.assertEqual(kinds, {"unit": "System User", "member": "Website User"})

	def test_an_office_account_is_as_a_post_makes_it(self):
		account = frappe.get_doc("User", source.user("unit"))
		saved = account.as_dict()
		account.save()
		for field in ("full_name", "user_type", "module_profile", "time_zone"):
			self.assertEqual(account.get(field), saved[field], field)
		for table, field in (("roles", "role"), ("block_modules", "module")):
			self.assertEqual(
				sorted(row.get(field) for row in account.get(table)),
				sorted(row[field] for row in saved[table]),
			)

	def test_nobody_who_can_log_in_is_a_system_manager(self):
		for login in demo.logins():
			self.assertNotIn("System Manager", frappe.get_roles(login["user"]))

	def test_org_03_org_39_both_notices_and_what_they_rest_on(self):
		notice = frappe.get_doc("Sink Policy Document", {"doc_no": "武组通〔2021〕37号"})
		self.assertEqual([row.doc_no for row in notice.basis], ["武发〔2021〕3号"])
		self.assertEqual(str(notice.print_date), "2021-03-22")

	def test_org_05_org_43_the_universitys_plan_rests_on_three_papers_and_keeps_both_dates(self):
		plan = self.plan("中共湖北经济学院委员会", 2020)
		self.assertEqual(len(plan.basis), 3)
		paper = frappe.get_doc("Sink Policy Document", plan.policy_document)
		self.assertEqual((str(paper.issue_date), str(paper.print_date)), ("2019-08-03", "2020-08-03"))
		self.assertTrue(paper.date_note)

	def plan(self, organization: str, year: int):
		return frappe.get_doc("Sink Annual Plan", plans.current(source.organization(organization), year))

	def test_org_04_the_plans_were_decided_on_by_somebody_else(self):
		for organization, year in (("中共湖北经济学院委员会", 2020), ("中共武汉市委组织部", 2021)):
			plan = self.plan(organization, year)
			taken = steps.history("Sink Annual Plan", plan.name)
			self.assertEqual([step["to_state"] for step in taken], ["Committee Review", "Issued"])
			self.assertEqual(len({step["user"] for step in taken}), 2)

	def test_reg_07_reg_08_reg_11_reg_16_reg_18_org_27_the_notices_dates_are_in_the_plans(self):
		due = {row.code: str(row.due_date) for row in self.plan("中共湖北经济学院委员会", 2020).milestones}
		expected = {
			"M02": "08-10",
			"M03": "08-10",
			"M07": "08-31",
			"M08": "08-31",
			"M10": "09-30",
			"M11": "09-30",
		}
		self.assertEqual(
			{code: due[code] for code in expected}, {c: f"2020-{d}" for c, d in expected.items()}
		)
		self.assertEqual(len(self.plan("中共湖北经济学院委员会", 2020).stages), 4)
		city = {row.code: str(row.due_date) for row in self.plan("中共武汉市委组织部", 2021).milestones}
		self.assertEqual(
			[city[code] for code in ("C01", "C03", "C04", "C05")],
			["2021-04-10", "2021-04-15", "2021-04-15", "2021-07-31"],
		)

	def test_org_40_this_years_plans_came_from_those_years(self):
		year = int(nowdate()[:4])
		plan = self.plan("中共湖北经济学院委员会", year)
		self.assertIn(str(year), plan.title)
		self.assertEqual(plan.previous_year, self.plan("中共湖北经济学院委员会", 2020).name)
		below = self.plan("亿优公司党总支", year)
		self.assertEqual(below.parent_plan, plan.name)

	def test_org_06_org_09_org_10_org_11_the_schools_group_is_as_the_notice_has_it(self):
		group = frappe.get_doc(
			"Sink Working Group", {"organization": source.organization("中共湖北经济学院委员会")}
		)
		found = Counter(row.group_role for row in group.members)
		self.assertEqual(found, {"Leader": 1, "Deputy Leader": 1, "Group Member": 10})
		self.assertEqual(group.office_organization, source.organization("党委组织部党支部"))

	def test_org_12_two_second_level_organizations_still_lack_a_group(self):
		with as_user(source.user("unit")):
			rows = without_group.execute({"level": "Second Level"})[1]
		names = {frappe.db.get_value("Sink Organization", row.organization, "org_name") for row in rows}
		self.assertLessEqual({"离退休党委", "图书馆党总支"}, names)
		self.assertFalse({"机关党委", "亿优公司党总支"} & names)

	def test_a_second_run_adds_nothing(self):
		before = counts()
		demo.install()
		self.assertEqual(counts(), before)

	def test_what_somebody_took_away_comes_back_alone(self):
		before = counts()
		row = source.read("registrations")[-1]
		key = {
			"member_name": row["member"],
			"registration_type": row["type"],
			"owner": ("like", "%@demo.example"),
		}
		name = frappe.db.get_value("Sink Registration", key)
		frappe.db.delete(log.LOG, {"reference_name": name})
		frappe.delete_doc("Sink Registration", name)
		demo.install()
		self.assertEqual(counts(), before)

	def test_an_offices_own_site_is_refused(self):
		root = source.area("武汉市")
		frappe.db.savepoint("before_refusal")
		frappe.db.set_value("Sink Area", root, "area_name", "某某市")
		with self.assertRaises(demo.NotAFreshSite):
			demo.install()
		frappe.db.rollback(save_point="before_refusal")

	def test_posts_and_commitments_follow_from_what_people_did(self):
		posts = frappe.get_all("Sink Position", filters={"owner": ("like", "%@demo.example")}, fields=["*"])
		self.assertEqual(len(posts), len(source.read("positions")))
		for post in posts:
			holders = frappe.db.count(
				"Sink Position Assignment", {"position": post.name, "workflow_state": ("!=", "Post Ended")}
			)
			self.assertEqual((post.taken, post.taken <= post.headcount), (holders, True))
		heads = frappe.get_all(
			"Sink Position Assignment",
			filters={"kind": "Building Head", "owner": ("like", "%@demo.example")},
			pluck="workflow_state",
		)
		self.assertEqual(heads, ["Post Confirmed"] * 2)
		states = frappe.get_all(
			"Sink Commitment", filters={"owner": ("like", "%@demo.example")}, pluck="workflow_state"
		)
		self.assertEqual(len(set(states)), 4)
