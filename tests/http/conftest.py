import pytest

from tests.support import bench
from tests.support.client import Client


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
def watch(served):
	"""What the tests asked may be refused, but nothing may have broken."""
	from tests.support import watching

	watch = watching.the_watch()
	yield watch
	watching.settle()
	watch.look("at the end")
	assert not watch.broken, "\n\n".join(watch.broken)


@pytest.fixture(autouse=True)
def _watched(request, watch):
	"""What breaks is told with the test it was noticed after."""
	yield
	watch.look(request.node.nodeid)
