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
		factories.make_registration(frappe.get_doc(MEMBER, name), world.community)
	return name


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
