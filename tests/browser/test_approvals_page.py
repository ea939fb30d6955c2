"""«My approvals»: what waits, the step in the row, many at once, and the number in the navbar."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.words import english_left, zh

DOCTYPE = "Sink Registration"
ACCEPT, BACK = "Accept into Grid", "Send Back"


class Inbox:
	"""The page on somebody's screen."""

	def __init__(self, person):
		self.person = person
		self.page = person.page

	def open(self):
		self.person.open_desk("sink-my-approvals")
		expect(self.page.locator(".sink-kinds button").first).to_be_visible()
		self.person.settle()

	def rows(self):
		return self.page.locator(".sink-row")

	def row(self, title: str):
		return self.rows().filter(has_text=title)

	def step(self, title: str, action: str):
		self.row(title).get_by_role("button", name=zh(action)).click()

	def tick(self, *titles: str):
		for title in titles:
			self.row(title).locator("input[type=checkbox]").check()

	def in_bulk(self, action: str):
		self.page.locator(".sink-bulk").get_by_role("button", name=zh(action)).click()

	def number(self):
		return self.page.locator(".sink-waiting-count .badge")


@pytest.fixture
def waiting(site):
	"""A community of its own where five registrations wait, and its secretary."""
	from sink_app.approvals import steps
	from sink_app.tests import factories

	with data.committed():
		world = factories.World()
		world.community.update({"area_name": f"待办社区{world.community.name[:4]}"}).save()
		world.grid.update({"area_name": "待办社区第1网格"}).save()
		names = []
		for number in range(5):
			user = factories.make_user("Sink Member")
			name = f"沈待办{number}{world.member.name[:4]}"
			member = factories.make_member(world.branch, user=user, member_name=name)
			made = factories.make_registration(member, world.community, wanted_post="青少年课后辅导岗")
			for who, action in ((user, "Submit to Unit"), (world.organizer, "Approve to Community")):
				with factories.as_user(who):
					steps.take(DOCTYPE, made.name, action)
			names.append(name)
		data.let_in(world.secretary)
	world.names = names
	return world


@pytest.fixture
def inbox(person, waiting):
	someone = person("secretary")
	someone.log_in(waiting.secretary, data.password())
	return Inbox(someone)


def state_of(member_name: str) -> str:
	data.look_again()
	return frappe.db.get_value(DOCTYPE, {"member_name": member_name}, "workflow_state")


def test_what_waits_is_handled_in_its_row(inbox, waiting, look):
	first, second, *others = waiting.names
	inbox.open()
	expect(inbox.rows()).to_have_count(5)
	expect(inbox.number()).to_have_text("5")
	look(inbox.person, "30-my-approvals")

	inbox.step(first, ACCEPT)
	inbox.person.fill_link(inbox.person.dialog.locator("input[data-fieldname=grid]"), "第1网格")
	look(inbox.person, "31-my-approvals-grid")
	inbox.person.dialog.get_by_role("button", name=zh(ACCEPT)).click()
	expect(inbox.row(first)).to_have_count(0)
	assert state_of(first) == "Placed in Grid"

	inbox.step(second, BACK)
	inbox.person.dialog.locator("textarea").fill("请写明可服务时间")
	inbox.person.dialog.get_by_role("button", name=zh(BACK)).click()
	expect(inbox.row(second)).to_have_count(0)
	expect(inbox.number()).to_have_text("3")
	assert state_of(second) == "Returned"

	handle_together(inbox, others, look)


def handle_together(inbox, names, look):
	"""Two with a grid given on the way; the third has moved on meanwhile and is said to have."""
	from sink_app.approvals import steps
	from sink_app.tests import factories

	moved = frappe.db.get_value(DOCTYPE, {"member_name": names[2]}, ["name", "community"], as_dict=True)
	inbox.tick(*names)
	look(inbox.person, "32-my-approvals-ticked")
	with data.committed(), factories.as_user("Administrator"):
		steps.take(DOCTYPE, moved.name, BACK, reason="住址有误")
	inbox.in_bulk(ACCEPT)
	inbox.person.fill_link(inbox.person.dialog.locator("input[data-fieldname=grid]"), "第1网格")
	inbox.person.dialog.get_by_role("button", name=zh(ACCEPT)).click()
	expect(inbox.person.dialog).to_contain_text(names[2])
	inbox.person.settle()
	look(inbox.person, "33-my-approvals-result")
	inbox.person.dialog.get_by_role("button", name=zh("Close")).click()
	expect(inbox.rows()).to_have_count(0)
	expect(inbox.page.get_by_text(zh("Nothing waits for you."))).to_be_visible()
	look(inbox.person, "34-my-approvals-empty")
	states = [state_of(name) for name in names]
	assert states == ["Placed in Grid", "Placed in Grid", "Returned"]


