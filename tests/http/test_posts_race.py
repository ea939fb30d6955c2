"""Many thumbs on one post: as many get it as are wanted, the others are told, and nobody is counted twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import frappe
import pytest

from sink_app.tests import factories
from tests.support import data
from tests.support.client import Client

CLIENTS, WANTED = 20, 3
DOOR = "sink_app.registration.phone_posts.claim"


@pytest.fixture
def post(world):
	with data.committed():
		return factories.make_position(world.community, headcount=WANTED).name


@pytest.fixture(scope="module")
def members(world, log_in) -> list[Client]:
	"""Twenty members who are placed in the community, each at a phone of their own."""
	with data.committed():
		users = [factories.make_user("Sink Member") for _ in range(CLIENTS)]
		for user in users:
			member = factories.make_member(world.branch, user=user)
			factories.make_placed(member, world.community, world.grid)
		data.let_in(*users)
	return [log_in(user) for user in users]


def at_once(clients: list[Client], press) -> list:
	barrier = Barrier(len(clients))

	def one(client: Client):
		barrier.wait()
		return press(client)

	with ThreadPoolExecutor(len(clients)) as pool:
		return list(pool.map(one, clients))


def test_reg_23_twenty_claim_a_post_for_three_and_exactly_three_get_it(members, post):
	answers = at_once(members, lambda client: client.call(DOOR, position=post))
	data.look_again()
	assert Counter(answer.ok for answer in answers) == {True: WANTED, False: CLIENTS - WANTED}
	refused = [answer for answer in answers if not answer.ok]
	assert {(answer.status, answer.refusal) for answer in refused} == {(417, "HeadcountReached")}
	held = frappe.get_all("Sink Position Assignment", {"position": post}, ["member", "workflow_state"])
	assert len({row.member for row in held}) == len(held) == WANTED
	assert {row.workflow_state for row in held} == {"Post Claimed"}
	position = frappe.db.get_value("Sink Position", post, ["taken", "status"])
	assert tuple(position) == (WANTED, "Filled")


def test_one_member_pressing_many_times_holds_one_post_once(members, post, served):
	thumbs = []
	for _number in range(8):
		client = Client(served)
		client.session.cookies.update(members[-1].session.cookies)
		thumbs.append(client)
	answers = at_once(thumbs, lambda client: client.call(DOOR, position=post))
	data.look_again()
	assert sum(answer.ok for answer in answers) == 1
	assert all(answer.status < 500 for answer in answers)
	assert frappe.db.count("Sink Position Assignment", {"position": post}) == 1
	assert frappe.db.get_value("Sink Position", post, "taken") == 1
