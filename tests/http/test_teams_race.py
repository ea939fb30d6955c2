"""Many captains at once: a member gets into two service teams and no third, and no answer is an error."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import frappe
import pytest

from sink_app.service.teams import joining
from sink_app.tests import factories
from tests.support import data
from tests.support.client import Client

TEAMS, ALLOWED = 10, 2
DOOR = "sink_app.service.teams.phone.answer"


@pytest.fixture
def asked(world, log_in) -> list[tuple[Client, str]]:
	"""A captain at a phone each, with an application of the same member before them."""
	with data.committed():
		member = factories.make_member(world.branch)
		factories.make_placed(member, world.community, world.grid)
		captains = []
		for _number in range(TEAMS):
			user = factories.make_user("Sink Member")
			captain = factories.make_member(world.branch, user=user)
			team = factories.make_team(world.community, captain, recruiting=1)
			captains.append((user, joining.apply(member.name, team.name).name))
		data.let_in(*(user for user, _application in captains))
	return [(log_in(user), application) for user, application in captains]


def at_once(pairs: list, press) -> list:
	barrier = Barrier(len(pairs))

	def one(pair):
		barrier.wait()
		return press(*pair)

	with ThreadPoolExecutor(len(pairs)) as pool:
		return list(pool.map(one, pairs))


def test_team_12_ten_captains_take_one_member_at_once_and_two_get_them(asked):
	answers = at_once(asked, lambda client, name: client.call(DOOR, application=name, accepts=True))
	data.look_again()
	assert Counter(answer.ok for answer in answers) == {True: ALLOWED, False: TEAMS - ALLOWED}
	assert {answer.refusal for answer in answers if not answer.ok} == {"TooManyTeams"}
	applications = [name for _client, name in asked]
	states = frappe.get_all(
		"Sink Team Application", {"name": ("in", applications)}, ["member", "workflow_state"]
	)
	assert Counter(row.workflow_state for row in states) == {
		"In the Team": ALLOWED,
		"Application Open": TEAMS - ALLOWED,
	}
	assert frappe.db.count("Sink Team Seat", {"member": states[0].member}) == ALLOWED
	assert frappe.db.count("Sink Team Member", {"member": states[0].member}) == ALLOWED


def test_many_are_taken_into_one_team_at_once_and_nobody_is_lost(world, log_in):
	with data.committed():
		user = factories.make_user("Sink Member")
		captain = factories.make_member(world.branch, user=user)
		team = factories.make_team(world.community, captain, recruiting=1, quota=6)
		names = []
		for _number in range(10):
			member = factories.make_member(world.branch)
			factories.make_placed(member, world.community, world.grid)
			names.append(joining.apply(member.name, team.name).name)
		data.let_in(user)
	first = log_in(user)
	thumbs = []
	for name in names:
		client = Client(first.url)
		client.session.cookies.update(first.session.cookies)
		thumbs.append((client, name))
	answers = at_once(thumbs, lambda client, name: client.call(DOOR, application=name, accepts=True))
	data.look_again()
	assert sum(answer.ok for answer in answers) == 5
	assert {answer.refusal for answer in answers if not answer.ok} == {"TeamFull"}
	team.reload()
	assert (team.member_count, len(team.members), team.recruiting) == (6, 6, 0)
	assert sorted(row.idx for row in team.members) == [1, 2, 3, 4, 5, 6]
