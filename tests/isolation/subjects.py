"""What is asked of whom, subject by subject: {person: questions}."""

from functools import cache

import frappe

from tests.isolation import questions, reports
from tests.isolation.asking import Question
from tests.isolation.doors import lists, whitelisted
from tests.isolation.doors.kind import kind_of
from tests.isolation.oracle import Oracle, scope_of
from tests.isolation.questions import Examiner
from tests.isolation.world import doctypes
from tests.support import data

Asked = dict[str, list[Question]]


def examiners(world, oracle: Oracle, doctype: str) -> list[Examiner]:
	it = kind_of(doctype)
	frappe.db.rollback()
	return [Examiner(world, oracle, it, person) for person in world.people.values()]


def speakers(of_all: list[Examiner]) -> set[str]:
	"""Of each group who may see the same, the one who holds the most rights."""
	groups = {}
	for of in of_all:
		groups.setdefault(of.group(), []).append(of)
	return {max(group, key=lambda of: len(of.rights())).person.label for group in groups.values()}


def reading(world, oracle: Oracle, doctype: str) -> Asked:
	"""The lists, numbers and records of a DocType."""
	of_all = examiners(world, oracle, doctype)
	in_full = speakers(of_all)
	# some versions keep what a chart counted for whoever looked first
	frappe.cache.set_value(*lists.counted_for_another(doctype))
	return {
		of.person.label: [
			*questions.of_lists(of, of.person.label in in_full),
			*questions.of_records(of, of.person.label in in_full),
		]
		for of in of_all
	}


def hanging(world, oracle: Oracle) -> Asked:
	"""Files, remarks, tasks, logs … of everything."""
	return {
		label: list(questions.of_what_hangs(world, oracle, person)) for label, person in world.people.items()
	}


def changing(world, oracle: Oracle, doctype: str) -> Asked:
	"""Changes of a planted record, tried by who holds the most rights without seeing it, and by a guest."""
	return {of.person.label: list(questions.of_changes(of)) for of in strangers(world, oracle, doctype)}


def strangers(world, oracle: Oracle, doctype: str) -> list[Examiner]:
	"""Who holds the most rights of those from whom a planted record is hidden, and the guest."""
	hidden = [of for of in examiners(world, oracle, doctype) if of.hidden()]
	guest = next(of for of in hidden if of.person.user == "Guest")
	return [max(hidden, key=lambda of: len(of.rights())), guest]


def reporting(world, oracle: Oracle, doctype: str) -> Asked:
	"""Reports made in the Desk, run by one of each group, and by one who may run none."""
	of_all = examiners(world, oracle, doctype)
	insider = world.clients["city"].user
	marks = [f"P{record['mark']}" for record in world.planted[doctype].values()]
	with data.committed():
		made = reports.DeskReports(of_all[0].it, insider, marks)
		reports.let_read_prepared(each.user for each in world.people.values() if each.user != "Guest")
	found = {}
	for of in of_all:
		may_report = ("report", 0) in of.rights()
		found.setdefault((may_report, of.group()[1] if may_report else None), of)
	return {of.person.label: list(questions.of_reports(of, made)) for of in found.values()}


def every_function(world, oracle: Oracle, doctype: str, functions: list[str]) -> Asked:
	"""Every function a client may call, asked by who holds the most rights without seeing, and by a guest."""
	chosen, guest = strangers(world, oracle, doctype)
	return {
		chosen.person.label: list(questions.of_every_function(chosen, functions)),
		"guest": list(questions.of_every_function(guest, whitelisted.open_to_guests(functions))),
	}


def asked_of(doctype: str, functions: list[str]) -> list[str]:
	"""The app's own functions for every DocType; the framework's, which see shapes alone, for one of each."""
	if first_of_their_shape()[shape_of(doctype)] == doctype:
		return functions
	return [name for name in functions if not name.startswith("frappe.")]


@cache
def first_of_their_shape() -> dict[tuple, str]:
	"""{shape: the DocType that speaks for all of it}"""
	found: dict[tuple, str] = {}
	for doctype in doctypes():
		found.setdefault(shape_of(doctype), doctype)
	return found


def shape_of(doctype: str) -> tuple:
	"""All in which one DocType may differ from another to a function that is given its name."""
	meta = frappe.get_meta(doctype)
	scope = scope_of(meta) or {}
	table = any(meta.get_table_fields())
	chain = bool(frappe.db.exists("Workflow", {"document_type": doctype, "is_active": 1}))
	views = (meta.is_tree, meta.istable, meta.is_submittable, meta.custom, chain, table)
	return (
		*(tree in scope for tree in frappe.get_hooks("access_trees")),
		"person" in scope,
		"open" in scope,
		*views,
	)


def other_names(world) -> Asked:
	"""Guarded functions by other names."""
	return {label: list(questions.of_other_names(world, world.people[label])) for label in ("none", "grid")}


def accounts(world, oracle: Oracle) -> Asked:
	"""Who finds whose account."""
	return {label: list(questions.of_accounts(world, oracle, each)) for label, each in world.people.items()}
