"""Runs other programs: output into a log, a failing program into one sentence."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .failures import Failure

NETWORK = re.compile(
	r"ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network is unreachable|dns error"
	r"|error sending request|Temporary failure (resolving|in name resolution)|Could not (resolve|connect)"
	r"|Failed to establish a new connection|Connection timed out|tunnel error|from versions: none",
	re.IGNORECASE,
)
DISK = re.compile(r"No space left on device|ENOSPC|Disk quota exceeded", re.IGNORECASE)
ERROR = re.compile(r"error|exception|failed|cannot|denied|not found", re.IGNORECASE)
# lines that say nothing about the cause
NOISE = re.compile(
	r"^\s*$|^\s*(at |npm (notice|warn)|hint:|A complete log of this run)|^[\s^~]*$|\[(Warning|Note)\] ",
	re.IGNORECASE,
)


def run(
	argv: Sequence[str | Path],
	*,
	what: str,
	log: Path,
	cwd: Path | None = None,
	env: Mapping[str, str] | None = None,
	stdin: str | None = None,
) -> None:
	"""Run a program to its end, its output into `log`; Failure, beginning with `what`, if it fails."""
	log.parent.mkdir(parents=True, exist_ok=True)
	with log.open("a", encoding="utf-8") as output:
		start = output.tell()
		try:
			done = subprocess.run(
				[str(part) for part in argv],
				cwd=cwd,
				env=env,
				input=stdin,
				text=True,
				stdin=subprocess.DEVNULL if stdin is None else None,
				stdout=output,
				stderr=subprocess.STDOUT,
				# leaves it the bench's lock
				close_fds=False,
			)
		except FileNotFoundError:
			raise Failure(f"{what} failed: the program {argv[0]} is missing.") from None
	if done.returncode:
		raise Failure(explain(what, done.returncode, log, start))


def explain(what: str, code: int, log: Path, start: int = 0) -> str:
	"""One sentence on why a program failed, from what it wrote into `log` after `start`."""
	with log.open("rb") as file:
		file.seek(start)
		text = file.read().decode("utf-8", "replace")
	if DISK.search(text):
		return f"{what} failed because the disk is full."
	if NETWORK.search(text):
		return f"{what} failed because a server on the network could not be reached; details are in {log}."
	if code in (-15, -9, -2):
		return f"{what} was stopped by a signal."
	lines = [line.strip() for line in text.splitlines() if not NOISE.match(line)]
	# a line that names an error says more than whatever was written last
	telling = [line for line in lines if ERROR.search(line)] or lines or [f"exit code {code}"]
	cause = telling[-1].rstrip(".")
	return f"{what} failed: {cause}; details are in {log}."
