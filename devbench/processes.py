"""Long-running processes: started once, known by process number and start time, stopped for certain."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import files, ports
from .failures import Failure

# The process writes its own number and start time before it becomes the service, so that none is ever lost,
# however devbench ends.
RECORD = """
record=$1; key=$2; shift 2
echo $$ "$(cut -d" " -f22 /proc/$$/stat)" "$key" > "$record.new" && mv "$record.new" "$record" && exec "$@"
"""


# How long to wait for the end of a process that was asked to end, in seconds, and what to send it then.
# A worker first finishes its job; the second request makes it give the job up.
PATIENCE = ((4, signal.SIGTERM), (6, signal.SIGKILL), (5, None))


@dataclass(frozen=True)
class Service:
	"""A process to be kept running.

	`inputs` is what it was started from: when they change, a running process is replaced. `port` is what it
	listens on, if anything; `ready` tells when it answers (default: the port takes a connection).
	"""

	name: str
	argv: tuple[str, ...]
	cwd: Path
	port: int | None = None
	inputs: str = ""
	environment: Mapping[str, str] = field(default_factory=dict)
	ready: Callable[[], bool] | None = None
	patience: float = 10
	other_port: str = "delete .bench/config/ports.json to have other ports chosen"

	@property
	def key(self) -> str:
		return files.digest(self.argv, str(self.cwd), self.inputs, sorted(self.environment.items()))


@dataclass(frozen=True)
class Running:
	"""A process that devbench started and that still lives."""

	pid: int
	key: str


class Supervisor:
	"""Starts and stops services that work below `root`; `pids` holds their records, `logs` their output."""

	def __init__(self, root: Path, pids: Path, logs: Path, environment: Mapping[str, str]):
		self.root = root
		self.pids = pids
		self.logs = logs
		self.environment = environment

	def find(self, name: str) -> Running | None:
		"""The running process of that name, or None.

		Neither a process that got its number later is it, nor one of a bench that this one was copied from.
		"""
		try:
			pid, started, key = (self.pids / name).read_text().split()
		except (FileNotFoundError, ValueError):
			return None
		is_it = start_time(int(pid)) == started and works_in(int(pid), self.root)
		return Running(int(pid), key) if is_it else None

	def is_current(self, service: Service) -> bool:
		"""True if the service runs, started from today's inputs."""
		running = self.find(service.name)
		return running is not None and running.key == service.key

	def ensure(self, services: Iterable[Service]) -> list[str]:
		"""Start what does not run and replace what runs from outdated inputs; names of those (re)started.

		Failure if a port is taken by another program or a service ends or stays silent.
		"""
		outdated = [service for service in services if not self.is_current(service)]
		self.stop(service.name for service in outdated)
		for service in outdated:
			if service.port:
				ports.require_free(service.port, service.name, service.other_port)
			self._start(service)
		for service in outdated:
			self._await(service)
		return [service.name for service in outdated]

	def stop(self, names: Iterable[str]) -> list[str]:
		"""End the named services, politely first; names of those that ran."""
		running = {name: found for name in names if (found := self.find(name))}
		for found in running.values():
			send(found.pid, signal.SIGTERM)
		for name, found in running.items():
			self._see_ended(name, found)
			(self.pids / name).unlink(missing_ok=True)
		return list(running)

	def log_of(self, name: str) -> Path:
		return self.logs / f"{name}.log"

	def _start(self, service: Service) -> None:
		log = self.log_of(service.name)
		log.parent.mkdir(parents=True, exist_ok=True)
		record = self.pids / service.name
		record.unlink(missing_ok=True)
		with log.open("ab") as output:
			subprocess.Popen(
				["/bin/sh", "-c", RECORD, "sh", str(record), service.key, *service.argv],
				cwd=service.cwd,
				env={**self.environment, **service.environment},
				stdin=subprocess.DEVNULL,
				stdout=output,
				stderr=subprocess.STDOUT,
				start_new_session=True,
			)

	def _await(self, service: Service) -> None:
		ready = service.ready or (lambda: service.port is None or accepts(service.port))
		deadline = time.monotonic() + service.patience
		while time.monotonic() < deadline:
			# the record, not the process: it may end between two looks
			born = (self.pids / service.name).exists()
			if born and self.find(service.name) is None:
				raise Failure(f"{service.name} ended right after its start: {self._last_words(service.name)}")
			if born and ready():
				return
			time.sleep(0.03)
		raise Failure(
			f"{service.name} did not answer within {service.patience:g} s: {self._last_words(service.name)}"
		)

	def _last_words(self, name: str) -> str:
		log = self.log_of(name)
		lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
		last = next((line.strip() for line in reversed(lines) if line.strip()), "it wrote nothing")
		return f"{last.rstrip('.')}; details are in {log}."

	def _see_ended(self, name: str, found: Running) -> None:
		for patience, next_signal in PATIENCE:
			deadline = time.monotonic() + patience
			while time.monotonic() < deadline:
				if self.find(name) is None:
					return
				time.sleep(0.02)
			targets = [*descendants(found.pid), found.pid] if next_signal == signal.SIGKILL else [found.pid]
			for pid in targets if next_signal else []:
				send(pid, next_signal)
		raise Failure(f"{name} (process {found.pid}) cannot be ended.")


def start_time(pid: int) -> str | None:
	"""When the process began, in clock ticks since boot, or None if it is gone or only awaits burial."""
	try:
		stat = Path(f"/proc/{pid}/stat").read_text()
	except OSError:
		return None
	# the name in brackets may itself hold blanks and brackets
	state, *rest = stat.rpartition(")")[2].split()
	return None if state in "ZX" else rest[18]


def works_in(pid: int, folder: Path) -> bool:
	"""True if the process has its working folder inside `folder`."""
	try:
		return Path(os.readlink(f"/proc/{pid}/cwd")).is_relative_to(folder.resolve())
	except OSError:
		return False


def descendants(pid: int) -> list[int]:
	"""The children of a process and their children, deepest first."""
	children: dict[int, list[int]] = {}
	for entry in Path("/proc").glob("[0-9]*/stat"):
		try:
			parent = int(entry.read_text().rpartition(")")[2].split()[1])
		except OSError:
			continue
		children.setdefault(parent, []).append(int(entry.parent.name))
	found = []
	for child in children.get(pid, []):
		found += [*descendants(child), child]
	return found


def send(pid: int, number: int) -> None:
	"""Signal a process that may already be gone."""
	try:
		os.kill(pid, number)
	except ProcessLookupError:
		return


def accepts(port: int) -> bool:
	"""True if something takes connections on `port`."""
	with socket.socket() as probe:
		probe.settimeout(1)
		return probe.connect_ex((ports.HOST, port)) == 0


def answers(url: str, status: int = 200) -> bool:
	"""True if `url` answers with `status` within 5 s."""
	try:
		# no proxy: these are this machine's own addresses
		opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
		with opener.open(url, timeout=5) as response:
			return response.status == status
	except urllib.error.HTTPError as error:
		return error.code == status
	except OSError:
		return False
