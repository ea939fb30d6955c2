"""Ports: each stack gets a block of its own, chosen once, also when several benches choose at one moment."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from contextlib import contextmanager
from pathlib import Path

from . import files
from .config import user_cache
from .failures import Failure

HOST = "127.0.0.1"
FIRST, LAST, BLOCK = 8000, 9990, 10
# the place of each service inside its stack's block; the public port may be chosen otherwise
PLACES = {"public": 0, "web": 1, "realtime": 2, "redis": 3, "database": 4}


@contextmanager
def registry():
	"""The blocks held, {bench folder: {stack: first port}}, locked while in use and written back after."""
	path = user_cache() / "ports.json"
	with path.open("a+", encoding="utf-8") as file:
		fcntl.flock(file, fcntl.LOCK_EX)
		file.seek(0)
		try:
			held = json.load(file)
		except ValueError:
			# empty at first, or cut short by a full disk: the bind check below still guards
			held = {}
		held = {bench: blocks for bench, blocks in held.items() if Path(bench).is_dir()}
		yield held
		file.seek(0)
		file.truncate()
		json.dump(held, file, indent=1)


def reserve(bench: Path, record: Path, stacks: tuple[str, ...], public: int | None = None) -> dict:
	"""The ports of every stack, {stack: {service: port}}, as remembered in `record` or chosen now.

	`public` sets the first stack's public port. Failure if no free block is left.
	"""
	recorded = files.read_json(record)
	with registry() as held:
		mine = held.setdefault(str(bench), {})
		for stack in stacks:
			# the former block of a bench made anew in the same folder is free for it again
			mine.pop(stack, None)
			# a bench that is a copy of another brought the other's ports along
			if stack not in recorded or first_of(recorded[stack]) in taken(held):
				recorded[stack] = choose(held)
			mine[stack] = first_of(recorded[stack])
		if public:
			recorded[stacks[0]]["public"] = public
		files.write_json(record, recorded)
	return recorded


def choose(held: dict) -> dict[str, int]:
	"""A block that no bench holds and in which every port can be bound."""
	for first in range(FIRST, LAST, BLOCK):
		if first not in taken(held) and all(is_free(first + place) for place in PLACES.values()):
			return {name: first + place for name, place in PLACES.items()}
	raise Failure(f"No free block of {BLOCK} ports is left between {FIRST} and {LAST}.")


def taken(held: dict) -> set[int]:
	"""The first ports of all blocks in the registry."""
	return {first for blocks in held.values() for first in blocks.values()}


def first_of(services: dict[str, int]) -> int:
	"""The first port of the block that a stack's ports are from."""
	return services["web"] - PLACES["web"]


def is_free(port: int) -> bool:
	"""True if a server could listen on `port` of this machine now."""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((HOST, port))
		except OSError:
			return False
	return True


def require_free(port: int, what: str, remedy: str) -> None:
	"""Failure, naming the program where it can be known, if another program listens on `port`."""
	if is_free(port):
		return
	holder = holder_of(port) or "another program"
	raise Failure(f"Port {port}, meant for {what}, is in use by {holder}; stop that program or {remedy}.")


def holder_of(port: int) -> str:
	"""Name and process number of the program listening on `port`, or "" if it cannot be seen."""
	sockets = listening(port)
	for entry in Path("/proc").glob("[0-9]*/fd/*"):
		try:
			if os.readlink(entry) in sockets:
				process = entry.parent.parent
				return f"{(process / 'comm').read_text().strip()} (process {process.name})"
		except OSError:
			# closed meanwhile, or another user's
			continue
	return ""


def listening(port: int) -> set[str]:
	"""The sockets listening on `port`, as they are shown in /proc/PID/fd."""
	found = set()
	for table in ("/proc/net/tcp", "/proc/net/tcp6"):
		rows = Path(table).read_text().splitlines()[1:] if Path(table).exists() else []
		for columns in map(str.split, rows):
			if columns[3] == "0A" and int(columns[1].rpartition(":")[2], 16) == port:
				found.add(f"socket:[{columns[9]}]")
	return found
