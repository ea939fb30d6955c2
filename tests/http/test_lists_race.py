"""Who presses at the same moment: a row has no more takers than it wants, a proposal one outcome."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import frappe
import pytest

from sink_app.approvals import steps
from sink_app.tests import factories
from tests.support import data

UNITS, WANTED, PRESSES = 6, 2, 4
LIST, CLAIM, REALLOCATION = "Sink Demand List", "Sink List Claim", "Sink Reallocation"
LISTS = "sink_app.service.lists.claims"
PROPOSAL = "Sink Concentration Proposal"
PROPOSALS = "sink_app.service.doctype.sink_concentration_proposal.sink_concentration_proposal"


@pytest.fixture
def place(served):
	"""Places and people of this test's own."""
	with data.committed():
		return factories.World()


def at_once(presses: list) -> list:
	barrier = Barrier(len(presses))

	def one(press):
		barrier.wait()
		return press()

	with ThreadPoolExecutor(len(presses)) as pool:
		answers = list(pool.map(one, presses))
	data.look_again()
	return answers


@pytest.fixture
def demands(place):
	"""A list in force, one row of which wants two takers."""
	with data.committed():
		item = {"demand_words": "老年人想定期量血压", "collected_by": "入户走访", "capacity": WANTED}
		made = factories.make(LIST, community=place.community.name, items=[item])
		for action in ("Submit List", "Put in Force"):
			steps.take(LIST, made.name, action)
	return made


@pytest.fixture
def organizers(place, log_in) -> list:
	"""(a unit that is paired with the community, its organizer's session)."""
	with data.committed():
		units = [factories.make_organization("Unit") for _number in range(UNITS)]
		for unit in units:
			factories.make("Sink Pairing", organization=unit.name, area=place.community.name)
		users = [factories.make_stand("Sink Unit Organizer", unit) for unit in units]
		data.let_in(*users)
	return [(unit.name, log_in(user)) for unit, user in zip(units, users, strict=True)]


def test_lst_11_a_row_has_no_more_takers_than_it_wants_however_many_press_at_once(demands, organizers):
	item = demands.items[0].name

	def press(unit, client):
		return lambda: client.call(f"{LISTS}.take_on", demand_list=demands.name, item=item, organization=unit)

	answers = at_once([press(*each) for each in organizers])
	refusals = Counter(answer.refusal for answer in answers if not answer.ok)
	assert refusals == {"EnoughTakers": UNITS - WANTED}
	kept = frappe.get_all(CLAIM, {"item": item}, pluck="name")
	assert sorted(answer.message for answer in answers if answer.ok) == sorted(kept)
	assert frappe.db.get_value("Sink Demand List Item", item, "claimed") == WANTED


def test_lst_11_nor_when_those_who_gave_it_back_want_it_again(demands, organizers):
	item = demands.items[0].name
	held = []
	for unit, client in organizers:
		about = {"demand_list": demands.name, "item": item, "organization": unit}
		held.append((client, client.call(f"{LISTS}.take_on", **about).message))
		assert client.call(f"{LISTS}.settle", claim=held[-1][1], status="Given Back").ok

	def press(client, claim):
		return lambda: client.call(f"{LISTS}.settle", claim=claim, status="Taken On")

	answers = at_once([press(*each) for each in held])
	refusals = Counter(answer.refusal for answer in answers if not answer.ok)
	assert refusals == {"EnoughTakers": UNITS - WANTED}
	assert frappe.db.count(CLAIM, {"item": item, "status": "Taken On"}) == WANTED
	assert frappe.db.get_value("Sink Demand List Item", item, "claimed") == WANTED


def test_reg_21_a_proposal_becomes_reallocations_once_however_often_it_is_pressed(place, log_in):
	with data.committed():
		place.community.db_set("households", 12)
		place.neighbour.db_set("households", 60)
		for _each in range(5):
			factories.make_placed(factories.make_member(place.branch), place.community, place.grid)
		officer = factories.make_stand("Sink Street Officer", place.street)
		data.let_in(officer)
		with factories.as_user(officer):
			proposal = frappe.get_doc({"doctype": PROPOSAL, "area": place.street.name}).insert()
	client = log_in(officer)
	answers = at_once([lambda: client.call(f"{PROPOSALS}.draft", name=proposal.name)] * PRESSES)
	refusals = Counter(answer.refusal for answer in answers if not answer.ok)
	assert refusals == {"DraftedAlready": PRESSES - 1}
	assert frappe.db.count(REALLOCATION, {"from_community": place.community.name}) == 1
