"""A planted id number and mobile: no list, link, export, log, version, mail or error shows them."""

import json
from pathlib import Path

import frappe
import pytest
from pypika.terms import Criterion

from sink_app.tests import factories
from sink_app.tests.numbers import id_number
from tests.support import bench, data
from tests.support.client import Client
from tests.support.reading import readable

MEMBER, REGISTRATION = "Sink Member", "Sink Registration"
# area 429900 was never given out
ID_NUMBER = id_number("42990019850307117")
MOBILE = "19987650123"
PLANTED = (MOBILE, ID_NUMBER)
SHOWN_MOBILE = "199****0123"


@pytest.fixture(scope="module")
def member(world, log_in) -> str:
	"""A member whose numbers came in over HTTP, were saved again, refused, and repeated on a registration."""
	organizer = log_in(world.organizer)
	facts = {"member_name": f"藏{world.mark}", "organization": world.branch.name}
	made = organizer.insert(MEMBER, **facts, mobile=MOBILE, id_number=ID_NUMBER)
	assert made.ok, made.text
	name = made.data["name"]
	assert not planted_in(made.text)
	record = {**organizer.get(MEMBER, name).data, "hobbies": "书法"}
	saved = organizer.call("frappe.desk.form.save.savedocs", doc=record, action="Save")
	assert saved.ok, saved.text
	data.look_again()
	with data.committed():
		doc = frappe.get_doc(MEMBER, name)
		doc.user = factories.make_user("Sink Member")
		doc.save()
		factories.make_registration(doc, world.community)
		data.let_in(doc.user)
	return name


@pytest.fixture(scope="module")
def self(member, log_in) -> Client:
	"""The member at the phone page."""
	return log_in(frappe.db.get_value(MEMBER, member, "user"))


def planted_in(text: str) -> list[str]:
	return [number for number in PLANTED if number in text]


DOORS = {
	"record": lambda who, name: who.get(MEMBER, name),
	"form": lambda who, name: who.fetch("frappe.desk.form.load.getdoc", doctype=MEMBER, name=name),
	"list": lambda who, name: who.get_list(MEMBER, fields=["*"]),
	"registrations": lambda who, name: who.get_list(REGISTRATION, fields=["*"], filters={"member": name}),
	"link search": lambda who, name: who.search_link(MEMBER, "藏"),
	"link's fetched fields": lambda who, name: who.call(
		"frappe.client.validate_link", doctype=MEMBER, docname=name, fields=["mobile", "id_number"]
	),
	"CSV": lambda who, name: export(who, "CSV"),
	"Excel": lambda who, name: export(who, "Excel"),
	"print": lambda who, name: who.print_view(MEMBER, name, format="Standard"),
	"PDF": lambda who, name: who.pdf(MEMBER, name, format="Standard"),
}


def export(who: Client, kind: str):
	fields = [f"`tab{MEMBER}`.`{column}`" for column in ("name", "member_name", "mobile", "id_number")]
	return who.call(
		"frappe.desk.reportview.export_query",
		doctype=MEMBER,
		file_format_type=kind,
		title="名册",
		fields=json.dumps(fields),
		reason=f"给{MOBILE}打电话",
		filters=json.dumps([[MEMBER, "member_name", "!=", f"{ID_NUMBER} {MOBILE}"]]),
	)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_shows_a_mask(door, member, world, log_in):
	answer = DOORS[door](log_in(world.organizer), member)
	assert answer.ok, answer.text[:500]
	shown = readable(answer)
	assert planted_in(shown) == []
	if "link search" not in door:
		assert SHOWN_MOBILE in shown


def test_an_error_repeats_no_number(member, world, log_in):
	organizer = log_in(world.organizer)
	again = organizer.insert(
		MEMBER, member_name="同号", organization=world.branch.name, mobile=MOBILE, id_number=ID_NUMBER
	)
	assert again.refusal == "MemberExists"
	assert planted_in(again.text) == []
	wrong = ID_NUMBER[:-1] + ("1" if ID_NUMBER[-1] != "1" else "2")
	refused = organizer.put(MEMBER, member, id_number=wrong)
	assert refused.refusal == "IdNumberWrong"
	assert wrong not in refused.text


