import pytest

from tests.http import conftest as http
from tests.support import data

served, log_in = http.served, http.log_in
_no_errors_behind_the_scenes = http._no_errors_behind_the_scenes
PROBES = pytest.StashKey()


def pytest_configure(config):
	config.stash[PROBES] = {"asked": 0, "leaked": 0}


@pytest.fixture(scope="session")
def isolation(served, log_in):
	"""The suite's world: places, people, and records of every DocType."""
	from tests.isolation.world import IsolationWorld

	with data.committed():
		world = IsolationWorld(served)
	world.revoke(log_in)
	return world


@pytest.fixture(scope="session")
def oracle(isolation):
	from tests.isolation.oracle import Oracle

	data.look_again()
	return Oracle()


@pytest.fixture
def probes(request):
	"""Counts what is asked; `probes(leaks)` takes what came through."""
	return Probes(request.config.stash[PROBES])


class Probes:
	"""The probes of one test: what each asked, and what leaked."""

	def __init__(self, total: dict[str, int]):
		self.total = total
		self.leaks: list[str] = []
		self.shut: list[str] = []

	def note(self, door: str, leaked: object, missing: object = None):
		self.total["asked"] += 1
		if leaked:
			self.total["leaked"] += 1
			self.leaks.append(f"{door}: {str(leaked)[:300]}")
		if missing:
			self.shut.append(f"{door}: {str(missing)[:300]}")

	def check(self):
		"""Fail for what came through, and for what was kept from who may see it."""
		assert not self.leaks, "\n".join(["leaked", *self.leaks])
		assert not self.shut, "\n".join(["kept from who may see it", *self.shut])


def pytest_terminal_summary(terminalreporter, config):
	total = config.stash[PROBES]
	if total["asked"]:
		terminalreporter.write_line(f"isolation: {total['asked']} probes, {total['leaked']} leaked")
