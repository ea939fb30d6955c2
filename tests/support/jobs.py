"""Jobs that the test stack's real worker does: waited for, and killed on the way."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frappe
from frappe.utils.background_jobs import get_queues, get_redis_conn
from rq import Worker
from rq.job import Job

from tests.support import data

PATIENCE = 240  # seconds; a busy machine is slow


def wait_for(condition: Callable[[], Any], what: str) -> Any:
	"""Look again until something has come about; returns it."""
	end = time.monotonic() + PATIENCE
	while time.monotonic() < end:
		data.look_again()
		if found := condition():
			return found
		time.sleep(0.05)
	raise AssertionError(f"{what} did not come about in {PATIENCE} s")


def forget(site: str) -> None:
	"""Take what waits for a site out of the queues; to be called before the site is dropped."""
	for queue in get_queues():
		for job in queue.jobs:
			if job.kwargs.get("site") == site:
				job.delete()


def idle() -> bool:
	"""Whether no job waits or runs."""
	return not any(queue.count or queue.started_job_registry.count for queue in get_queues())


def kill(job_id: str) -> None:
	"""Kill the process that a worker has made for a job, and wait until the worker has seen it."""
	connection = get_redis_conn()
	worker_name = Job.fetch(f"{frappe.local.site}::{job_id}", connection=connection).worker_name
	worker = next(each for each in Worker.all(connection=connection) if each.name == worker_name)
	children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
	os.kill(int(children[0]), signal.SIGKILL)
	wait_for(lambda: not worker.get_current_job_id(), "the worker's rest")
