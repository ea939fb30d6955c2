import re

import frappe
import pytest

from tests.support import bench
from tests.support.client import Client

# an answer of 500 or more in nginx's log, an error in a worker's
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


@pytest.fixture(scope="session", autouse=True)
def _no_errors_behind_the_scenes(served):
	"""What the tests asked may be refused, but nothing may have broken."""
	logs = [bench.log("access"), bench.log("worker")]
	before = {log: log.stat().st_size if log.exists() else 0 for log in logs}
	known = set(frappe.get_all("Error Log", pluck="name"))
	yield
	frappe.db.rollback()
	errors = frappe.get_all("Error Log", fields=["name", "method", "error"])
	told = [f"{row.method}\n{row.error}" for row in errors if row.name not in known]
	for log in logs:
		written = log.read_bytes()[before[log] :].decode("utf-8", "replace") if log.exists() else ""
		told += [line for line in written.splitlines() if BROKEN.search(line)]
	assert not told, "\n\n".join(told)
