"""`make test`: every linter and test of the project, on a site made fresh in a stack of its own."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import database, dump, files, recipe, suites
from .config import Bench
from .failures import Failure
from .processes import descendants, send
from .results import Tally
from .site import Site
from .stack import NAMES, Stack, open_all, ports_record
from .steps import Step, Steps, complain, say
from .suites import Suite

NODE_TESTS = Path("devbench/node/tests")
SUMMARY = "summary.txt"
# the most that the database is given while something is measured, in bytes
MEASURED_MEMORY = 4 << 30
# what linters need of a bench
LINTED_WITH = ("uv", "python", "node", "npm")


def test(bench: Bench, arguments: argparse.Namespace) -> int:
	"""run linters and tests on a fresh site; arguments go to pytest, which then runs alone"""
	return conclude(bench, lambda: run_tests(bench, arguments.rest, arguments.keep))


def lint(bench: Bench, arguments: argparse.Namespace) -> int:
	"""run the project's linters"""
	return conclude(bench, lambda: run_linters(bench))


def results_folder(bench: Bench) -> Path:
	"""Where the suites' JUnit files and the closing line of the last run lie."""
	return bench.root / "test-results"


def conclude(bench: Bench, work: Callable[[], Tally]) -> int:
	"""Do the work and say how it ended, on the last line and as an exit code.

	Whatever keeps the tests from running counts as one that failed.
	"""
	summary = results_folder(bench) / SUMMARY
	files.remove(summary)
	signal.signal(signal.SIGTERM, interrupt)
	try:
		tally = work()
	except Failure as failure:
		complain(str(failure))
		tally = Tally(failed=1)
	except KeyboardInterrupt:
		complain("Stopped before the end.")
		tally = Tally(failed=1)
	files.write(summary, f"{tally}\n")
	sys.stderr.flush()
	say(f"\n{tally}")
	return 1 if tally.failed or not tally.passed else 0


def interrupt(number: int, frame: object) -> None:
	"""Take a SIGTERM as an interrupt at the terminal, which also reaches the programs devbench waits for."""
	for pid in descendants(os.getpid()):
		# services and suites have groups of their own; they are ended in order
		if group_of(pid) == os.getpgrp():
			send(pid, signal.SIGTERM)
	raise KeyboardInterrupt


def group_of(pid: int) -> int | None:
	"""The process group of a process, or None if it is gone."""
	try:
		return os.getpgid(pid)
	except ProcessLookupError:
		return None


def run_linters(bench: Bench) -> Tally:
	"""The project's linters, with no more of a bench than they need."""
	with bench.lock():
		steps = recipe.bench_steps(bench)
		Steps(bench.stamps).run(step for step in steps if step.name in LINTED_WITH)
	return suites.run_all(lint_suites(bench), bench.environment())


def run_tests(bench: Bench, rest: list[str], keep: bool) -> Tally:
	"""All suites, or pytest alone with the arguments in `rest`, beside a test stack that is stopped after."""
	with alone(bench):
		try:
			stack = start_stack(bench, keep)
			chosen = [python_suite(bench, rest)] if rest else list(all_suites(bench))
			return suites.run_all(chosen, environment(stack))
		finally:
			if not keep:
				stop_stack(bench)


