"""An emergency drill from end to end, each at their own session: declared, answered, ended, reviewed."""

import frappe
import pytest

from tests.support import data

EMERGENCIES, STEPS = "sink_app.service.emergencies", "sink_app.approvals.doors"
EMERGENCY, RESPONSE = "Sink Emergency", "Sink Emergency Response"
APPLY = "frappe.model.workflow.apply_workflow"


@pytest.fixture(scope="module")
def place(served):
	"""The world's community with a staff member, and three members of whom two can be called."""
	from sink_app.tests import factories
	from sink_app.tests.emergencies import make_ready

	with data.committed():
		world = data.CommittedWorld()
		world.staff = factories.make_stand("Sink Community Staff", world.community)
		world.called = [make_ready(world, grid=world.grid) for _each in range(2)]
		world.not_ready = make_ready(world, ready=0)
		data.let_in(world.staff, *(member.user for member in [*world.called, world.not_ready]))
	return world


def act(client, name: str, action: str, **more):
	doc = client.get(EMERGENCY, name).data
	answer = client.call(APPLY, doc={**doc, **more}, action=action)
	assert answer.ok, answer.text[:500]
	return answer.message


def declared(place, staff, secretary) -> str:
	"""Staff ask, their secretary declares and says why; returns the drill's name."""
	made = staff.insert(
		EMERGENCY,
		title=f"防汛演练{place.mark}",
		kind="防汛抢险",
		area=place.community.name,
		is_drill=1,
		situation="模拟水位超警戒，巡堤、转移低洼处居民",
		assembly_place="社区党群服务中心",
		tasks=[{"title": "巡堤查险", "head_count": 2, "hours": 2, "area": place.grid.name}],
	)
	assert made.ok, made.text[:500]
	name = made.data["name"]
	assert "现场指挥" in made.data["instructions"]
	act(staff, name, "Submit for Decision")
	doc = secretary.get(EMERGENCY, name).data
	assert secretary.call(APPLY, doc=doc, action="Declare Emergency").refusal == "ReasonMissing"
	assert act(secretary, name, "Declare Emergency", __step_reason="汛前演练")["mode"] == "Emergency Mode"
	return name


def phones_answer(place, log_in) -> str:
	"""One comes, one cannot, nobody answers for another; returns the call of who came."""
	first, second = (log_in(member.user) for member in place.called)
	[call] = first.fetch(f"{EMERGENCIES}.phone.calls").message
	assert "党群服务中心" in call["assembly"]
	for status in ("Coming", "Arrived"):
		assert first.call(f"{EMERGENCIES}.phone.answer", response=call["name"], status=status).ok
	[other] = second.fetch(f"{EMERGENCIES}.phone.calls").message
	stolen = second.call(f"{EMERGENCIES}.phone.answer", response=call["name"], status="Departed")
	assert stolen.status == 403
	cannot = {"response": other["name"], "status": "Cannot Come"}
	assert second.call(f"{EMERGENCIES}.phone.answer", **cannot).refusal == "ReasonMissing"
	assert second.call(f"{EMERGENCIES}.phone.answer", **cannot, reason="在外地").ok
	assert log_in(place.not_ready.user).fetch(f"{EMERGENCIES}.phone.calls").message == []
	return call["name"]


def orders_are_taken(place, log_in, emergency: str):
	"""The order of the drill's task was handed out with the declaration; a record of it is no emergency's."""
	first = log_in(place.called[0].user)
	[order] = first.fetch("sink_app.service.orders.phone.orders").message["orders"]
	assert "巡堤查险" in order["title"]
	assert first.call("sink_app.service.orders.phone.claim", order=order["name"]).message["status"] == "Taken"
	data.look_again()
	kept = frappe.get_doc("Sink Order", order["name"])
	assert (kept.emergency, kept.workflow_state) == (emergency, "Order Dispatched")
	from sink_app.service.orders import recording

	assert recording.source(order["name"])["is_emergency"] == 0


def test_org_18_emg_01_emg_02_a_drill_from_end_to_end(place, log_in):
	staff, secretary = log_in(place.staff), log_in(place.secretary)
	name = declared(place, staff, secretary)
	[told] = staff.fetch(f"{EMERGENCIES}.mode.mine").message
	assert (told["name"], told["why"], told["is_drill"]) == (name, "汛前演练", 1)
	numbers = staff.fetch(f"{EMERGENCIES}.counts.of", emergency=name).message
	assert (numbers["called"], numbers["Called"]) == (2, 2)
	came = phones_answer(place, log_in)
	orders_are_taken(place, log_in, name)

	# the wider circle; who was called is not called again
	more = secretary.call(f"{EMERGENCIES}.calling.call", emergency=name, whom="All Registered Members")
	assert more.message["called"] == 3
	assert staff.call(f"{EMERGENCIES}.answering.mark", names=[came], status="Departed").message["done"] == 1
	numbers = staff.fetch(f"{EMERGENCIES}.counts.of", emergency=name).message
	assert (numbers["came"], numbers["Cannot Come"], numbers["Called"]) == (1, 1, 1)

	# somebody holds its order: whoever ends it says what becomes of that
	assert secretary.put(EMERGENCY, name, open_orders="Close Them").ok
	act(secretary, name, "End Emergency", __step_reason="演练结束")
	data.look_again()
	assert frappe.db.get_value("Sink Order", {"emergency": name}, "workflow_state") == "Order Cancelled"
	assert staff.fetch(f"{EMERGENCIES}.mode.mine").message == []
	assert log_in(place.called[0].user).fetch(f"{EMERGENCIES}.phone.calls").message == []
	assert secretary.put(EMERGENCY, name, review="2人应召，1人到场，15分钟内集结").ok
	assert act(secretary, name, "Close with Review")["workflow_state"] == "Emergency Closed"
	data.look_again()
	kept = frappe.get_all(RESPONSE, {"emergency": name}, pluck="is_drill")
	assert kept == [1, 1, 1]


def test_strangers_learn_nothing_of_who_was_called(place, log_in):
	stranger = log_in(place.neighbour_secretary)
	assert stranger.get_list(RESPONSE).data == []
	data.look_again()
	name = frappe.db.get_value(RESPONSE, {"member": place.called[0].name})
	for answer in (
		stranger.get(RESPONSE, name),
		stranger.put(RESPONSE, name, status="Arrived"),
		stranger.call(f"{EMERGENCIES}.phone.answer", response=name, status="Arrived"),
	):
		assert answer.status in (403, 404), answer.text[:300]


def test_guests_are_told_nothing(served):
	from tests.support.client import Client

	guest = Client(served)
	for door in ("mode.mine", "phone.calls", "counts.of", "mode.of_area"):
		assert guest.fetch(f"{EMERGENCIES}.{door}").status in (401, 403)
