import re
import time
from contextlib import contextmanager
from functools import cache

import frappe
import pytest

from tests.support import bench
from tests.support.client import Client

# an answer of 500 or more in nginx's log, an error in a worker's
# seconds
SETTLED = 0.1
BROKEN = re.compile(r'" 5\d\d |Traceback')


@pytest.fixture(scope="session")
def served(site) -> str:
	"""The address of the served test site."""
	if not bench.url():
		pytest.skip("the site is not served: run `make test`")
	return bench.url()


@pytest.fixture(scope="session")
def log_in(served):
	"""Make a client for a user, logged in; the same one each time."""
	from tests.support import data

	clients: dict[str, Client] = {}

	def make(user: str) -> Client:
		if user not in clients:
			client = Client(served)
			answer = client.login(user, data.password())
			assert answer.ok, f"{user} cannot log in: {answer.status} {answer.text[:300]}"
			clients[user] = client
		return clients[user]

	return make


@pytest.fixture(scope="session")
def world(served):
	"""Places, organizations and people whose names nobody else has, there for the served site."""
	from tests.support import data

	with data.committed():
		return data.CommittedWorld()


class Watch:
	"""What broke behind the scenes: answers of 500 or more, errors in a worker, Error Logs."""

	def __init__(self):
		self.read: dict = {}
		self.known: set[str] = set()
		self.broken: list[str] = []
		self.look()
		self.broken.clear()

	def look(self):
		"""Note what has broken since the last look."""
		for log in (bench.log("access"), bench.log("worker")):
			content = log.read_bytes() if log.exists() else b""
			written = content[self.read.get(log, 0) :].decode("utf-8", "replace")
			self.read[log] = len(content)
			self.broken += [line for line in written.splitlines() if BROKEN.search(line)]
		frappe.db.rollback()
		for row in frappe.get_all("Error Log", fields=["name", "method", "error"]):
			if row.name not in self.known:
				self.known.add(row.name)
				self.broken.append(f"{row.method}\n{row.error}")

	@contextmanager
	def forgiving(self):
		"""Inside, functions are asked what makes no sense: they may break, if only nothing comes through."""
		self.look()
		before = list(self.broken)
		yield
		# a log is written after its answer was sent
		time.sleep(SETTLED)
		self.look()
		self.broken = before


@cache
def the_watch() -> Watch:
	"""One for all suites that look: what is forgiven in one is not held against it in another."""
	return Watch()


@pytest.fixture(scope="session", autouse=True)
def watch(served):
	"""What the tests asked may be refused, but nothing may have broken."""
	watch = the_watch()
	yield watch
	watch.look()
	assert not watch.broken, "\n\n".join(watch.broken)
