"""The bench that `make test` made, as it told the tests."""

import os
import signal
import time
from pathlib import Path


def url() -> str | None:
	"""Where the test site is served, or None if none is."""
	return os.environ.get("DEVBENCH_URL")


def results() -> Path:
	"""Where tests leave what explains a failure."""
	return Path(os.environ["DEVBENCH_RESULTS"])


def log(name: str) -> Path:
	"""The log of a service of the test stack."""
	return Path(os.environ["DEVBENCH_LOGS"], f"test-{name}.log")


def restart_workers() -> None:
	"""Have the web server of the test stack start its workers anew, and wait until they answer."""
	pids = Path(os.environ["DEVBENCH_LOGS"]).parent / "config" / "pids"
	master = int((pids / "test-web").read_text().split()[0])
	before = set(workers(master))
	os.kill(master, signal.SIGHUP)
	deadline = time.monotonic() + 60
	while time.monotonic() < deadline and (before & set(workers(master)) or not workers(master)):
		time.sleep(0.1)


def workers(master: int) -> list[str]:
	return Path(f"/proc/{master}/task/{master}/children").read_text().split()
