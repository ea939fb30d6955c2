"""Two hundred members at phones of their own, who all press at the same moment."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Barrier
from time import monotonic
from urllib.parse import urlencode, urlsplit

import frappe

from sink_app.tests import factories, service
from tests.support import data
from tests.support.client import Client

LOGGING_IN = 8
"""So many log in at a time; a login costs more than a claim."""


@dataclass(frozen=True)
class Said:
	"""What one client was told, and how long it waited."""

	user: str
	status: int
	body: dict
	seconds: float


@dataclass(frozen=True)
class Round:
	"""One press of everybody."""

	answers: list[Said]
	seconds: float

	@property
	def a_second(self) -> float:
		"""Requests a second, from the press until the last answer."""
		return len(self.answers) / self.seconds

	def wait(self, share: float) -> float:
		"""Seconds within which a share of the clients had their answer."""
		times = sorted(answer.seconds for answer in self.answers)
		return times[min(len(times) - 1, int(share * len(times)))]


class Crowd:
	"""Members who are placed in one community, with sessions and connections that stand."""

	def __init__(self, address: str, size: int):
		self.host = urlsplit(address).netloc
		world = factories.World()
		self.community = world.community
		members = service.make_server(world, size)
		data.let_in(*(member.user for member in members))
		frappe.db.commit()
		users, password = [member.user for member in members], data.password()
		with ThreadPoolExecutor(LOGGING_IN) as pool:
			self.cookies = dict(pool.map(lambda user: log_in(address, user, password), users))
		self.pool = ThreadPoolExecutor(size)

	def order(self, places: int) -> str:
		"""An order of the community that all may take."""
		made = service.open_order(self.community, head_count=places)
		frappe.db.commit()
		return made.name

	def press(self, function: str, **arguments) -> Round:
		"""Everybody calls a function at the same moment, over connections that stand before."""
		barrier = Barrier(len(self.cookies) + 1)
		body = urlencode(arguments)

		def one(user: str) -> Said:
			connection = HTTPConnection(self.host, timeout=120)
			connection.connect()
			headers = {
				"Content-Type": "application/x-www-form-urlencoded",
				"Accept": "application/json",
				"Cookie": self.cookies[user],
			}
			barrier.wait()
			start = monotonic()
			connection.request("POST", f"/api/method/{function}", body, headers)
			reply = connection.getresponse()
			content = reply.read()
			seconds = monotonic() - start
			connection.close()
			return Said(user, reply.status, json.loads(content or b"{}"), seconds)

		pressed = [self.pool.submit(one, user) for user in self.cookies]
		barrier.wait()
		start = monotonic()
		answers = [each.result() for each in pressed]
		return Round(answers, monotonic() - start)


def log_in(address: str, user: str, password: str) -> tuple[str, str]:
	"""The user, and the cookies of a session."""
	client = Client(address)
	answer = client.login(user, password)
	if not answer.ok:
		raise SystemExit(f"{user} cannot log in: {answer.text[:300]}")
	return user, "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.session.cookies)
