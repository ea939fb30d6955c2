"""Who stands elsewhere gets nothing of a registration, whichever door they try; who stands there gets it."""

import frappe
import pytest

from tests.http import doors
from tests.http.doors import CHANGES, DOCTYPE, LISTS, NAMED
from tests.support import data
from tests.support.client import Client
from tests.support.reading import readable

# Doors that show the rightful secretary nothing of the person either: nothing to tell a leak from.
SHUT_TO_ALL = {
	*("global search", "link preview", "link title", "link title of the member"),
	*("files", "comments", "versions", "steps", "open steps"),
}
STRANGERS = ("neighbour_secretary", "other_organizer", "Guest")


@pytest.fixture(params=STRANGERS)
def stranger(request, world, log_in, served) -> Client:
	return Client(served) if request.param == "Guest" else log_in(getattr(world, request.param))


@pytest.fixture
def rightful(world, log_in) -> Client:
	return log_in(world.secretary)


@pytest.fixture
def registration(world):
	return world.registration


def traces(registration) -> list[str]:
	"""What of a registration nobody else's page may show."""
	shown = [registration.name, registration.member_name, registration.mobile, registration.wanted_post]
	return [*shown, registration.wanted_post.replace("岗位", "理由")]


def leaked(registration, answer, known: str = "") -> list[str]:
	text = readable(answer)
	return [trace for trace in traces(registration) if trace in text and trace != known]


@pytest.mark.parametrize("door", LISTS)
def test_strangers_find_nothing(door, stranger, registration):
	# what the asker typed may be said back
	known = registration.member_name if "search" in door else ""
	assert leaked(registration, LISTS[door](stranger, registration), known) == []


@pytest.mark.parametrize("door", NAMED)
def test_strangers_see_nothing_of_a_record_they_can_name(door, stranger, registration):
	assert leaked(registration, NAMED[door](stranger, registration), registration.name) == []


@pytest.mark.parametrize("door", CHANGES)
def test_strangers_change_nothing(door, stranger, registration):
	before = state_of(registration)
	answer = CHANGES[door](stranger, registration)
	data.look_again()
	assert not answer.ok
	assert state_of(registration) == before


def test_strangers_count_nothing(stranger, registration):
	filters = [[DOCTYPE, "member_name", "=", registration.member_name]]
	for function in ("frappe.desk.reportview.get_count", "frappe.client.get_count"):
		assert not stranger.call(function, doctype=DOCTYPE, filters=doors.json_list(filters)).message


@pytest.mark.parametrize("door", sorted((LISTS | NAMED).keys() - SHUT_TO_ALL))
def test_the_rightful_secretary_finds_it_by_the_same_door(door, rightful, registration):
	answer = (LISTS | NAMED)[door](rightful, registration)
	assert answer.ok, answer.text[:500]
	assert leaked(registration, answer)


def test_the_rightful_secretary_counts_it(rightful, registration):
	filters = [[DOCTYPE, "member_name", "=", registration.member_name]]
	answer = rightful.call(
		"frappe.desk.reportview.get_count", doctype=DOCTYPE, filters=doors.json_list(filters)
	)
	assert answer.message == 1


def state_of(registration) -> list:
	"""All that hangs on a registration and its member, as the database holds it."""
	name = {"reference_doctype": DOCTYPE, "reference_name": registration.name}
	return [
		frappe.db.get_value(DOCTYPE, registration.name, "*"),
		frappe.db.get_value("Sink Member", registration.member, "*"),
		frappe.db.count("Comment", name),
		frappe.db.count("ToDo", {"reference_type": DOCTYPE, "reference_name": registration.name}),
		frappe.db.count("DocShare", {"share_doctype": DOCTYPE, "share_name": registration.name}),
		frappe.db.count("Tag Link", {"document_type": DOCTYPE, "document_name": registration.name}),
		frappe.db.count("File", {"attached_to_doctype": DOCTYPE, "attached_to_name": registration.name}),
	]
