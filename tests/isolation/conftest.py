import pytest

from tests.http import conftest as http
from tests.isolation.asking import Finding
from tests.support import data

served, log_in = http.served, http.log_in
watch, _watched = http.watch, http._watched
PROBES = pytest.StashKey()


def pytest_addoption(parser):
	parser.addoption("--guards-out", action="store_true", help="take one guard out at a time; takes long")


def pytest_ignore_collect(collection_path, config):
	"""The suite with guards taken out runs alone."""
	if collection_path.name.startswith("test_"):
		is_of_guards = collection_path.name == "test_guards_out.py"
		return is_of_guards != bool(config.getoption("guards_out", False)) or None
	return None


def pytest_configure(config):
	config.stash[PROBES] = {"asked": 0, "leaked": 0}


@pytest.fixture(scope="session")
def isolation(served, log_in):
	"""The suite's world: places, people, and records of every DocType."""
	from tests.isolation.world import IsolationWorld

	with data.committed():
		world = IsolationWorld(served)
	world.open_doors(log_in)
	return world


@pytest.fixture(scope="session")
def oracle(isolation):
	from tests.isolation.oracle import Oracle

	data.look_again()
	return Oracle()


@pytest.fixture
def probes(request):
	"""Counts what is asked; `probes(findings)` fails for what came through, and for what was kept back."""
	total = request.config.stash[PROBES]

	def check(findings: list[Finding]):
		leaks = [f"{each.who} at {each.door}: {each.leaked}" for each in findings if each.leaked]
		shut = [f"{each.who} at {each.door}: {each.shut}" for each in findings if each.shut]
		total["asked"] += len(findings)
		total["leaked"] += len(leaks)
		assert findings, "nothing was asked"
		assert not leaks, "\n".join(["leaked", *leaks])
		assert not shut, "\n".join(["kept from who may see it", *shut])

	return check


def pytest_terminal_summary(terminalreporter, config):
	total = config.stash[PROBES]
	if total["asked"]:
		terminalreporter.write_line(f"isolation: {total['asked']} probes, {total['leaked']} leaked")
