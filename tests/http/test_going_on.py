"""Many steps at once and records of a dropped state, by a real worker that is killed on the way."""

from collections import Counter

import frappe
import pytest
from frappe.utils.background_jobs import get_job_status, is_job_enqueued

from sink_app.approvals import bulk, log, stranded
from sink_app.tests import factories
from tests.support import data, jobs, processes

BULK, STRANDED = "sink_app.approvals.bulk", "sink_app.approvals.stranded"
DOCTYPE, STATE, ACCEPT = "Sink Registration", "Community Acceptance", "Accept into Grid"
PLACED, DROPPED, REVIEW, REASON = "Placed in Grid", "A State Dropped Long Ago", "Unit Review", "流程调整"
RECORDS = 80


@pytest.fixture(scope="module")
def place(served):
	"""Places and people of these tests' own, and who draws chains."""
	with data.committed():
		made = factories.World()
		made.drawer = factories.make_user("System Manager")
		data.let_in(made.secretary, made.organizer, made.drawer)
	return made


def registered(place, state: str, number: int = RECORDS) -> list[str]:
	"""So many registrations of the community that stand in a state."""
	with data.committed():
		names = [
			factories.make_registration(
				factories.make_member(place.branch), place.community, grid=place.grid.name
			).name
			for _each in range(number)
		]
		frappe.db.set_value(DOCTYPE, {"name": ("in", names)}, "workflow_state", state)
	return names


def states(names: list[str]) -> Counter:
	data.look_again()
	return Counter(frappe.get_all(DOCTYPE, {"name": ("in", names)}, pluck="workflow_state"))


def times_taken(names: list[str], action: str) -> set[int]:
	"""How often the step stands in the log of these records."""
	taken = frappe.get_all(
		log.LOG, {"reference_name": ("in", names), "action": action}, pluck="reference_name"
	)
	counted = Counter(taken)
	return {counted[name] for name in names}


def status(who, run: str) -> dict:
	return who.fetch(f"{BULK}.status", run=run).message


def finished(who, run: str) -> dict:
	return jobs.wait_for(
		lambda: (found := status(who, run))["status"] == bulk.FINISHED and found, "the end of the run"
	)


def broken_off(who, names: list[str]) -> str:
	"""A bulk approval whose worker was killed on the way."""
	run = who.call(f"{BULK}.start", doctype=DOCTYPE, state=STATE, action=ACCEPT, names=names).message["name"]
	jobs.wait_for(lambda: status(who, run)["done"], "the first row")
	jobs.kill(f"sink_bulk_approval:{run}")
	# the sign of life of a worker fades by itself after two minutes
	frappe.cache.delete_value(bulk._sign_of_life(run))
	return run


def test_a_killed_bulk_approval_goes_on_and_takes_no_step_twice(log_in, place):
	secretary, names = log_in(place.secretary), registered(place, STATE)
	run = broken_off(secretary, names)
	broken = status(secretary, run)
	assert (broken["status"], broken["is_alive"]) == (bulk.RUNNING, False)
	# so many are left that a worker has to take them up
	assert broken["total"] - broken["done"] > bulk.INLINE
	assert secretary.fetch(f"{BULK}.broken_off").message["name"] == run
	# two windows, one press each
	told = [secretary.call(f"{BULK}.go_on", run=run).message for _window in range(2)]
	assert [each["is_alive"] for each in told] == [True, True]
	ended = finished(secretary, run)
	assert (ended["done"], ended["refused"]) == (RECORDS, 0)
	assert states(names) == {PLACED: RECORDS}
	assert times_taken(names, ACCEPT) == {1}
	assert secretary.fetch(f"{BULK}.broken_off").message is None
	assert secretary.call(f"{BULK}.go_on", run=run).message["status"] == bulk.FINISHED
	assert not is_job_enqueued(f"sink_bulk_approval:{run}")


def test_few_rows_that_are_left_are_taken_while_one_waits(log_in, place):
	secretary, names = log_in(place.secretary), registered(place, STATE, bulk.INLINE + 1)
	run = broken_off(secretary, names)
	assert secretary.call(f"{BULK}.go_on", run=run).message["done"] == len(names)
	assert states(names) == {PLACED: len(names)}
	assert times_taken(names, ACCEPT) == {1}


def test_two_workers_on_one_run_take_each_step_once(log_in, place, tmp_path):
	secretary, names = log_in(place.secretary), registered(place, STATE, 12)
	run = secretary.call(f"{BULK}.start", doctype=DOCTYPE, state=STATE, action=ACCEPT, names=names).message
	work = f"from sink_app.approvals import bulk\nbulk.run_queued({run['name']!r})\n"
	processes.at_once(tmp_path / "gate", work, 2, place.secretary)
	ended = status(secretary, run["name"])
	assert (ended["status"], ended["done"], ended["refused"]) == (bulk.FINISHED, len(names), 0)
	assert times_taken(names, ACCEPT) == {1}


def test_records_of_a_dropped_state_are_moved_by_whoever_draws_the_chain(log_in, place):
	names = registered(place, DROPPED, 3)
	elsewhere = registered(place, STATE, 1)
	move = {"workflow": DOCTYPE, "from_state": DROPPED, "to_state": REVIEW, "reason": REASON}
	refused = log_in(place.organizer).call(f"{STRANDED}.move", **move)
	assert refused.status == 403, refused.text
	drawer = log_in(place.drawer)
	for _press in range(2):
		assert drawer.call(f"{STRANDED}.move", **move).ok
	jobs.wait_for(lambda: states(names) == {REVIEW: len(names)}, "the move")
	jobs.wait_for(jobs.idle, "the worker's rest")
	assert times_taken(names, stranded.ACTION) == {1}
	[entry] = [each for each in log.entries(DOCTYPE, names[0]) if each["action"] == stranded.ACTION]
	assert (entry.from_state, entry.to_state, entry.reason) == (DROPPED, REVIEW, REASON)
	assert frappe.db.get_value(log.LOG, {"reference_name": names[0]}, "owner") == place.drawer
	assert states(elsewhere) == {STATE: 1}


def test_two_workers_move_a_stranded_record_once(place, tmp_path):
	names = registered(place, DROPPED, 20)
	work = f"""
from sink_app.approvals import stranded
stranded.move_all({DOCTYPE!r}, {DROPPED!r}, {REVIEW!r}, {REASON!r}, settle=True)
"""
	processes.at_once(tmp_path / "gate", work, 2, place.drawer)
	assert states(names) == {REVIEW: len(names)}
	assert times_taken(names, stranded.ACTION) == {1}


def test_a_killed_move_of_stranded_records_is_begun_anew(log_in, place):
	names = registered(place, DROPPED, stranded.STRETCH + 20)
	drawer, job = log_in(place.drawer), f"sink_stranded:{DOCTYPE}:{DROPPED}"
	move = {"workflow": DOCTYPE, "from_state": DROPPED, "to_state": REVIEW, "reason": REASON}
	assert drawer.call(f"{STRANDED}.move", **move).ok
	jobs.wait_for(lambda: get_job_status(job) == "started", "the move's begin")
	jobs.kill(job)
	assert states(names)[DROPPED], "the worker was quicker than the test"
	assert drawer.call(f"{STRANDED}.move", **move).ok
	jobs.wait_for(lambda: states(names) == {REVIEW: len(names)}, "the move")
	assert times_taken(names, stranded.ACTION) == {1}
