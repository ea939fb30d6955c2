"""How long two commands take on a bare checkout, what the idle bench weighs, how fast the Desk opens a list.

`make bench-platform` makes a copy of what is committed in a temporary folder with caches of its own, which
start empty; Debian's packages are taken as present. Times are seconds, memory is megabytes.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
IDLE = 20  # seconds of rest before memory is read
BARS = {
	"cold start": (90, "s"),
	"warm start, running": (5, "s"),
	"warm start, from down": (5, "s"),
	"memory, idle": (700, "MB"),
	"registration list opens": (0.5, "s"),
	"member list opens": (0.5, "s"),
}


def main() -> int:
	"""Measure, print a table; 1 if a bar was missed."""
	with tempfile.TemporaryDirectory(prefix="platform-") as folder:
		copy, caches = Path(folder, "project"), Path(folder, "caches")
		subprocess.run(["git", "clone", "--quiet", PROJECT, copy], check=True)
		surroundings = {**os.environ, "XDG_CACHE_HOME": str(caches), "npm_config_cache": str(caches / "npm")}
		try:
			seen = measure(copy, surroundings)
		finally:
			make("clean", copy, surroundings)
	return tell(seen)


def measure(copy: Path, surroundings: dict[str, str]) -> dict[str, float]:
	"""Every figure by its name."""
	seen = {"cold start": make("up", copy, surroundings)}
	seen["warm start, running"] = make("up", copy, surroundings)
	make("down", copy, surroundings)
	seen["warm start, from down"] = make("up", copy, surroundings)
	# who looks at the list warms the processes up; idle is what stays after it
	command = [copy / ".bench/env/bin/python", "-m", "benchmarks.desk_pages"]
	pages = subprocess.run(command, cwd=copy, env=surroundings, check=True, stdout=subprocess.PIPE)
	time.sleep(IDLE)
	return {**seen, "memory, idle": memory(copy), **json.loads(pages.stdout)}


def make(target: str, folder: Path, surroundings: dict[str, str]) -> float:
	"""Seconds that a target took."""
	start = time.monotonic()
	subprocess.run(["make", target], cwd=folder, env=surroundings, check=True, stdout=subprocess.DEVNULL)
	return time.monotonic() - start


def memory(folder: Path) -> float:
	"""Proportional set size of all processes that work below a folder: shared pages count once."""
	total = 0
	for process in Path("/proc").glob("[0-9]*"):
		try:
			is_ours = Path(os.readlink(process / "cwd")).is_relative_to(folder)
			if is_ours:
				total += int(re.search(r"^Pss:\s+(\d+)", (process / "smaps_rollup").read_text(), re.M)[1])
		except (OSError, TypeError):
			# it ended while it was looked at
			continue
	return total / 1024


def tell(seen: dict[str, float]) -> int:
	"""Print what was seen beside the bars; 1 if one was missed."""
	print(f"{'what':26}{'seen':>9}{'bar':>9}")
	missed = [name for name, (bar, _unit) in BARS.items() if seen[name] > bar]
	for name, (bar, unit) in BARS.items():
		sign = "  missed" if name in missed else ""
		print(f"{name:26}{seen[name]:>8.2f} {bar:>8g} {unit}{sign}")
	return 1 if missed else 0


if __name__ == "__main__":
	sys.exit(main())
