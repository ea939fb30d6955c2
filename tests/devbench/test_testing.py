"""The runner of tests is believed: so each way in which a suite can end is tried on it."""

import argparse
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from devbench import results, suites, testing
from devbench.config import Bench, Project
from devbench.failures import Failure
from devbench.processes import start_time
from devbench.results import Tally
from devbench.suites import Suite

SUITES = {
	"passing": ("def test_one(): pass\ndef test_two(): pass\n", Tally(2, 0)),
	"failing": ("def test_one(): pass\ndef test_two(): assert False\n", Tally(1, 1)),
	"broken set-up": (
		"import pytest\n@pytest.fixture\ndef broken(): raise OSError\ndef test_one(broken): pass\n",
		Tally(0, 1),
	),
	"not importable": ("import no_such_module\n", Tally(0, 1)),
	"empty": ("", Tally(0, 1)),
	"all skipped": ("import pytest\ndef test_one(): pytest.skip()\n", Tally(0, 1, 1)),
	"killed": ("import os, signal\ndef test_one(): os.kill(os.getpid(), signal.SIGKILL)\n", Tally(0, 1)),
	"leaving early": ("import os\ndef test_one(): os._exit(0)\n", Tally(0, 1)),
}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
	return Bench(Project(tmp_path, app="fake", site="fake.localhost"))


def pytest_suite(folder: Path, source: str) -> Suite:
	(folder / "test_fake.py").write_text(source)
	report = folder / "results" / "fake.xml"
	argv = (
		sys.executable,
		"-m",
		"pytest",
		"-q",
		"-c",
		os.devnull,
		f"--rootdir={folder}",
		"--junit-xml",
		str(report),
	)
	return Suite("fake", (*argv, str(folder)), report, folder)


def shell_suite(folder: Path, script: str, name: str = "shell") -> Suite:
	return Suite(name, ("/bin/sh", "-c", script), folder / f"{name}.xml", folder)


def ends(pid: int) -> bool:
	"""Whether a process is gone within 10 s; a signal takes its time."""
	deadline = time.monotonic() + 10
	while start_time(pid) is not None and time.monotonic() < deadline:
		time.sleep(0.02)
	return start_time(pid) is None


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_is_counted_however_it_ends(name, tmp_path):
	source, expected = SUITES[name]
	assert suites.run(pytest_suite(tmp_path, source), os.environ) == expected


def test_what_a_failed_test_says_is_told_at_the_end(tmp_path, capfd):
	long = "a" * 400
	lines = ["first", long, *map(str, range(90)), "last"]
	source = f"def test_one(): raise OSError('\\n'.join({lines!r}))\n"
	suites.run_all([pytest_suite(tmp_path, source)], os.environ)
	told = capfd.readouterr().out.split("skipped in")[1]
	assert "test_fake test_one: " in told and "first\naaa" in told and long not in told
	assert "\n9\n" in told and "\n45\n" not in told


def test_a_suite_that_hangs_is_ended_with_all_it_started(tmp_path):
	script = f"sleep 600 & echo $! > {tmp_path}/child; wait"
	assert suites.run(shell_suite(tmp_path, script), os.environ, longest=0.5) == Tally(0, 1)
	assert ends(int((tmp_path / "child").read_text()))


def test_what_a_suite_leaves_running_is_ended(tmp_path):
	script = f"sleep 600 & echo $! > {tmp_path}/child; echo '<testcase/>' > shell.xml"
	assert suites.run(shell_suite(tmp_path, script), os.environ) == Tally(1, 0)
	assert ends(int((tmp_path / "child").read_text()))


def test_a_program_that_is_missing_counts_as_failed(tmp_path):
	suite = Suite("missing", ("/no/such/program",), tmp_path / "missing.xml", tmp_path)
	assert suites.run(suite, os.environ) == Tally(0, 1)


def test_an_old_report_is_not_counted_again(tmp_path):
	(tmp_path / "shell.xml").write_text("<testsuite><testcase/></testsuite>")
	assert suites.run(shell_suite(tmp_path, "exit 3"), os.environ) == Tally(0, 1)


def test_a_report_cut_short_counts_as_failed(tmp_path):
	assert suites.run(shell_suite(tmp_path, "echo '<testsuite><testcase' > shell.xml"), os.environ) == Tally(
		0, 1
	)


def test_success_without_failed_tests_but_with_a_bad_exit_code_is_a_failure(tmp_path):
	script = "echo '<testsuite><testcase/></testsuite>' > shell.xml; exit 1"
	assert suites.run(shell_suite(tmp_path, script), os.environ) == Tally(1, 1)


def test_all_suites_run_and_add_up(tmp_path):
	good = shell_suite(tmp_path, "echo '<testsuite><testcase/></testsuite>' > good.xml", "good")
	bad = shell_suite(tmp_path, "kill -9 $$", "bad")
	assert suites.run_all([bad, good], os.environ) == Tally(1, 1)


def test_tests_of_tests_inside_suites_are_counted(tmp_path):
	report = tmp_path / "node.xml"
	report.write_text(
		"<testsuites><testsuite><testcase/><testsuite><testcase><failure/></testcase></testsuite></testsuite>"
		"<testcase><skipped/></testcase></testsuites>"
	)
	assert results.read(report) == Tally(1, 1, 1)


@pytest.mark.parametrize(
	("tally", "code"), [(Tally(3, 0), 0), (Tally(3, 0, 1), 0), (Tally(3, 1), 1), (Tally(0, 0), 1)]
)
def test_the_last_line_and_the_exit_code_agree(tally, code, bench, capsys):
	assert testing.conclude(bench, lambda: tally) == code
	assert capsys.readouterr().out.splitlines()[-1] == f"{tally.passed} passed, {tally.failed} failed"
	assert (testing.results_folder(bench) / testing.SUMMARY).read_text() == f"{tally}\n"


def test_a_bench_that_cannot_be_made_is_a_failed_test(bench, capsys):
	def fail() -> Tally:
		raise Failure("There is no room.")

	assert testing.conclude(bench, fail) == 1
	told = capsys.readouterr()
	assert told.err == "There is no room.\n"
	assert told.out.splitlines()[-1] == "0 passed, 1 failed"


def test_being_asked_to_end_still_says_how_it_ended(bench, capsys):
	def ask_to_end() -> Tally:
		threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()
		return suites.run(shell_suite(bench.project.root, "sleep 60"), os.environ)

	handler = signal.getsignal(signal.SIGTERM)
	try:
		assert testing.conclude(bench, ask_to_end) == 1
	finally:
		signal.signal(signal.SIGTERM, handler)
	assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 1 failed"


def test_the_stack_is_stopped_whatever_happens_to_the_tests(bench, monkeypatch):
	stopped = []

	def break_down(*arguments: object) -> Tally:
		raise Failure("The suites broke down.")

	monkeypatch.setattr(testing, "start_stack", lambda bench, keep: None)
	monkeypatch.setattr(testing, "environment", lambda stack: {})
	monkeypatch.setattr(testing, "stop_stack", stopped.append)
	monkeypatch.setattr(suites, "run_all", break_down)
	assert testing.test(bench, argparse.Namespace(rest=[], keep=False)) == 1
	assert stopped == [bench]


def test_two_runs_in_one_bench_are_kept_apart(bench):
	with testing.alone(bench), pytest.raises(Failure), testing.alone(bench):
		pytest.fail("The second run went on.")
