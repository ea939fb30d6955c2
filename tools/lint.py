"""python3 -m tools.lint --bin FOLDER --node-bin FOLDER: every linter, a line each; exit 1 if one failed.

FOLDER is where a tool's programs lie: the bench's own are .bench/env/bin and .bench/node/node_modules/.bin.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import textwrap
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(".bench")


@dataclass(frozen=True)
class Outcome:
	"""How one linter ended; seconds are wall time."""

	name: str
	passed: bool
	seconds: float
	output: str

	def __str__(self) -> str:
		line = f"{'ok' if self.passed else 'FAILED'} {self.name} {self.seconds:.1f} s"
		return line if self.passed else f"{line}\n{textwrap.indent(self.output.strip(), '   ')}"


def commands(python_bin: Path, node_bin: Path) -> dict[str, list[str]]:
	"""The linters by name, as commands to run in the checkout's root."""
	return {
		"ruff check": [f"{python_bin}/ruff", "check", "--quiet", "--output-format", "concise", "."],
		"ruff format": [f"{python_bin}/ruff", "format", "--check", "--output-format", "concise", "."],
		"imports": [f"{python_bin}/lint-imports", "--no-logo", "--no-cache"],
		"checks": [sys.executable, "-m", "tools.checks"],
		"eslint": [f"{node_bin}/eslint", "--no-warn-ignored", "."],
		"prettier": [f"{node_bin}/prettier", "--check", "--log-level", "warn", "."],
	}


def run(name: str, command: list[str], node_bin: Path) -> Outcome:
	"""Run one linter to its end; a program that is not there counts as failed."""
	environment = {**os.environ, "NODE_PATH": str(node_bin.resolve().parent), "NO_COLOR": "1"}
	start = time.monotonic()
	try:
		done = subprocess.run(command, capture_output=True, text=True, env=environment)
	except FileNotFoundError:
		return Outcome(name, False, 0.0, f"{command[0]} is not there: run make up first, or name its folder.")
	return Outcome(name, done.returncode == 0, time.monotonic() - start, done.stdout + done.stderr)


def write_junit(path: Path, outcomes: list[Outcome]) -> None:
	"""Write the outcomes as a JUnit file, each linter as a test."""
	suite = ElementTree.Element("testsuite", name="lint")
	for outcome in outcomes:
		case = ElementTree.SubElement(suite, "testcase", name=outcome.name, time=f"{outcome.seconds:.1f}")
		if not outcome.passed:
			ElementTree.SubElement(case, "failure").text = outcome.output
	ElementTree.ElementTree(suite).write(path, encoding="utf-8")


def main() -> int:
	"""Run all linters, print their lines in order and the count; return the exit code."""
	parser = argparse.ArgumentParser(prog="tools.lint", description=__doc__)
	parser.add_argument("--bin", type=Path, default=BENCH / "env/bin", help="folder of ruff, lint-imports")
	parser.add_argument("--node-bin", type=Path, default=BENCH / "node/node_modules/.bin", help="of eslint")
	parser.add_argument("--junit", type=Path, help="also write the outcomes to this JUnit file")
	options = parser.parse_args()
	linters = commands(options.bin, options.node_bin)
	with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
		outcomes = list(pool.map(lambda linter: run(*linter, options.node_bin), linters.items()))
	print("\n".join(map(str, outcomes)))
	if options.junit:
		write_junit(options.junit, outcomes)
	failed = sum(not outcome.passed for outcome in outcomes)
	print(f"{len(outcomes) - failed} passed, {failed} failed")
	return 1 if failed else 0


if __name__ == "__main__":
	sys.exit(main())
