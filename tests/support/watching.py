"""Looks behind the scenes of the served site: what a test asked may be refused, but nothing may break."""

import re
from contextlib import contextmanager
from functools import cache
from uuid import uuid4

import frappe
import requests

from tests.support import bench, jobs

# an answer of 500 or more in nginx's log, an error in a worker's
BROKEN = re.compile(r'" 5\d\d |Traceback')


class Watch:
	"""What broke, and in which test: answers of 500 or more, errors in a worker, Error Logs."""

	def __init__(self):
		self.read: dict = {}
		self.known: set[str] = set()
		self.broken: list[str] = []
		self.look("")
		self.broken.clear()

	def look(self, test: str) -> None:
		"""Note what has broken since the last look."""
		for log in (bench.log("access"), bench.log("worker")):
			content = log.read_bytes() if log.exists() else b""
			written = content[self.read.get(log, 0) :].decode("utf-8", "replace")
			self.read[log] = len(content)
			self.broken += [f"{test}: {line}" for line in written.splitlines() if BROKEN.search(line)]
		frappe.db.rollback()
		new = set(frappe.get_all("Error Log", pluck="name")) - self.known
		self.known |= new
		for name in new:
			method, error = frappe.db.get_value("Error Log", name, ["method", "error"])
			self.broken.append(f"{test}: {method}\n{error}")

	@contextmanager
	def forgiving(self, test: str):
		"""Inside, functions are asked what makes no sense: they may break, if only nothing comes through."""
		self.look(test)
		before = list(self.broken)
		yield
		settle()
		self.look(test)
		self.broken = before


def settle() -> None:
	"""Wait until no job waits or runs, and until all that was answered is in the log."""
	jobs.wait_for(jobs.idle, "the end of all jobs")
	mark = f"/assets/{uuid4().hex}"
	requests.get(bench.url() + mark, timeout=jobs.PATIENCE)
	# a line is written after its answer was sent, in the order of the answers
	jobs.wait_for(lambda: mark.encode() in bench.log("access").read_bytes()[-100_000:], "a line in the log")


@cache
def the_watch() -> Watch:
	"""One for all suites that look: what is forgiven in one is not held against it in another."""
	# what tests before left to do for a site that is gone by now breaks
	settle()
	return Watch()
