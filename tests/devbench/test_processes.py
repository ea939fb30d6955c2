"""Services are started once, known again, replaced when outdated, and ended for certain."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devbench import ports, processes
from devbench.failures import Failure
from devbench.processes import Service, Supervisor

LISTEN = "import socket, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up'); time.sleep(60)"


@pytest.fixture
def supervisor(tmp_path: Path):
	"""A supervisor whose services end with the test."""
	(tmp_path / "pids").mkdir()
	made = Supervisor(tmp_path, tmp_path / "pids", tmp_path / "logs", os.environ)
	yield made
	made.stop(path.name for path in (tmp_path / "pids").iterdir())


@pytest.fixture
def port() -> int:
	with socket.socket() as probe:
		probe.bind((ports.HOST, 0))
		return probe.getsockname()[1]


@pytest.fixture
def service(tmp_path: Path):
	"""Makes a service that runs a line of Python; by default it sleeps."""

	def make(code: str = "import time; time.sleep(60)", **more) -> Service:
		return Service("sleeper", (sys.executable, "-c", code), tmp_path, **more)

	return make


def test_a_running_service_is_left_alone(supervisor: Supervisor, service):
	assert supervisor.ensure([service()]) == ["sleeper"]
	first = supervisor.find("sleeper")
	assert supervisor.ensure([service()]) == []
	assert supervisor.find("sleeper") == first


def test_a_service_with_other_inputs_is_replaced(supervisor: Supervisor, service):
	supervisor.ensure([service(inputs="old")])
	first = supervisor.find("sleeper")
	assert supervisor.ensure([service(inputs="new")]) == ["sleeper"]
	assert supervisor.find("sleeper").pid != first.pid
	assert processes.start_time(first.pid) is None


def test_a_service_is_ready_when_its_port_answers(supervisor: Supervisor, service, port: int):
	supervisor.ensure([service(LISTEN.format(port=port), port=port)])
	assert processes.accepts(port)


def test_a_port_held_by_another_program_is_named(supervisor: Supervisor, service, port: int):
	with socket.create_server((ports.HOST, port)), pytest.raises(Failure, match=f"Port {port}"):
		supervisor.ensure([service(port=port)])


def test_a_service_that_ends_at_once_tells_its_last_words(supervisor: Supervisor, service):
	with pytest.raises(Failure, match=r"sleeper ended right after its start: .*no such setting"):
		supervisor.ensure([service("raise SystemExit('no such setting')", port=1, patience=10)])


def test_a_silent_service_is_not_waited_for_without_end(supervisor: Supervisor, service, port: int):
	with pytest.raises(Failure, match=r"did not answer within 0\.5 s"):
		supervisor.ensure([service(port=port, patience=0.5)])


def test_a_number_given_to_another_process_is_not_the_service(supervisor: Supervisor, tmp_path: Path):
	(tmp_path / "pids" / "sleeper").write_text(f"{os.getpid()} 1 key\n")
	assert supervisor.find("sleeper") is None
	assert supervisor.stop(["sleeper"]) == []


def test_the_process_of_a_bench_that_this_one_was_copied_from_is_not_ours(
	supervisor: Supervisor, service, tmp_path: Path
):
	supervisor.ensure([service()])
	(tmp_path / "copy").mkdir()
	copy = Supervisor(tmp_path / "copy", supervisor.pids, supervisor.logs, os.environ)
	assert copy.find("sleeper") is None
	assert supervisor.find("sleeper")


def test_a_cut_off_record_is_no_service(supervisor: Supervisor, tmp_path: Path):
	(tmp_path / "pids" / "sleeper").write_text("12")
	assert supervisor.find("sleeper") is None


def test_a_stubborn_service_is_killed(supervisor: Supervisor, service, monkeypatch: pytest.MonkeyPatch):
	monkeypatch.setattr(processes, "PATIENCE", ((0.3, signal.SIGTERM), (0.3, signal.SIGKILL), (5, None)))
	supervisor.ensure([service(STUBBORN, ready=lambda: "up" in supervisor.log_of("sleeper").read_text())])
	pid = supervisor.find("sleeper").pid
	supervisor.stop(["sleeper"])
	assert processes.start_time(pid) is None


def test_children_are_known():
	with subprocess.Popen(["/bin/sh", "-c", "sleep 60 & wait"]) as parent:
		deadline = time.monotonic() + 5
		while not (children := processes.descendants(parent.pid)) and time.monotonic() < deadline:
			time.sleep(0.02)
		for pid in [*children, parent.pid]:
			os.kill(pid, signal.SIGKILL)
	assert len(children) == 1