def test_by_the_keyboard_alone(inbox, waiting):
	inbox.open()
	keys = inbox.page.keyboard
	keys.press("ArrowDown")
	keys.press("ArrowDown")
	keys.press("Space")
	expect(inbox.page.locator(".sink-row input:checked")).to_have_count(1)
	keys.press("2")
	inbox.person.dialog.locator("textarea").fill("请补填特长")
	inbox.person.dialog.get_by_role("button", name=zh(BACK)).click()
	expect(inbox.rows()).to_have_count(4)
	keys.press("Enter")
	expect(inbox.person.form).to_be_visible()


def test_more_than_fifty_go_on_in_the_background(inbox, waiting, look):
	from sink_app.tests import factories

	with data.committed():
		for _each in range(55):
			made = factories.make_registration(factories.make_member(waiting.branch), waiting.community)
			frappe.db.set_value(DOCTYPE, made.name, "workflow_state", "Community Acceptance")
	inbox.open()
	expect(inbox.number()).to_have_text("60")
	inbox.page.get_by_role("button", name=zh("Tick all of them")).click()
	inbox.in_bulk(ACCEPT)
	inbox.person.fill_link(inbox.person.dialog.locator("input[data-fieldname=grid]"), "第1网格")
	inbox.person.dialog.get_by_role("button", name=zh(ACCEPT)).click()
	expect(inbox.page.locator(".sink-run .progress-bar")).to_be_visible()
	look(inbox.person, "36-my-approvals-progress")
	finished = zh("{0} of {1} records handled.").format(60, 60)
	expect(inbox.person.dialog).to_contain_text(finished, timeout=180_000)
	data.look_again()
	placed = {"community": waiting.community.name, "workflow_state": "Placed in Grid"}
	assert frappe.db.count(DOCTYPE, placed) == 60
	# the web process hands so many to a worker
	run = frappe.get_last_doc("Sink Bulk Approval", {"owner": waiting.secretary})
	assert (run.status, len(run.get_all_children())) == ("Finished", 60)


def test_on_a_phone(person, waiting, look):
	someone = person("secretary", phone=True)
	someone.log_in(waiting.secretary, data.password())
	Inbox(someone).open()
	width = someone.page.evaluate("document.documentElement.scrollWidth")
	assert width <= 390
	look(someone, "35-my-approvals-phone")


def test_a_chain_is_checked_and_tried_on_its_form(person, waiting):
	"""The form itself shows stored names as they are; the dialogs speak Chinese."""
	from sink_app.tests import factories

	with data.committed():
		user = factories.make_user("System Manager")
		data.let_in(user)
	someone = person("administrator")
	someone.log_in(user, data.password())
	someone.open_form("Workflow", DOCTYPE)
	someone.settle()
	someone.page.get_by_role("button", name=zh("Check Chain")).click()
	expect(someone.dialog.locator(".sink-findings li").first).to_be_visible()
	speaks_chinese(someone.dialog.locator(".sink-findings"))
	someone.dialog.locator(".btn-modal-close").click()
	expect(someone.page.locator(".modal.show")).to_have_count(0)

	someone.page.get_by_role("button", name=zh("Try It Out")).click()
	someone.fill_link(someone.dialog.locator("input[data-fieldname=user]"), waiting.secretary)
	someone.dialog.locator("select[data-fieldname=state]").select_option("Community Acceptance")
	someone.dialog.get_by_role("button", name=zh("Try It Out")).click()
	expect(someone.dialog.locator("tbody tr").first).to_be_visible()
	expect(someone.dialog.locator("tbody .indicator.green")).to_have_count(2)
	speaks_chinese(someone.dialog.locator("table"))


def speaks_chinese(where):
	"""But for conditions, which are shown as they are drawn."""
	lines = [line for line in where.inner_text().splitlines() if not line.strip().startswith("条件不成立")]
	assert english_left(lines) == []
