"""Teams and duty rosters as members, captains, a community and everybody else meet them."""

import re
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import NARROW, Phone
from tests.support.words import zh


@dataclass
class Place:
	"""A community with a service team and a duty team, their captain, and a member who is in neither."""

	world: object
	team: object
	duty: object
	captain: object
	member: object


@pytest.fixture
def place(site) -> Place:
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("组队")
		people = []
		for name in ("梅队长", "竺同事", "蔺新人"):
			user = factories.make_user("Sink Member")
			member = factories.make_member(world.branch, user=user, member_name=name)
			factories.make_placed(member, world.community, world.grid)
			people.append(member)
		team = factories.make_team(
			world.community,
			people[0],
			team_name="银发关爱服务队",
			services="陪同就医、代买药品、教用手机",
			frequency="每周六上午",
			office_contact="027-81970001",
			recruiting=1,
			quota=6,
			recruiting_words="会说方言的同志尤其欢迎。",
		)
		duty = factories.make_team(
			world.community, *people, kind="Duty Team", team_name="值班一队", organization=world.unit.name
		)
		data.let_in(*(each.user for each in people), world.secretary, world.organizer)
	return Place(world, team, duty, people[0], people[2])


def phone_of(person, name: str, user: str) -> Phone:
	someone = person(name, phone=True)
	someone.page.set_viewport_size(NARROW)
	someone.log_in(user, data.password())
	return Phone(someone)


def fits(phone: Phone) -> None:
	"""Nothing is wider than the phone."""
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def card(phone: Phone, words: str):
	return phone.page.locator("section.card").filter(has_text=words)


def test_team_06_a_member_applies_by_phone_and_the_captain_takes_them_in(person, place, look):
	member = phone_of(person, "member", place.member.user)
	member.home()
	card(member, zh("My Teams")).get_by_role("link").tap()
	joining = card(member, "银发关爱服务队").filter(has_text="会说方言")
	joining.locator("textarea").fill("会理发，周六都有空")
	fits(member)
	look(member.person, "140-phone-teams-to-join")
	joining.get_by_role("button").tap()
	expect(member.page.locator(".notice")).to_contain_text("银发关爱服务队")
	expect(card(member, "银发关爱服务队").locator(".state")).to_have_text(zh("Application Open"))

	captain = phone_of(person, "captain", place.captain.user)
	captain.home()
	look(captain.person, "141-phone-captain-home")
	card(captain, zh("My Teams")).get_by_role("link", name=zh("Answer")).tap()
	asked = card(captain, "会理发")
	fits(captain)
	look(captain.person, "142-phone-captain-answers")
	asked.get_by_role("button", name=zh("Take Into Team")).tap()
	expect(captain.page.locator(".notice")).to_contain_text("蔺新人")
	expect(card(captain, "陪同就医")).to_contain_text("蔺新人")

	member.home()
	expect(card(member, zh("My Teams"))).to_contain_text("银发关爱服务队")
	card(member, zh("My Teams")).get_by_role("link").tap()
	own = card(member, "陪同就医")
	own.get_by_role("button", name=zh("Leave Team")).tap()
	own.get_by_role("button", name=zh("Really Leave")).tap()
	expect(member.page.locator(".notice")).to_contain_text("银发关爱服务队")


def test_team_05_everybody_reads_which_teams_look_for_people(person, place, look):
	everybody = person("everybody", phone=True)
	everybody.page.set_viewport_size(NARROW)
	everybody.open(f"/teams?q={place.world.community.area_name}")
	shown = everybody.page.locator("article.card")
	expect(shown).to_contain_text("银发关爱服务队")
	expect(shown).to_contain_text("027-81970001")
	assert everybody.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
	look(everybody, "143-public-teams")


def draft_of_roster(place) -> str:
	"""Two weeks from next Monday, one a day."""
	from sink_app.tests import factories

	monday = add_days(getdate(nowdate()), 7 - getdate(nowdate()).weekday())
	with data.committed(), factories.as_user(place.world.organizer):
		roster = {"doctype": "Sink Duty Roster", "team": place.duty.name, "per_day": 1}
		roster |= {"from_date": monday, "to_date": add_days(monday, 11)}
		return frappe.get_doc(roster).insert().name


def test_team_23_a_roster_is_generated_published_and_a_day_is_changed(person, place, look):
	organizer = person("organizer")
	organizer.log_in(place.world.organizer, data.password())
	organizer.open_form("Sink Duty Roster", draft_of_roster(place))
	organizer.settle()
	organizer.page.get_by_role("button", name=zh("Generate Shifts")).click()
	expect(organizer.page.locator(".sink-day")).to_have_count(10)
	organizer.settle()
	look(organizer, "144-form-roster")
	organizer.act(zh("Publish Roster"))
	pill = organizer.page.locator(".page-container:visible .page-title .indicator-pill")
	expect(pill).to_have_text(zh("Roster Published"))
	change_a_day(person, place, look)
	data.look_again()
	assert frappe.db.exists(
		"Sink Duty Shift", {"member": place.member.name, "stood_in_for": place.captain.name}
	)


