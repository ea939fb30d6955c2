"""Whatever function a client may call shows nothing of a hidden record, and changes none."""

import pytest

from tests.isolation import ledger, subjects
from tests.isolation.asking import ask_all
from tests.isolation.test_isolation import pytest_generate_tests

__all__ = ["pytest_generate_tests"]


@pytest.fixture(scope="session")
def functions() -> list[str]:
	from tests.isolation.doors import whitelisted

	return whitelisted.functions()


@pytest.fixture(scope="module")
def forgiven(watch):
	"""Nonsense is asked here, and may break; what it leaves to workers too."""
	with watch.forgiving(__name__):
		yield


def test_every_function_of_a_client(doctype, isolation, oracle, functions, probes, forgiven):
	records = isolation.planted.get(doctype, {})
	if not records:
		return
	kept = [ledger.Kept(doctype, record["name"]) for record in records.values()]
	asked = subjects.asked_of(doctype, functions)
	findings = ask_all(subjects.every_function(isolation, oracle, doctype, asked))
	changed = [each.put_back() for each in kept]
	probes(findings)
	assert not any(changed), changed
