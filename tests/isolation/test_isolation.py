"""Every DocType x every stand x every door, asked over HTTP; the oracle says what each may see."""

import pytest

from tests.isolation import doors
from tests.isolation.oracle import levels
from tests.isolation.world import client
from tests.support.reading import readable

PEOPLE = (
	*("none", "guest", "member", "grid", "community", "street", "district", "sibling district"),
	*("city", "branch", "unit", "system", "revoked", "two stands"),
)


def pytest_generate_tests(metafunc):
	if "doctype" in metafunc.fixturenames:
		metafunc.parametrize("doctype", all_doctypes())


def all_doctypes() -> list[str]:
	"""Asked of the site, so that a DocType made later is in; none where no site is connected."""
	import frappe

	if not getattr(frappe.local, "db", None):
		return []
	from tests.isolation.world import doctypes

	return doctypes()


@pytest.fixture(params=PEOPLE)
def person(request, isolation):
	return isolation.people[request.param]


@pytest.fixture
def who(person, isolation, log_in):
	return client(isolation.url, person, log_in)


def test_lists_and_counts(doctype, person, who, oracle, probes):
	visible = oracle.visible(person, doctype)
	known = {row["name"] for row in oracle.records(doctype)}
	for door, ask in doors.ROWS.items():
		got = ask(who, doctype) & known
		probes.note(door, got - visible, got and visible - got)
	for door, ask in doors.SOME_ROWS.items():
		probes.note(door, ask(who, doctype) & known - visible)
	for door, ask in (doors.COUNTS | doors.SOME_COUNTS).items():
		got = ask(who, doctype)
		probes.note(door, got > len(visible) and f"{got} counted, {len(visible)} visible")
	probes.check()


def test_planted_records(doctype, person, who, isolation, oracle, probes):
	import frappe

	planted = isolation.planted.get(doctype, {})
	visible = oracle.visible(person, doctype)
	meta = frappe.get_meta(doctype)
	for side, record in planted.items():
		is_theirs = record["name"] in visible
		forbidden = isolation.forbidden(doctype, side, levels(person, meta) if is_theirs else None)
		# of a record that is theirs with all its levels nothing can leak
		for door, ask in doors.NAMED.items() if forbidden else ():
			text = readable(ask(who, doctype, record["name"]))
			probes.note(door, [mark for mark in forbidden if mark in text])
		for door, ask in doors.GUESSED.items() if not is_theirs else ():
			text = readable(ask(who, doctype, record["mark"]))
			probes.note(door, not is_theirs and record["name"] in text)
		for field, mark in looked_for(meta, forbidden, record["mark"]):
			for door, ask in doors.LOOKED_FOR.items():
				text = readable(ask(who, doctype, field, mark))
				probes.note(f"{door} on {field}", record["name"] in text)
		answer = who.ask("GET", record["file_url"])
		leaked = not is_theirs and record["mark"] in answer.text
		probes.note("file's bytes", leaked, is_theirs and not answer.ok)
	for door, ask in doors.ROWS_TO_READ.items():
		text = readable(ask(who, doctype))
		for side, record in planted.items():
			is_theirs = record["name"] in visible
			forbidden = isolation.forbidden(doctype, side, levels(person, meta) if is_theirs else None)
			probes.note(door, [mark for mark in forbidden if mark in text])
	probes.check()


def looked_for(meta, forbidden: list[str], mark: str) -> list[tuple[str, str]]:
	"""One field of each kind that may not be read: of the record, or of the levels above one's own."""
	found = {}
	for each in meta.fields:
		text = f"{mark}L{each.permlevel or 0}"
		if each.fieldtype in ("Data", "Small Text") and any(text.startswith(one) for one in forbidden):
			found.setdefault(each.permlevel, (each.fieldname, text))
	return list(found.values())


def test_what_hangs_on_records(person, who, isolation, oracle, probes):
	for door, ask in doors.WIDE.items():
		text = readable(ask(who))
		for doctype, sides in isolation.planted.items():
			visible = oracle.visible(person, doctype)
			hidden = [record for record in sides.values() if record["name"] not in visible]
			leaks = [record["mark"] for record in hidden if record["mark"] in text or record["name"] in text]
			probes.note(f"{door} on {doctype}", leaks)
	probes.check()
