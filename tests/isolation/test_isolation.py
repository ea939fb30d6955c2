"""Every DocType x every stand x every door, asked over HTTP; the oracle says what each may see.

Lists, counts, records and files are asked for by everybody. At the many other doors of a DocType, of those
who may see the same of it the one who holds the most rights speaks for all.
"""

from tests.isolation import subjects
from tests.isolation.asking import ask_all, ask_and_look


def pytest_generate_tests(metafunc):
	if "doctype" in metafunc.fixturenames:
		metafunc.parametrize("doctype", all_doctypes())


def all_doctypes() -> list[str]:
	"""Asked of the site, so that a DocType made later is in; none where no site is connected."""
	import frappe

	if not getattr(frappe.local, "db", None):
		return []
	from tests.isolation.world import doctypes

	return doctypes()


def test_lists_counts_and_records(doctype, isolation, oracle, probes):
	probes(ask_all(subjects.reading(isolation, oracle, doctype)))


def test_what_hangs_on_records(isolation, oracle, probes):
	probes(ask_all(subjects.hanging(isolation, oracle)))


def test_strangers_change_nothing(doctype, isolation, oracle, probes):
	if doctype in isolation.planted:
		probes(ask_and_look(subjects.changing(isolation, oracle, doctype)))


def test_reports_made_in_the_desk(doctype, isolation, oracle, probes):
	if doctype in isolation.planted:
		probes(ask_all(subjects.reporting(isolation, oracle, doctype)))


def test_guarded_functions_have_one_name(isolation, watch, probes):
	with watch.forgiving("other names"):
		probes(ask_all(subjects.other_names(isolation)))


def test_nobody_lists_all_accounts(isolation, oracle, probes):
	probes(ask_all(subjects.accounts(isolation, oracle)))
