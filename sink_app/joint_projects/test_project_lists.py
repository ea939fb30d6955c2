"""Lists of joint projects through their chain, and what becomes of the projects."""

import io

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate
from openpyxl import load_workbook

from sink_app.approvals import asking, deputies, steps
from sink_app.joint_projects import (
	ON_FILE,
	PROJECT,
	checks,
	consents,
	copying,
	differences,
	fixing,
	panel,
	printed,
	settings,
)
from sink_app.joint_projects.doctype.sink_joint_project import sink_joint_project as projects
from sink_app.joint_projects.doctype.sink_project_list import sink_project_list as lists
from sink_app.personal import exports
from sink_app.registration import paper_sheets, yearly
from sink_app.tests.factories import World, as_user, make, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.projects import (
	FUNDS,
	YEAR,
	five,
	fresh,
	make_list,
	on_file,
	other_unit_with_organizer,
	projects_of,
	row,
	supervisor,
	take,
)


class ProjectCase(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.supervisor = supervisor(cls.world.unit)


class TestProjectList(ProjectCase):
	def test_prj_01_fewer_than_five_needs_a_reason_and_is_flagged(self):
		made = make_list(self.world, five()[:3])
		self.assertEqual(made.is_few, 1)
		with self.assertRaises(lists.ReasonForFewMissing) as caught:
			take(made, "Submit to Community", self.world.organizer)
		self.assertIn("3", str(caught.exception))
		with as_user(self.world.organizer):
			fresh(made).update({"few_reason": "社区规模小，只有2个小区"})
			made.save()
		take(made, "Submit to Community", self.world.organizer)
		self.assertEqual((fresh(made).workflow_state, made.is_few), ("Projects to Confirm", 1))

	def test_prj_01_the_number_is_the_office_s_to_set(self):
		frappe.db.set_single_value(settings.SETTINGS, "min_projects", 3)
		frappe.clear_document_cache(settings.SETTINGS, settings.SETTINGS)
		self.assertEqual(make_list(self.world, five()[:3]).is_few, 0)

	def test_prj_02_a_list_fixed_after_its_day_is_late(self):
		frappe.db.set_single_value(settings.SETTINGS, "list_due", nowdate()[5:])
		frappe.clear_document_cache(settings.SETTINGS, settings.SETTINGS)
		made = make_list(self.world)
		self.assertEqual((str(made.due_date), made.is_late), (nowdate(), 0))
		made.db_set("due_date", add_days(nowdate(), -1))
		fixing.flag_late()
		self.assertEqual(fresh(made).is_late, 1)
		take(made, "Submit to Community", self.world.organizer)
		take(made, "Confirm Projects", self.world.secretary)
		self.assertEqual((str(fresh(made).confirmed_on), made.is_late), (nowdate(), 0))

	def test_prj_02_the_milestone_of_the_plan_says_the_day_and_is_ticked(self):
		about = {"organization": self.world.unit.name, "year": YEAR, "code": "C01", "status": "Pending"}
		values = {**about, "title": "共建项目清单", "due_date": f"{YEAR}-03-31", "strictness": "Soft"}
		task = frappe.get_doc({"doctype": "Sink Milestone Task", **values})
		task.name = frappe.generate_hash(length=16)
		task.db_insert()
		made = make_list(self.world)
		self.assertEqual(str(made.due_date), f"{YEAR}-03-31")
		take(made, "Submit to Community", self.world.organizer)
		take(made, "Confirm Projects", self.world.secretary)
		self.assertEqual(frappe.db.get_value(task.doctype, task.name, "status"), "Completed")

	def test_lst_06_prj_04_the_unit_drafts_the_community_confirms_the_supervision_group_files(self):
		made = make_list(self.world)
		take(made, "Submit to Community", self.world.organizer)
		for user in (self.world.organizer, self.supervisor):
			with self.assertRaises(frappe.PermissionError):
				take(made, "Confirm Projects", user)
		with self.assertRaises(steps.ReasonMissing):
			take(made, "Send Back", self.world.secretary)
		take(made, "Send Back", self.world.secretary, "项目2与居委会工作重复")
		take(made, "Submit to Community", self.world.organizer)
		take(made, "Confirm Projects", self.world.secretary)
		with self.assertRaises(frappe.PermissionError):
			take(made, "Put on File", self.world.secretary)
		take(made, "Send Back", self.supervisor, "请写明成果数量")
		for action, user in (
			("Submit to Community", self.world.organizer),
			("Confirm Projects", self.world.secretary),
			("Put on File", self.supervisor),
		):
			take(made, action, user)
		self.assertEqual((fresh(made).workflow_state, str(made.filed_on)), (ON_FILE, nowdate()))
		found = projects_of(made)
		self.assertEqual([each.workflow_state for each in found], ["Project Not Started"] * 5)
		self.assertEqual(found[0].project_title, "项目1")
		self.assertEqual(found[0].unit, self.world.unit.name)

	def test_prj_04_another_group_does_not_see_it(self):
		made = make_list(self.world)
		with as_user(supervisor(self.world.other_unit)):
			self.assertFalse(frappe.get_list(made.doctype, {"name": made.name}))
			self.assertFalse(made.has_permission("read"))

	def test_lst_06_whoever_confirms_does_not_write(self):
		made = make_list(self.world)
		take(made, "Submit to Community", self.world.organizer)
		with as_user(self.world.secretary):
			fresh(made).items[0].goal = "改过的目标"
			self.assertRaises(lists.ContentStands, made.save)

	def test_lst_07_each_project_is_concrete_and_feasible(self):
		for field in ("goal", "measurable_output", "owner_name", "deadline", "feasibility_note"):
			with self.subTest(field=field), self.assertRaises(frappe.MandatoryError):
				make_list(self.world, [row("项目", **{field: None})])
		made = make_list(self.world, five(no_cost=0))
		with self.assertRaises(checks.FundsUnclear):
			take(made, "Submit to Community", self.world.organizer)
		with self.assertRaises(checks.DatesWrong):
			make_list(
				self.world,
				[row("项目", deadline=f"{YEAR + 1}-02-01")],
				year=YEAR,
				community=self.world.neighbour.name,
			)

	def test_lst_07_the_budget_is_summed_by_project(self):
		funds = [{"project_title": "项目1", "source": FUNDS, "amount": amount} for amount in (800, 200)]
		items = five()
		items[0]["no_cost"] = 0
		made = make_list(self.world, items, budget=funds)
		self.assertEqual((made.items[0].budget_amount, made.budget_total), (1000, 1000))
		funds[0]["project_title"] = "没有的项目"
		with self.assertRaises(checks.ProjectUnknown):
			make_list(self.world, items, budget=funds, community=self.world.neighbour.name)

	def test_lst_06_one_list_a_unit_community_and_year(self):
		make_list(self.world)
		with self.assertRaises(yearly.AnotherOnItsWay):
			make_list(self.world)
		with self.assertRaises(checks.ProjectTwice):
			make_list(self.world, [row("同名"), row("同名")], community=self.world.neighbour.name)
		with self.assertRaises(lists.NotAUnit):
			make_list(self.world, organization=self.world.branch.name, user="Administrator")


class TestSharing(ProjectCase):
	def setUp(self):
		super().setUp()
		self.other, self.other_organizer = other_unit_with_organizer()
		self.items = five()
		self.items[0]["difficulty"] = "Considerable"

	def shared(self, duty="负责设计和验收", lead="负责施工", title="项目1", **values):
		parties = [
			{"project_title": title, "organization": self.other.name, "duty": duty},
			{"project_title": title, "organization": self.world.unit.name, "duty": lead},
		]
		return make_list(self.world, self.items, parties=parties, **values)

	def consent_of(self, made):
		return frappe.get_doc("Sink Project Consent", {"project_list": made.name})

	def test_prj_10_each_unit_that_shares_has_its_duty_and_agrees_itself(self):
		made = self.shared(duty="")
		self.assertEqual({each.party_role for each in made.parties}, {"Lead Unit", "Joint Unit"})
		with self.assertRaises(checks.DutyMissing):
			take(made, "Submit to Community", self.world.organizer)
		with as_user(self.world.organizer):
			fresh(made).parties[0].duty = "负责设计"
			made.save()
		take(made, "Submit to Community", self.world.organizer)
		with self.assertRaises(consents.ConsentMissing):
			take(made, "Confirm Projects", self.world.secretary)
		consent = self.consent_of(made)
		self.assertIn("负责设计", consent.projects)
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			consents.answer(consent.name, True)
		with as_user(self.other_organizer):
			self.assertEqual(frappe.get_list(consent.doctype, pluck="name"), [consent.name])
			self.assertEqual(consents.answer(consent.name, True), "Agreed")
			self.assertRaises(consents.AnsweredAlready, consents.answer, consent.name, True)
		take(made, "Confirm Projects", self.world.secretary)
		take(made, "Put on File", self.supervisor)
		project = projects_of(fresh(made))[0]
		self.assertEqual({each.duty for each in project.parties}, {"负责设计", "负责施工"})

	def test_prj_10_who_refuses_says_why_and_is_asked_again(self):
		made = self.shared()
		take(made, "Submit to Community", self.world.organizer)
		consent = self.consent_of(made)
		with as_user(self.other_organizer):
			self.assertRaises(consents.ReasonMissing, consents.answer, consent.name, False)
			consents.answer(consent.name, False, "本单位没有设计力量")
		told = frappe.get_all("Notification Log", {"document_name": consent.name}, pluck="for_user")
		self.assertIn(self.world.organizer, told)
		take(made, "Send Back", self.world.secretary, "参与单位不同意")
		take(made, "Submit to Community", self.world.organizer)
		self.assertEqual(fresh(consent).status, "Asked For")

	def test_prj_11_sharing_what_is_not_hard_is_warned_of(self):
		self.assertEqual(checks.shared_though_ordinary(self.shared()), [])
		ordinary = self.shared(title="项目2", community=self.world.neighbour.name)
		self.assertEqual(checks.shared_though_ordinary(ordinary), ["项目2"])
		self.assertTrue(any("项目2" in str(message) for message in frappe.get_message_log()))


class TestVersions(ProjectCase):
	def setUp(self):
		super().setUp()
		self.first = on_file(self.world, self.supervisor)

	def change(self):
		with as_user(self.world.organizer):
			name = copying.new_version(self.first.name, "增加雨棚改造")
			second = frappe.get_doc(self.first.doctype, name)
			second.items[0].goal = "新的目标"
			second.remove(second.items[4])
			second.append("items", row("雨棚改造"))
			second.save()
		return second

	def test_prj_04_a_change_after_filing_takes_the_chain_again_with_its_difference_shown(self):
		second = self.change()
		with as_user(self.world.secretary):
			found = differences.of(second)
		self.assertEqual([each["kind"] for each in found], ["Changed", "New", "Taken Out"])
		self.assertEqual(found[0]["changes"][0][1:], ["解决居民反映的问题", "新的目标"])
		before = projects_of(self.first)
		take(second, "Submit to Community", self.world.organizer)
		self.assertEqual(frappe.db.get_value(PROJECT, before[0].name, "goal"), "解决居民反映的问题")
		take(second, "Confirm Projects", self.world.secretary)
		take(second, "Put on File", self.supervisor)
		self.assertEqual(
			(fresh(self.first).workflow_state, fresh(second).replaces), ("List Replaced", self.first.name)
		)
		after = projects_of(second)
		self.assertEqual(
			[each.name for each in after[:4]], [each.name for each in before[:4]], "they stay themselves"
		)
		self.assertEqual(after[0].goal, "新的目标")
		self.assertEqual({each.project_list for each in after}, {second.name})
		self.assertEqual(frappe.db.get_value(PROJECT, before[4].name, "workflow_state"), "Project Dropped")
		with as_user(self.supervisor):
			self.assertEqual(len(differences.of(second)), 3, "also once it is on file")

	def test_prj_04_a_project_is_changed_by_its_list_only(self):
		project = projects_of(self.first)[0]
		with as_user(self.world.organizer):
			project.goal = "悄悄改掉"
			self.assertRaises(projects.FromTheListOnly, project.save)
			with self.assertRaises(frappe.PermissionError):
				make_project(self.world)
		self.assertRaises(projects.FromTheListOnly, make, PROJECT, **about_project(self.first))

	def test_prj_04_what_is_done_is_not_taken_out(self):
		project = projects_of(self.first)[4]
		project.db_set("workflow_state", "Project Completed")
		with self.assertRaises(checks.FinishedDropped):
			self.change()

	def test_a_change_says_why(self):
		with as_user(self.world.organizer), self.assertRaises(lists.ChangeNoteMissing):
			copying.new_version(self.first.name, "")

	def test_who_does_not_read_a_list_copies_none(self):
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(stranger), self.assertRaises(frappe.PermissionError):
			copying.into_year(self.first.name, YEAR + 1)

	def test_next_year_begins_with_this_year_s(self):
		with as_user(self.world.organizer):
			made = frappe.get_doc(self.first.doctype, copying.into_year(self.first.name, YEAR + 1))
		self.assertEqual((made.year, made.version, made.items[0].project), (YEAR + 1, 1, None))
		self.assertEqual(str(made.items[0].deadline), f"{YEAR + 1}-12-31")


class TestOffers(ProjectCase):
	def test_prj_01_resources_stand_beside_demands_and_projects_are_drafted_from_what_fits(self):
		resource = {"resource_type": "Talent", "resource_name": "校医院医生义诊", "category": "健康义诊"}
		resource |= {"function_basis": "校医院职责", "advantage": "医生6名", "target_need": "老年人量血压"}
		resources = make("Sink Resource List", **self.about(), items=[resource])
		demand = {"demand_words": "老年人想定期量血压", "category": "健康义诊", "collected_by": "走访"}
		demands = make("Sink Demand List", community=self.world.community.name, items=[demand])
		for doc in (resources, demands):
			doc.db_set("workflow_state", "List in Force")
		made = make_list(self.world)
		with as_user(self.world.organizer):
			found = panel.of_list(made.name)["offers"]
		self.assertEqual([each["title"] for each in found["resources"]], ["校医院医生义诊"])
		self.assertEqual([each["title"] for each in found["demands"]], ["老年人想定期量血压"])
		self.assertEqual(found["drafts"][0]["demand_words"], "老年人想定期量血压")
		with as_user(self.world.organizer):
			made.append("items", {**row("x"), **found["drafts"][0], "measurable_output": "每月一次"})
			made.save()
			self.assertEqual(panel.of_list(made.name)["offers"]["drafts"], [])
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertRaises(frappe.PermissionError, panel.of_list, made.name)

	def about(self):
		return {"organization": self.world.unit.name, "community": self.world.community.name}


def about_project(doc) -> dict:
	"""A project as somebody would enter it by hand."""
	return {
		**row("手工项目"),
		"project_list": doc.name,
		"organization": doc.organization,
		"community": doc.community,
	}


def make_project(world):
	about = {"organization": world.unit.name, "community": world.community.name, "project_title": "手工"}
	return frappe.get_doc({"doctype": PROJECT, **about}).insert()


class TestDeputy(ProjectCase):
	def test_what_a_step_asks_for_is_written_by_the_absent_person_s_right(self):
		deputy = supervisor(self.world.other_unit)
		made = make_list(self.world)
		take(made, "Submit to Community", self.world.organizer)
		take(made, "Confirm Projects", self.world.secretary)
		asked = (made.doctype, made.name, "Put on File", "Supervision Review")
		with as_user(deputy), self.assertRaises(frappe.PermissionError):
			asking.fill(*asked, {"filing_opinion": "同意备案"})
		about = {"absent_user": self.supervisor, "from_date": nowdate(), "to_date": nowdate()}
		self.addCleanup(deputies.forget)
		with as_user(self.supervisor):
			frappe.get_doc({"doctype": "Sink Deputy", "deputy": deputy, **about}).insert()
		with as_user(deputy):
			with self.assertRaises(asking.NotAskedFor):
				asking.fill(*asked, {"remarks": "改写"})
			asking.fill(*asked, {"filing_opinion": "同意备案"})
			taken = steps.take(*asked)
		self.assertEqual((taken.filing_opinion, taken.workflow_state), ("同意备案", ON_FILE))
		in_the_name = printed.sink_project_sheet(taken).steps[-1].who
		self.assertIn(frappe.utils.get_fullname(self.supervisor), in_the_name)


class TestSheets(ProjectCase):
	def test_prj_01_a_list_goes_out_as_excel_in_the_columns_of_its_print(self):
		frappe.local.lang = "zh"
		four = [row("=1+1", no_cost=0), *five()[1:]]
		budget = [{"project_title": "=1+1", "source": FUNDS, "amount": 2000}]
		made = on_file(self.world, self.supervisor, items=four, budget=budget)
		with as_user(self.world.organizer):
			paper_sheets.download(made.doctype, made.name)
		sheet = load_workbook(io.BytesIO(frappe.response.filecontent)).active
		heads, first = [cell.value for cell in sheet[3]], sheet[4]
		self.assertEqual(heads, [column.label for column in printed.columns()])
		self.assertEqual((first[1].value, first[1].data_type), ("=1+1", "s"))
		self.assertIn("2,000", first[9].value)
		below = "".join(str(cell.value) for line in sheet.iter_rows(min_row=9) for cell in line if cell.value)
		self.assertIn(frappe.utils.get_fullname(self.supervisor), below)
		about = {"reference_doctype": made.doctype, "user": self.world.organizer}
		self.assertEqual(frappe.db.get_value("Sink Export Log", about, "rows_total"), 5)

	def test_prj_01_only_who_exports_lists_takes_one_away(self):
		made = make_list(self.world)
		for user, refusal in (
			(make_stand("Sink Community Staff", self.world.community), exports.ExportNotYours),
			(make_stand("Sink Unit Organizer", self.world.other_unit), frappe.PermissionError),
		):
			with as_user(user), self.assertRaises(refusal):
				paper_sheets.download(made.doctype, made.name)
		with self.assertRaises(paper_sheets.NoSheet):
			paper_sheets.download("Sink Pairing", "nothing")
