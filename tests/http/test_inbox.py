"""What waits for one is in nobody else's inbox, number or bulk approval."""

import pytest

from tests.http.doors import DOCTYPE
from tests.support import data

STRANGERS = ("neighbour_secretary", "other_organizer")
INBOX, BULK = "sink_app.approvals.inbox", "sink_app.approvals.bulk"
STATE, BACK = "Community Acceptance", "Send Back"


@pytest.fixture(params=STRANGERS)
def stranger(request, world, log_in):
	return log_in(getattr(world, request.param))


@pytest.fixture
def rightful(world, log_in):
	return log_in(world.secretary)


def test_strangers_count_nothing(stranger):
	assert stranger.fetch(f"{INBOX}.count").message == {"count": 0, "more": False}
	assert stranger.fetch(f"{INBOX}.kinds").message == []


def test_the_rightful_secretary_counts_what_waits(rightful):
	assert rightful.fetch(f"{INBOX}.count").message == {"count": 1, "more": False}
	assert [kind["count"] for kind in rightful.fetch(f"{INBOX}.kinds").message] == [1]


def test_guests_are_told_nothing(served):
	from tests.support.client import Client

	for door in ("count", "kinds", "rows"):
		answer = Client(served).fetch(f"{INBOX}.{door}")
		assert answer.status in (401, 403), (door, answer.status)


def test_strangers_take_nothing_in_bulk(stranger, world):
	registration = world.registration
	run = stranger.call(
		f"{BULK}.start",
		doctype=DOCTYPE,
		state=STATE,
		action=BACK,
		names=[registration.name],
		reason="不行",
	).message
	ended = stranger.call(f"{BULK}.go_on", run=run["name"])
	assert (ended.message["done"], ended.message["refused"]) == (0, 1)
	assert registration.member_name not in ended.text
	data.look_again()
	registration.reload()
	assert registration.workflow_state == STATE


def test_all_that_waits_for_a_stranger_is_nothing(stranger):
	answer = stranger.call(f"{BULK}.start", doctype=DOCTYPE, state=STATE, action=BACK, reason="不行")
	assert answer.refusal == "NothingPicked"


def test_a_run_is_read_by_its_starter_only(rightful, stranger, world):
	run = rightful.call(
		f"{BULK}.start", doctype=DOCTYPE, state=STATE, action=BACK, names=[world.registration.name]
	).message
	for door in ("status", "go_on"):
		assert stranger.call(f"{BULK}.{door}", run=run["name"]).refusal == "NotYourRun"
	for doctype in ("Sink Bulk Approval", "Sink Bulk Approval Row"):
		assert not stranger.get_list(doctype).ok
	# without a reason nothing is sent back: the row says so
	ended = rightful.call(f"{BULK}.go_on", run=run["name"]).message
	assert (ended["done"], ended["refused"]) == (0, 1)
