"""The bench that `make test` made, as it told the tests."""

import os
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
