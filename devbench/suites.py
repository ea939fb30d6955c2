"""Test suites: programs that write a JUnit file, run to their end and counted whatever happens to them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from . import results
from .processes import descendants, send
from .results import Tally
from .steps import say

# seconds; a suite that runs longer hangs
LONGEST = 4500
# failed tests whose messages are repeated at the end
MOST_TOLD = 10


@dataclass(frozen=True)
class Suite:
	"""A program that runs tests and writes what became of them into `report`."""

	name: str
	argv: tuple[str, ...]
	report: Path
	cwd: Path


def run_all(suites: Iterable[Suite], environment: Mapping[str, str], longest: float = LONGEST) -> Tally:
	"""Run the suites one after the other, each to its end; the tests of all."""
	total, failed = Tally(), []
	for suite in suites:
		say(f"\n{suite.name}")
		start = time.monotonic()
		tally = run(suite, environment, longest)
		seconds = time.monotonic() - start
		say(f"{suite.name}: {tally}, {tally.skipped} skipped in {seconds:.0f} s")
		total += tally
		failed += results.failures(suite.report)
	# at the end, where whoever reads the last lines alone finds it
	for failure in failed[:MOST_TOLD]:
		say(f"\n{failure}")
	return total


def run(suite: Suite, environment: Mapping[str, str], longest: float = LONGEST) -> Tally:
	"""Run one suite; one that crashes, hangs or runs no test counts as a failed test."""
	suite.report.parent.mkdir(parents=True, exist_ok=True)
	suite.report.unlink(missing_ok=True)
	try:
		code = run_program(suite, environment, longest)
	except OSError as error:
		say(f"{suite.name} could not be started: {error}.")
		return Tally(failed=1)
	tally = results.read(suite.report)
	if not tally.failed and (complaint := what_is_wrong(tally, code)):
		say(f"{suite.name} {complaint}.")
		return replace(tally, failed=1)
	return tally


def run_program(suite: Suite, environment: Mapping[str, str], longest: float) -> int | None:
	"""The program's exit code (negative: the signal that ended it), None if it took more than `longest` s."""
	# a session of its own: an interrupt at the terminal reaches devbench, which ends the suite in order
	process = subprocess.Popen(
		suite.argv, cwd=suite.cwd, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
	)
	try:
		return process.wait(longest)
	except subprocess.TimeoutExpired:
		return None
	finally:
		end(process)


def end(process: subprocess.Popen) -> None:
	"""End the program, if it still runs, and what it started."""
	for pid in descendants(process.pid):
		send(pid, signal.SIGKILL)
	try:
		# what it left behind when it ended is still of its group
		os.killpg(process.pid, signal.SIGKILL)
	except ProcessLookupError:
		pass
	process.wait()


def what_is_wrong(tally: Tally, code: int | None) -> str:
	"""Why a suite without failed tests has failed all the same, or ""."""
	if code is None:
		return "did not come to an end"
	if code < 0:
		return f"was ended by signal {-code}"
	if code:
		return f"ended with exit code {code}"
	return "" if tally.passed else "ran no tests"