def test_who_has_to_call_sees_the_number_and_the_look_is_kept(member, world, log_in):
	organizer = log_in(world.organizer)
	asked = {"doctype": MEMBER, "name": member, "field": "mobile"}
	door = "sink_app.personal.doors.reveal"
	assert organizer.call(door, **asked).refusal == "RevealReasonMissing"
	assert organizer.call(door, **asked, reason="通知周六活动").message == {"value": MOBILE}
	data.look_again()
	look = frappe.get_last_doc("Sink Personal Reveal", {"person": member})
	assert (look.user, look.reason, look.reference_field) == (world.organizer, "通知周六活动", "mobile")
	registration = frappe.db.get_value(REGISTRATION, {"member": member})
	through = {"doctype": REGISTRATION, "name": registration, "field": "mobile", "reason": "核对"}
	assert log_in(world.secretary).call(door, **through).message == {"value": MOBILE}
	assert log_in(world.neighbour_secretary).call(door, **through).status == 403


FIND = "sink_app.personal.finding.find"
PHONE = "sink_app.registration.phone_privacy"


@pytest.mark.parametrize("number", PLANTED)
def test_a_complete_number_finds_its_holder_for_who_may_read_it(number, member, world, log_in):
	organizer, stranger = log_in(world.organizer), log_in(world.other_organizer)
	assert [one["value"] for one in organizer.search_link(MEMBER, number).body["results"]] == [member]
	spaced = f"{number[:3]} {number[3:]}"
	assert [one["name"] for one in organizer.call(FIND, doctype=MEMBER, number=spaced).message] == [member]
	for part in (number[:-1], number[1:], number[:7]):
		assert organizer.search_link(MEMBER, part).body["results"] == []
		assert organizer.call(FIND, doctype=MEMBER, number=part).message == []
	# out of reach and nobody's are told alike
	other = "19987650124" if number == MOBILE else id_number("42990019850307118")
	for ask in (
		lambda wanted: stranger.search_link(MEMBER, wanted),
		lambda wanted: stranger.call(FIND, doctype=MEMBER, number=wanted),
	):
		assert ask(number).body == ask(other).body


def test_a_number_in_an_address_finds_nothing(member, world, log_in):
	organizer = log_in(world.organizer)
	other = "19987650125"
	with data.committed():
		factories.make_member(world.branch, member_name=f"址{world.mark}", mobile=other)
	found = organizer.fetch("frappe.desk.search.search_link", doctype=MEMBER, txt=other)
	assert found.body["results"] == []
	assert organizer.fetch(FIND, doctype=MEMBER, number=other).status == 403


def test_who_may_look_for_numbers_is_held_back_from_trying_them_out(member, world, log_in):
	from sink_app.personal import finding

	key = frappe.cache.make_key(f"sink_number_search:{world.secretary}")
	frappe.cache.set(key, finding.MOST_AN_HOUR - 1)
	secretary = log_in(world.secretary)
	# the organizer's member is not the secretary's to read: what is counted is the asking
	assert secretary.call(FIND, doctype=MEMBER, number=MOBILE).body.get("_server_messages") is None
	assert "_server_messages" in secretary.call(FIND, doctype=MEMBER, number=MOBILE).body
	frappe.cache.delete(key)


