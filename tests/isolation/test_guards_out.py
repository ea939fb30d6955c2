"""Each guard seen failing: the suite again, in small, with one guard at a time taken out.

Runs alone, by `make isolation ARGS=--guards-out`. A few people ask of a few kinds of DocTypes, subject by
subject until something leaks. A guard without which nothing leaks is not needed, or no door asks for it.
"""

import copy
from collections.abc import Iterator
from functools import partial

import pytest

from tests.isolation import guards, subjects
from tests.isolation.asking import Finding, ask_all, ask_and_look
from tests.isolation.doors import whitelisted
from tests.isolation.office import CUSTOM
from tests.isolation.oracle import Oracle
from tests.support import bench

SAMPLE = ("Sink Registration", CUSTOM, "Sink Member Skill")
LOGS = ("Sink Approval Step", "Sink Consent", "Sink Export Log", "Sink Personal Reveal")
PEOPLE = ("none", "guest", "member", "grid", "sibling district", "unit", "auditor", "revoked")


def pytest_generate_tests(metafunc):
	import frappe

	if "guard" in metafunc.fixturenames:
		known = sorted(guards.places()) if getattr(frappe.local, "db", None) else []
		metafunc.parametrize("guard", known)


@pytest.fixture(scope="session")
def few(isolation):
	"""The suite's world with a few of its people."""
	world = copy.copy(isolation)
	world.people = {label: isolation.people[label] for label in PEOPLE}
	return world


@pytest.fixture(scope="session")
def functions() -> list[str]:
	return whitelisted.functions()


@pytest.fixture(scope="session")
def table():
	"""(guard, probes, leaked, where) of every guard, written down as they come."""
	lines = ["| Guard taken out | Probes | Leaked | The first door |", "| --- | ---: | ---: | --- |"]
	yield lines
	(bench.results() / "guards-out.md").write_text("\n".join(lines) + "\n")


def test_with_all_guards_nothing_leaks(few, oracle, functions, watch):
	with watch.forgiving("all guards"):
		leaks = [each for findings in everything(few, oracle, functions) for each in findings if each.leaked]
	assert not leaks


def test_without_a_guard_something_leaks(guard, few, functions, table, watch):
	# what an earlier guard did not hold may have added records
	oracle = Oracle()
	asked, leaks = 0, []
	with watch.forgiving(guard), guards.out(guard):
		few.revoke_again(by_date="on_update" in guard)
		for findings in everything(few, oracle, functions, guard):
			asked += len(findings)
			leaks = [each for each in findings if each.leaked]
			if leaks:
				break
	first = f"{leaks[0].door} ({leaks[0].who})" if leaks else "none"
	table.append(f"| `{guard}` | {asked} | {len(leaks)} | {first} |")
	assert leaks, f"{guard} may be taken out and nothing leaks"


def everything(world, oracle, functions, guard: str = "") -> Iterator[list[Finding]]:
	"""What comes of all subjects; first of those in which a guard, by its name, is most likely missed."""
	planted = [doctype for doctype in SAMPLE if doctype in world.planted]
	every = {
		"condition": [lambda: ask_all(subjects.hanging(world, oracle))],
		"account": [lambda: ask_all(subjects.accounts(world, oracle))],
		"doc_events tag like": [
			partial(lambda each: ask_and_look(subjects.changing(world, oracle, each)), doctype)
			for doctype in planted
		],
		"report": [
			partial(lambda each: ask_all(subjects.reporting(world, oracle, each)), doctype)
			for doctype in planted
		],
		"has_permission override standard": [
			partial(lambda each: ask_all(subjects.reading(world, oracle, each)), doctype)
			for doctype in (*SAMPLE, *LOGS)
		],
		"function": [
			partial(lambda each: ask_all(subjects.every_function(world, oracle, each, functions)), doctype)
			for doctype in planted
		],
		"alias": [lambda: ask_all(subjects.other_names(world))],
	}
	for words in sorted(every, key=lambda words: not any(word in guard.lower() for word in words.split())):
		for ask in every[words]:
			yield ask()
