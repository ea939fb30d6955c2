"""Many thumbs on one order: as many hold it as it wants, the rest queue as they came, no deadlock is seen."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import frappe
import pytest

from sink_app.service.orders import claiming
from sink_app.tests import service
from tests.support import data
from tests.support.client import Client

CLIENTS, WANTED = 24, 5
PHONE = "sink_app.service.orders.phone"


@pytest.fixture(scope="module")
def members(world, log_in) -> list[Client]:
	"""Members who are placed in the community, each at a phone of their own."""
	with data.committed():
		users = [member.user for member in service.make_server(world, CLIENTS)]
		data.let_in(*users)
	return [log_in(user) for user in users]


@pytest.fixture
def order(world) -> str:
	with data.committed():
		return service.open_order(world.community, head_count=WANTED).name


def at_once(clients: list[Client], press) -> list:
	barrier = Barrier(len(clients))

	def one(client: Client):
		barrier.wait()
		return press(client)

	with ThreadPoolExecutor(len(clients)) as pool:
		return list(pool.map(one, clients))


def claims_of(order: str) -> list:
	data.look_again()
	fields = ["name", "member", "status", "place", "owner"]
	return frappe.get_all("Sink Order Claim", {"service_order": order}, fields, order_by="place asc")


def test_ord_01_exactly_as_many_hold_an_order_as_it_wants_and_the_rest_queue(members, order):
	answers = at_once(members, lambda client: client.call(f"{PHONE}.claim", order=order))
	assert all(answer.ok for answer in answers), [answer.text for answer in answers if not answer.ok]
	claims = claims_of(order)
	assert [row.place for row in claims] == list(range(1, CLIENTS + 1))
	assert [row.status for row in claims] == ["Taken"] * WANTED + ["Waiting"] * (CLIENTS - WANTED)
	# what each was told is what was written
	told = {
		client.user: (answer.message["status"], answer.message["place"])
		for client, answer in zip(members, answers, strict=True)
	}
	assert told == {row.owner: (row.status, row.place) for row in claims}
	row = frappe.db.get_value(
		"Sink Order", order, ["taken", "waiting", "accepted", "arrivals", "workflow_state"]
	)
	assert tuple(row) == (WANTED, CLIENTS - WANTED, WANTED, CLIENTS, "Order Accepted")


def test_all_give_up_at_once_while_others_wait_and_the_places_pass_on_in_turn(members, order):
	at_once(members, lambda client: client.call(f"{PHONE}.claim", order=order))
	held = {row.owner: row.name for row in claims_of(order) if row.status == "Taken"}
	leaving = [client for client in members if client.user in held]
	answers = at_once(
		leaving,
		lambda client: client.call(f"{PHONE}.give_up", claim=held[client.user], reason="临时加班"),
	)
	assert all(answer.ok for answer in answers), [answer.text for answer in answers]
	claims = claims_of(order)
	assert Counter(row.status for row in claims) == {
		"Given Up": WANTED,
		"Taken": WANTED,
		"Waiting": CLIENTS - 2 * WANTED,
	}
	assert [row.place for row in claims if row.status == "Taken"] == list(range(WANTED + 1, 2 * WANTED + 1))
	assert frappe.db.get_value("Sink Order", order, "taken") == WANTED


def test_giving_up_and_claiming_across_two_orders_breaks_nothing(members, world):
	with data.committed():
		orders = [service.open_order(world.community, head_count=2).name for _turn in range(2)]

	def press(client: Client) -> list:
		said = []
		for order in orders if members.index(client) % 2 else reversed(orders):
			answer = client.call(f"{PHONE}.claim", order=order)
			said.append(answer)
			held = [row for row in client.call(f"{PHONE}.orders").message["held"] if row["may_give_up"]]
			said.append(client.call(f"{PHONE}.give_up", claim=held[0]["name"], reason="走不开"))
		return said

	answers = [answer for said in at_once(members, press) for answer in said]
	assert all(answer.ok for answer in answers), {answer.text[:300] for answer in answers if not answer.ok}
	for order in orders:
		counted = Counter(row.status for row in claims_of(order))
		row = frappe.db.get_value("Sink Order", order, ["taken", "waiting"])
		assert tuple(row) == (counted["Taken"], counted["Waiting"])
		assert counted["Taken"] <= 2


def test_one_member_pressing_many_times_holds_one_place(members, order, served):
	thumbs = []
	for _number in range(8):
		client = Client(served)
		client.session.cookies.update(members[-1].session.cookies)
		thumbs.append(client)
	answers = at_once(thumbs, lambda client: client.call(f"{PHONE}.claim", order=order))
	assert sum(answer.ok for answer in answers) == 1
	refused = {answer.refusal for answer in answers if not answer.ok}
	assert refused == {claiming.ClaimedAlready.__name__}
	assert len(claims_of(order)) == 1
	assert frappe.db.get_value("Sink Order", order, ["taken", "arrivals"]) == (1, 1)


def test_a_dispatcher_and_the_members_at_once_pass_no_head_count(members, order, world, log_in):
	with data.committed():
		named = [member.name for member in service.make_server(world, WANTED)]
	secretary = log_in(world.secretary)

	def press(client: Client):
		if client is secretary:
			return client.call("sink_app.service.orders.doors.dispatch", order=order, members=named)
		return client.call(f"{PHONE}.claim", order=order)

	answers = at_once([*members, secretary], press)
	assert all(answer.status < 500 for answer in answers)
	held = [row for row in claims_of(order) if row.status == "Taken"]
	assert len(held) == WANTED == frappe.db.get_value("Sink Order", order, "taken")