def measure(bench: Bench, arguments: argparse.Namespace) -> int:
	"""run a Python module on a fresh site of its own, such as a benchmark: MODULE [arguments]"""
	if not arguments.rest:
		raise Failure("Say which module to run: measure MODULE [arguments].")
	with alone(bench):
		try:
			stack = start_stack(bench, arguments.keep)
			command = [str(bench.python), "-m", *arguments.rest]
			# as an office's server has; a developer's bench is content with less
			with database.given_memory(bench, min(MEASURED_MEMORY, memory() // 2)):
				return subprocess.run(command, cwd=bench.project.root, env=environment(stack)).returncode
		finally:
			if not arguments.keep:
				stop_stack(bench)


def memory() -> int:
	"""How many bytes of memory the machine has."""
	return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


@contextmanager
def alone(bench: Bench) -> Iterator[None]:
	"""One test run at a time; `make up` may go on beside it."""
	bench.make_folders()
	with (bench.config / "testing.lock").open("w") as file:
		try:
			fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			raise Failure("Tests are already running in this bench.") from None
		yield


def start_stack(bench: Bench, keep: bool) -> Stack:
	"""Serve a fresh site in the test stack or, with `keep`, the one that was left there before."""
	with bench.lock():
		stacks = open_all(bench)
		work, stack = stacks
		if not keep:
			forget(stack)
		database.configure(bench, work.database_port)
		for each in stacks:
			each.configure()
		steps = [*recipe.bench_steps(bench), *recipe.data_steps(bench, stack)]
		Steps(bench.stamps).run([*steps, *recipe.site_steps(bench, stack), service_step(stack)])
	return stack


def forget(stack: Stack) -> None:
	"""End what an earlier run may have left, and let its site be made anew, with no jobs waiting for it."""
	stack.stop()
	files.remove(stack.bench.root / "redis" / stack.name)
	stack.sites.mkdir(exist_ok=True)
	Site(stack).unfinished.touch()


def service_step(stack: Stack) -> Step:
	"""What serves the test site. Nothing runs there by the clock: a test that wants a job calls it."""

	def start() -> bool:
		services = stack.site_services(dump.loaded_key(stack.bench))
		return recipe.serve(
			stack, [service for service in services if service.name != f"{stack.name}-schedule"]
		)

	return Step(f"{stack.name}-services", "Services started", start, after=(f"{stack.name}-demo", "npm"))


def stop_stack(bench: Bench) -> None:
	"""End the test stack, and MariaDB if no other stack is using it."""
	if not ports_record(bench).exists():
		return
	with bench.lock():
		work, stack = (Stack.open(bench, name) for name in NAMES)
		stack.stop()
		if not any(work.supervisor.find(name) for name in work.service_names()):
			work.supervisor.stop([database.SERVICE])


def environment(stack: Stack) -> dict[str, str]:
	"""What tests are told of the bench, beside the environment of all that runs in it."""
	bench = stack.bench
	return {
		**bench.environment(),
		"DEVBENCH_SITES": str(stack.sites),
		"DEVBENCH_SITE": stack.site,
		"DEVBENCH_URL": stack.address,
		"DEVBENCH_RESULTS": str(results_folder(bench)),
		"DEVBENCH_LOGS": str(bench.logs),
		"DEVBENCH_NODE_MODULES": str(bench.node / "node_modules"),
	}


def all_suites(bench: Bench) -> Iterator[Suite]:
	"""The linters, devbench's own JavaScript tests where the project carries them, and pytest."""
	yield from lint_suites(bench)
	if tests := sorted(bench.project.root.glob(f"{NODE_TESTS}/*.test.mjs")):
		yield node_suite(bench, tests)
	yield python_suite(bench, [])


def lint_suites(bench: Bench) -> Iterator[Suite]:
	"""The module that [tool.devbench] names as `lint`, if it names one."""
	if not bench.project.lint:
		return
	report = results_folder(bench) / "lint.xml"
	argv = (sys.executable, "-m", bench.project.lint, "--bin", str(bench.env / "bin"))
	argv += ("--node-bin", str(bench.node / "node_modules" / ".bin"), "--junit", str(report))
	yield Suite("lint", argv, report, bench.project.root)


def node_suite(bench: Bench, tests: list[Path]) -> Suite:
	"""Node's own test runner over `tests`."""
	report = results_folder(bench) / "node.xml"
	argv = ("node", "--test", "--test-reporter=junit", f"--test-reporter-destination={report}")
	argv += ("--test-reporter=dot", "--test-reporter-destination=stdout", *map(str, tests))
	return Suite("node", argv, report, bench.project.root)


def python_suite(bench: Bench, rest: list[str]) -> Suite:
	"""pytest, with the arguments in `rest`."""
	report = results_folder(bench) / "python.xml"
	argv = (str(bench.python), "-m", "pytest", f"--junit-xml={report}", *rest)
	return Suite("python", argv, report, bench.project.root)
