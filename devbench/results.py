"""What a suite's JUnit file says, counted."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

# what is told of a failed test's message
MOST_LINES = 20
LONGEST_LINE = 300


@dataclass(frozen=True)
class Tally:
	"""How many tests ended how."""

	passed: int = 0
	failed: int = 0
	skipped: int = 0

	def __add__(self, other: Tally) -> Tally:
		return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

	def __str__(self) -> str:
		return f"{self.passed} passed, {self.failed} failed"


def read(path: Path) -> Tally:
	"""How the tests of one JUnit file ended."""
	outcomes = [outcome(case) for case in cases(path)]
	return Tally(*(outcomes.count(name) for name in ("passed", "failed", "skipped")))


def cases(path: Path) -> list[ElementTree.Element]:
	"""The tests of one JUnit file; none if the file was never written or is cut short."""
	try:
		return list(ElementTree.parse(path).iter("testcase"))
	except (FileNotFoundError, ElementTree.ParseError):
		return []


def outcome(case: ElementTree.Element) -> str:
	"""How one test of a JUnit file ended: passed, failed or skipped."""
	if case.find("failure") is not None or case.find("error") is not None:
		return "failed"
	return "passed" if case.find("skipped") is None else "skipped"


def failures(path: Path) -> list[str]:
	"""What each failed test of a JUnit file says of itself, its name first."""
	return [
		f"{case.get('classname')} {case.get('name')}: {shortened(found.get('message') or found.text or '')}"
		for case in cases(path)
		for found in [*case.iter("failure"), *case.iter("error")]
	]


def shortened(text: str) -> str:
	"""The beginning of a long message."""
	return "\n".join(line[:LONGEST_LINE] for line in text.strip().splitlines()[:MOST_LINES])