def test_the_member_sees_corrects_copies_and_withdraws(member, self, world, log_in):
	log_in(world.organizer).call(
		"sink_app.personal.doors.reveal", doctype=MEMBER, name=member, field="mobile", reason=f"核对{MOBILE}"
	)
	page = self.fetch(f"{PHONE}.page")
	assert page.ok and planted_in(readable(page)) == []
	assert SHOWN_MOBILE in readable(page)
	assert "核对199****0123" in [look["reason"] for look in page.message["looks"]]
	shown = self.call(f"{PHONE}.show_number", doctype=MEMBER, name=member, field="id_number")
	assert shown.message == {"value": ID_NUMBER}
	copy = self.call(f"{PHONE}.copy")
	assert set(planted_in(readable(copy))) == set(PLANTED)
	asked = self.call(f"{PHONE}.ask_to_correct", fieldname="member_name", proposed=f"藏真 {ID_NUMBER}")
	assert "4201" not in asked.text and planted_in(asked.text) == []
	again = self.call(f"{PHONE}.ask_to_correct", fieldname="member_name", proposed=f"藏真 {ID_NUMBER}")
	assert again.refusal == "AskedAlready"
	assert self.call(f"{PHONE}.ask_to_correct", fieldname="hobbies", proposed="x").status == 403
	notice = page.message["consents"][1]["notice"]["name"]
	given = self.call(f"{PHONE}.give_consent", purpose="Publication of Contact Data", notice=notice)
	assert given.message[1]["is_given"]
	stale = self.call(f"{PHONE}.give_consent", purpose="Sensitive Data", notice=notice)
	assert stale.refusal == "ChangedMeanwhile"
	withdrawn = self.call(
		f"{PHONE}.withdraw_consent", purpose="Publication of Contact Data", note=f"别打{MOBILE}"
	)
	assert not withdrawn.message[1]["is_given"]
	assert planted_in(readable(withdrawn)) == []
	data.look_again()
	assert frappe.db.count("ToDo", {"reference_name": member, "allocated_to": world.organizer}) == 1
	assert frappe.db.count("Sink Personal Reveal", {"person": member, "user": self.user}) == 3


def test_nobody_else_opens_the_members_page(member, world, log_in):
	for user in (world.organizer, world.secretary):
		for door in ("page", "copy"):
			answer = log_in(user).call(f"{PHONE}.{door}")
			assert answer.refusal == "NoMemberRecord"
	guest = Client(log_in(world.organizer).url)
	assert guest.call(f"{PHONE}.copy").status == 403


def test_a_broken_search_logs_no_number(member, world, log_in):
	"""An error on the way is kept with what was asked; the number is not in it."""
	from sink_app.personal import finding

	asked = frappe.local.form_dict = frappe._dict(doctype=MEMBER, number=f" {MOBILE}", txt=MOBILE)
	try:
		assert finding.holders(MEMBER, MOBILE) == [member]
	finally:
		frappe.local.form_dict = frappe._dict()
	assert planted_in(json.dumps(asked)) == []


def test_what_is_due_tells_no_number(member):
	from sink_app.personal import retention

	told = json.dumps(
		[frappe.get_doc("Sink Retention Rule", name).as_dict() for name in retention._enabled()], default=str
	)
	assert planted_in(told) == []
	assert planted_in(json.dumps(retention.due_today())) == []


def test_no_table_and_no_log_holds_a_number(member):
	data.look_again()
	assert tables_with(PLANTED) == []
	folders = (bench.log("web").parent, Path(frappe.get_site_path("logs")), Path("..", "logs"))
	logs = {path for folder in folders if folder.is_dir() for path in folder.rglob("*.log*")}
	assert logs
	assert [path.name for path in logs if planted_in(path.read_text("utf-8", "replace"))] == []


def tables_with(numbers: tuple[str, ...]) -> list[str]:
	"""The tables of the site in which a text column holds one of the numbers."""
	columns: dict[str, list[str]] = {}
	for table, column in frappe.db.sql(
		"""select table_name, column_name from information_schema.columns
		where table_schema = database() and data_type in ('varchar', 'text', 'longtext', 'mediumtext')"""
	):
		columns.setdefault(table, []).append(column)
	found = []
	for name, texts in columns.items():
		table = frappe.qb.Table(name)
		holds = [table[text].like(f"%{number}%") for text in texts for number in numbers]
		if frappe.qb.from_(table).select(1).where(Criterion.any(holds)).limit(1).run():
			found.append(name)
	return found
