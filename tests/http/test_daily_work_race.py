"""Two workers on the same daily work do nothing twice, and what a killed one left is taken up."""

from unittest.mock import patch

import frappe
import pytest
from frappe.utils import add_to_date, now_datetime

from sink_app.approvals import log
from sink_app.service.emergencies import calling
from sink_app.service.orders import ORDER
from sink_app.service.whistles import LATE
from sink_app.tests import factories
from sink_app.tests.emergencies import declare, late_by, make_emergency, make_ready, make_whistle
from sink_app.tests.office import take
from tests.support import data, processes

WORKERS, WHISTLES, PEOPLE = 3, 6, 12
ROSTER, SHIFT, RESPONSE = "Sink Duty Roster", "Sink Duty Shift", "Sink Emergency Response"
PASS_UP = "from sink_app.service.whistles import escalating\nescalating.take_up()\n"
REMIND = "from sink_app.service.emergencies import limits\nlimits.take_up()\n"
CALL = """
from sink_app.service.emergencies import calling
calling.SET = {size}
calling.run({name!r})
frappe.db.commit()
"""
# a solver that takes its time, so that there is a moment to kill the worker in
SLOWLY = """
from sink_app.service.rosters import solver
solve = solver.solve
solver.solve = lambda asked: (time.sleep({seconds}), solve(asked))[1]
"""
GENERATE = "from sink_app.service.rosters import job\njob.run({name!r})\n"


@pytest.fixture
def gate(tmp_path):
	return tmp_path / "gate"


@pytest.fixture
def place(served):
	"""Places and people of this test's own."""
	with data.committed():
		return factories.World()


@pytest.fixture
def emergency(place) -> str:
	"""An emergency in force whose people nobody has called yet."""
	with data.committed():
		for _each in range(PEOPLE):
			make_ready(place, account=False)
		draft = make_emergency(place.secretary, place.community.name)
		with patch.object(calling, "AT_ONCE", 0), patch.object(calling, "_enqueue"):
			return declare(draft, place.secretary).name


@pytest.fixture
def roster(place) -> str:
	"""A roster of two weeks for five people, not generated yet."""
	with data.committed():
		people = [factories.make_member(place.branch) for _each in range(5)]
		team = factories.make_team(place.community, *people, kind="Duty Team", organization=place.unit.name)
		with factories.as_user(place.organizer):
			dates = {"from_date": "2027-04-05", "to_date": "2027-04-16"}
			about = {"doctype": ROSTER, "team": team.name, "per_day": 1, **dates}
			return frappe.get_doc(about).insert().name


def test_ord_03_a_late_whistle_goes_up_once_however_many_workers_look(place, gate):
	with data.committed():
		names = []
		for _each in range(WHISTLES):
			whistle = make_whistle(place.secretary, place.grid.name)
			take(whistle, "Blow Whistle", place.secretary)
			late_by(whistle, minutes=5)
			names.append(whistle.name)
	processes.at_once(gate, PASS_UP, WORKERS)
	for name in names:
		assert frappe.db.get_value("Sink Whistle", name, "escalations") == 1
		steps = [entry["action"] for entry in log.entries("Sink Whistle", name)]
		assert steps.count(LATE) == 1


def test_emg_01_an_order_is_reminded_and_passed_up_once_however_many_workers_look(place, gate):
	with data.committed():
		tasks = [{"title": f"巡堤{number}"} for number in range(2 * WHISTLES)]
		draft = make_emergency(place.secretary, place.community.name, tasks=tasks)
		names = [row.service_order for row in declare(draft, place.secretary).tasks]
		ago = {"next_reminder": add_to_date(now_datetime(), minutes=-1)}
		for name in names[WHISTLES:]:
			frappe.db.set_value(ORDER, name, {**ago, "take_on_by": ago["next_reminder"]})
		for name in names[:WHISTLES]:
			frappe.db.set_value(ORDER, name, ago)
	heard = {"for_user": place.secretary, "document_type": ORDER, "document_name": ("in", names)}
	before = frappe.db.count("Notification Log", heard)
	processes.at_once(gate, REMIND, WORKERS)
	# the community hears of each once, of the late ones as well
	assert frappe.db.count("Notification Log", heard) == before + len(names)
	late = [sum(step["action"] == LATE for step in log.entries(ORDER, name)) for name in names]
	assert late == [0] * WHISTLES + [1] * WHISTLES
	assert [frappe.db.get_value(ORDER, name, "late_steps") for name in names] == late


def test_emg_01_two_workers_call_everybody_once(emergency, gate):
	processes.at_once(gate, CALL.format(size=2, name=emergency), 2)
	called = frappe.get_all(RESPONSE, {"emergency": emergency}, pluck="member")
	assert (len(called), len(set(called))) == (PEOPLE, PEOPLE)
	assert frappe.db.get_value("Sink Emergency", emergency, "calling") == 0


def test_emg_01_what_a_killed_worker_left_is_called_by_the_next(emergency, gate):
	slowly = "commit = frappe.db.commit\nfrappe.db.commit = lambda: (commit(), time.sleep(0.3))\n"
	worker = processes.begin(gate, slowly + CALL.format(size=1, name=emergency))
	gate.touch()
	processes.kill_when(worker, lambda: frappe.db.count(RESPONSE, {"emergency": emergency}) >= 2)
	before = frappe.db.count(RESPONSE, {"emergency": emergency})
	assert 2 <= before < PEOPLE
	assert frappe.db.get_value("Sink Emergency", emergency, "calling") == 1
	with patch.object(calling, "_enqueue") as enqueued:
		calling.take_up()
	assert emergency in [each.args[0] for each in enqueued.call_args_list]
	processes.at_once(gate, CALL.format(size=100, name=emergency), 1)
	called = frappe.get_all(RESPONSE, {"emergency": emergency}, pluck="member")
	assert (len(called), len(set(called))) == (PEOPLE, PEOPLE)


def shifts_of(roster: str) -> list[str]:
	return [str(day) for day in frappe.get_all(SHIFT, {"roster": roster}, pluck="day", order_by="day asc")]


def test_team_23_two_workers_write_a_roster_once(roster, place, gate):
	processes.at_once(gate, GENERATE.format(name=roster), 2, place.organizer)
	days = shifts_of(roster)
	assert (len(days), len(set(days))) == (10, 10)
	assert frappe.db.get_value(ROSTER, roster, "status") == "Done"


def test_team_23_a_killed_worker_leaves_no_half_roster_and_the_next_writes_it(roster, place, gate):
	code = SLOWLY.format(seconds=60) + GENERATE.format(name=roster)
	worker = processes.begin(gate, code, place.organizer)
	gate.touch()
	processes.kill_when(worker, lambda: frappe.db.get_value(ROSTER, roster, "status") == "Running")
	assert shifts_of(roster) == []
	processes.at_once(gate, GENERATE.format(name=roster), 1, place.organizer)
	assert len(shifts_of(roster)) == 10