def change_a_day(person, place, look) -> None:
	"""The captain asks, the other says yes."""
	captain = phone_of(person, "captain", place.captain.user)
	captain.home()
	card(captain, zh("My Duties")).get_by_role("link").tap()
	first = captain.page.locator("section.card").first
	first.get_by_role("button", name=zh("Change With Somebody")).tap()
	first.locator("select").first.select_option(label="蔺新人")
	fits(captain)
	look(captain.person, "145-phone-duty")
	first.get_by_role("button", name=zh("Ask"), exact=True).tap()
	expect(captain.page.locator(".notice")).to_be_visible()

	member = phone_of(person, "member", place.member.user)
	member.home()
	card(member, zh("My Duties")).get_by_role("link", name=zh("Answer")).tap()
	asked = member.page.locator("section.card").filter(has_text="梅队长")
	look(member.person, "146-phone-duty-answer")
	asked.get_by_role("button", name=zh("Yes, I do")).tap()
	expect(member.page.locator(".notice")).to_be_visible()


def test_the_forms_lists_and_reports(person, look):
	secretary = person("community")
	secretary.log_in(data.demo_user("community"), data.password())
	for name, doctype, filters in (
		("147-form-team", "Sink Team", {"team_name": "经院社区政策宣讲服务队"}),
		("148-form-work-team", "Sink Team", {"team_name": "机关党委社区工作队"}),
		("149-form-filing", "Sink Team Filing", {"owner": data.demo_user("community")}),
	):
		secretary.open_form(doctype, frappe.db.get_value(doctype, filters))
		secretary.settle()
		look(secretary, name)
	for name, path in (
		("150-list-teams", "sink-team"),
		("151-list-shifts", "sink-duty-shift"),
		("152-report-candidates", "query-report/Sink Captain Candidates"),
		("153-report-no-team", "query-report/Sink Members in No Team"),
		("154-report-grids", "query-report/Sink Grids without Squad"),
		("155-report-balance", "query-report/Sink Team Activity Balance"),
		("156-report-coverage", "query-report/Sink Duty Coverage"),
	):
		secretary.open_desk(path)
		expect(secretary.page.locator(".list-row:visible, .dt-row:visible").first).to_be_visible()
		secretary.settle()
		look(secretary, name)
	secretary.open_desk("sink-duty-shift/view/calendar")
	expect(secretary.page.locator(".fc-view:visible").first).to_be_visible()
	secretary.settle()
	look(secretary, "157-calendar-shifts")


def test_team_04_a_card_is_ready_to_be_copied(person, place, look):
	secretary = person("secretary")
	secretary.log_in(place.world.secretary, data.password())
	secretary.open_form("Sink Team", place.team.name)
	secretary.settle()
	secretary.page.get_by_role("button", name=zh("Copy Team Card")).click()
	expect(secretary.dialog.locator("textarea")).to_have_value(re.compile("银发关爱服务队"))
	expect(secretary.dialog).to_contain_text("梅队长")
	look(secretary, "158-dialog-card")


def test_team_13_the_papers_are_printed_in_chinese(person):
	"""服务团队备案表 and 值班表, as PDF."""
	from tests.support.reading import pdf_text
	from tests.support.words import english_left

	secretary = person("community")
	secretary.log_in(data.demo_user("community"), data.password())
	filing = frappe.db.get_value("Sink Team Filing", {"owner": data.demo_user("community")})
	roster = frappe.db.get_value("Sink Duty Roster", {"owner": ("like", "%@demo.example")})
	team = frappe.db.get_value("Sink Team", {"team_name": "经院社区政策宣讲服务队"})
	for doctype, name, paper, words in (
		("Sink Team Filing", filing, "Sink Team Filing", ("服务团队备案表", "周承远", "****")),
		("Sink Duty Roster", roster, "Sink Duty Roster", ("值班表", "星期一", "喻国庆")),
		("Sink Team", team, "Sink Team Poster", ("经院社区政策宣讲服务队", "027-81970001")),
	):
		address = f"doctype={doctype}&name={name}&format={paper}"
		pdf = secretary.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
		assert pdf.headers["content-type"] == "application/pdf"
		text = pdf_text(pdf.body())
		assert all(word in text.replace(" ", "").replace("\n", "") for word in words), text
		assert english_left(text.split()) == []
