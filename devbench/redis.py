"""A stack's own Redis server: loopback only, with a password; /0 is the cache, /1 the queue."""

from __future__ import annotations

import socket
from pathlib import Path

from . import files, passwords, ports
from .config import Bench
from .database import program
from .failures import Failure
from .processes import Service

# Jobs outlive a restart (appendonly); nothing is ever evicted, since cache and queue share the server.
OPTIONS = """bind 127.0.0.1
port {port}
protected-mode yes
requirepass {password}
dir "{folder}"
databases 2
save ""
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
"""


def options(bench: Bench, stack: str) -> Path:
	"""The stack's configuration file."""
	return bench.config / f"redis-{stack}.conf"


def configure(bench: Bench, stack: str, port: int) -> None:
	"""Write the server's options and make its folder."""
	folder = bench.root / "redis" / stack
	folder.mkdir(parents=True, exist_ok=True)
	password = passwords.read(bench.config)["redis"]
	files.write(
		options(bench, stack), OPTIONS.format(port=port, password=password, folder=folder), mode=0o600
	)


def service(bench: Bench, stack: str, port: int) -> Service:
	"""The stack's Redis server."""
	return Service(
		name=f"{stack}-redis",
		argv=(program("redis-server"), str(options(bench, stack))),
		cwd=bench.root,
		port=port,
		inputs=options(bench, stack).read_text(),
		ready=lambda: is_ready(bench, port),
		# it reads its log of waiting jobs first
		patience=30,
	)


def is_ready(bench: Bench, port: int) -> bool:
	"""Whether the server on `port` takes commands; it listens before it has loaded its data."""
	try:
		command(bench, port, "PING")
	except (OSError, Failure):
		return False
	return True


def url(bench: Bench, port: int, number: int) -> str:
	"""Where clients find database `number` of the server on `port`."""
	return f"redis://:{passwords.read(bench.config)['redis']}@{ports.HOST}:{port}/{number}"


def empty_cache(bench: Bench, port: int) -> None:
	"""Forget what Frappe cached; queued jobs stay."""
	command(bench, port, "SELECT 0", "FLUSHDB")


def command(bench: Bench, port: int, *lines: str) -> None:
	"""Send plain commands, one a line; Failure if Redis refuses one."""
	password = passwords.read(bench.config)["redis"]
	with socket.create_connection((ports.HOST, port), timeout=10) as connection:
		replies = connection.makefile("rb")
		for line in (f"AUTH {password}", *lines):
			connection.sendall(line.encode() + b"\r\n")
			reply = replies.readline()
			if not reply.startswith((b"+", b":")):
				raise Failure(f"Redis on port {port} refused a command: {reply.decode().strip()}.")
