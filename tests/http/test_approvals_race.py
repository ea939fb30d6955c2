"""Many hands on one button: one of them acts, all others are told who did, and nothing happens twice."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import frappe
import pytest

from sink_app.approvals import persons, signatures, steps
from sink_app.tests import factories
from tests.support import data
from tests.support.client import Answer, Client

DOCTYPE = "Sink Registration"
CLIENTS = 64
ACTION, BEFORE, AFTER = "Send Back", "Community Acceptance", "Returned"


@pytest.fixture(scope="module")
def secretaries(world) -> list[str]:
	"""Four people who may take the same step."""
	with data.committed():
		users = [factories.make_stand("Sink Community Secretary", world.community) for _ in range(4)]
		data.let_in(*users)
	return users


@pytest.fixture
def waiting(world):
	"""A registration that waits for its community."""
	with data.committed():
		member = factories.make_member(world.branch)
		made = factories.make_registration(member, world.community)
		steps.take(DOCTYPE, made.name, "Forward to Community")
	return made.name


@pytest.fixture
def clients(secretaries, log_in, served) -> list[Client]:
	"""Sixty-four browsers, each with a connection of its own, of four people."""
	made = []
	for number in range(CLIENTS):
		client = Client(served)
		client.session.cookies.update(log_in(secretaries[number % len(secretaries)]).session.cookies)
		made.append(client)
	return made


def press_at_once(clients: list[Client], press) -> list[Answer]:
	barrier = Barrier(len(clients))

	def one(client: Client) -> Answer:
		barrier.wait()
		return press(client)

	with ThreadPoolExecutor(len(clients)) as pool:
		return list(pool.map(one, clients))


def sentences(answer: Answer) -> str:
	"""What a refusal says to the person."""
	told = json.loads(answer.body.get("_server_messages", "[]"))
	return " ".join(json.loads(each)["message"] for each in told)


def check_one_acted(name: str, answers: list[Answer]) -> list[Answer]:
	"""Exactly one step was taken; returns the other answers."""
	data.look_again()
	assert Counter(answer.ok for answer in answers) == {True: 1, False: CLIENTS - 1}
	taken = frappe.get_all("Sink Approval Step", {"reference_name": name, "action": ACTION})
	assert len(taken) == 1
	assert frappe.db.get_value(DOCTYPE, name, "workflow_state") == AFTER
	return [answer for answer in answers if not answer.ok]


def test_64_press_the_button_of_the_form_at_once(clients, waiting):
	seen = {"doctype": DOCTYPE, "name": waiting, "workflow_state": BEFORE, "__step_reason": "材料不全"}
	answers = press_at_once(
		clients,
		lambda client: client.call("frappe.model.workflow.apply_workflow", doc=seen, action=ACTION),
	)
	late = check_one_acted(waiting, answers)
	who = frappe.db.get_value(
		"Sink Approval Step", {"reference_name": waiting, "action": ACTION}, "full_name"
	)
	assert {(answer.status, answer.refusal) for answer in late} == {(417, "RecordMovedOn")}
	assert all(who in sentences(answer) for answer in late), sentences(late[0])


def test_64_press_it_without_saying_what_they_saw(clients, waiting):
	answers = press_at_once(
		clients,
		lambda client: client.call(
			"sink_app.approvals.doors.take_step",
			doctype=DOCTYPE,
			name=waiting,
			action=ACTION,
			reason="材料不全",
		),
	)
	late = check_one_acted(waiting, answers)
	assert {(answer.status, answer.refusal) for answer in late} == {(403, "StepNotOpen")}
	assert all(sentences(answer) for answer in late)


def test_who_sign_at_once_are_all_counted_and_none_twice(world, secretaries, waiting, clients):
	"""Two of three signatures complete the step, whoever of four people presses sixteen times."""
	signer = {"who": persons.BY_ROLE, "role": "Sink Community Secretary"}
	chain = frappe.db.get_value("Workflow", {"document_type": DOCTYPE, "is_active": 1})
	with data.committed():
		rule = factories.make(
			"Sink Signature Rule",
			workflow=chain,
			state=BEFORE,
			action=ACTION,
			mode=signatures.NUMBER,
			needed=2,
			signers=[signer, signer, signer],
		)
	try:
		sign = {
			"doctype": DOCTYPE,
			"name": waiting,
			"action": ACTION,
			"seen_state": BEFORE,
			"reason": "材料不全",
		}
		door = "sink_app.approvals.doors.take_step"
		answers = press_at_once(clients, lambda client: client.call(door, **sign))
		answers += [client.call(door, **sign) for client in clients[:4]]
	finally:
		with data.committed():
			rule.delete()
	given = frappe.get_all(
		"Sink Approval Step",
		{"reference_name": waiting, "action": ACTION},
		["user", "signed_row", "to_state"],
	)
	assert sum(answer.ok for answer in answers) == len(given) == 2
	assert len({row.user for row in given}) == len({row.signed_row for row in given}) == 2
	assert sorted(row.to_state for row in given) == [BEFORE, AFTER]
	assert {answer.status for answer in answers if not answer.ok} <= {403, 417}
	assert all(sentences(answer) for answer in answers if not answer.ok)
