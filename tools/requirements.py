"""python3 -m tools.requirements: which duties of docs/requirements.csv the last test run proved.

A test proves the ids its name holds: `test_reg_01_member_registers` proves REG-01. An id counts when all its
tests ran and passed.
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.checks.project import Project

REQUIREMENTS = "docs/requirements.csv"
RESULTS = ".bench/test-results"
ID_IN_NAME = re.compile(r"(?<![a-z0-9])([a-z]+)_(\d+)(?![0-9])")
# From worst to best; an id is as good as the worst of its tests.
OUTCOMES = ("fail", "skip", "unrun", "pass")


@dataclass(frozen=True, order=True)
class Proof:
	"""A test function: its file's dotted module, and its name."""

	module: str
	name: str

	@property
	def ids(self) -> list[str]:
		"""The requirement ids its name holds, whether or not they exist."""
		return [f"{group.upper()}-{number}" for group, number in ID_IN_NAME.findall(self.name)]


def read_ids(project: Project) -> list[str]:
	"""All requirement ids, in the order of the file."""
	return [row["id"] for row in csv.DictReader(project.text(REQUIREMENTS).splitlines())]


def written_tests(project: Project) -> Iterator[Proof]:
	"""Every test function of the project's test files."""
	for path in project.having(".py"):
		if not path.rpartition("/")[2].startswith("test_"):
			continue
		module = path.removesuffix(".py").replace("/", ".")
		for owner in [project.tree(path), *_test_classes(project.tree(path))]:
			for node in owner.body:
				if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
					yield Proof(module, node.name)


def _test_classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
	"""Classes pytest collects; a mixin's tests are those of the classes that use it."""
	for node in ast.walk(tree):
		if isinstance(node, ast.ClassDef):
			bases = [ast.unparse(base) for base in node.bases]
			if node.name.startswith("Test") or any("Test" in base for base in bases):
				yield node


def read_results(paths: list[Path]) -> dict[Proof, str]:
	"""Outcome by test from JUnit files; a test that ran several times is as good as its worst run."""
	results: dict[Proof, str] = {}
	for path in paths:
		for case in ElementTree.parse(path).iter("testcase"):
			module = re.sub(r"\.[A-Z]\w*$", "", case.get("classname", ""))
			test = Proof(module, case.get("name", "").partition("[")[0])
			results[test] = min(results.get(test, "pass"), _outcome(case), key=OUTCOMES.index)
	return results


def _outcome(case: ElementTree.Element) -> str:
	if case.find("failure") is not None or case.find("error") is not None:
		return "fail"
	return "skip" if case.find("skipped") is not None else "pass"


def outcomes(ids: list[str], written: list[Proof], results: dict[Proof, str]) -> dict[str, dict[Proof, str]]:
	"""Tests and their outcomes by id; results of tests that are no longer written do not count."""
	names = {test.name for test in written}
	current = {test: outcome for test, outcome in results.items() if test.name in names}
	tests = {**dict.fromkeys(written, "unrun"), **current}
	found: dict[str, dict[Proof, str]] = {each: {} for each in ids}
	for test, outcome in sorted(tests.items()):
		for each in test.ids:
			if each in found:
				found[each][test] = outcome
	return found


def report(found: dict[str, dict[Proof, str]]) -> Iterator[str]:
	"""One line an id with the tests that decide it, and the count of the proved ones."""
	proved = 0
	for each, tests in found.items():
		worst = min(tests.values(), key=OUTCOMES.index, default="none")
		names = dict.fromkeys(test.name for test, outcome in tests.items() if outcome == worst)
		proved += worst == "pass"
		yield f"{each} {worst} {', '.join(names)}".rstrip()
	yield f"{proved} of {len(found)}"


def unknown(ids: list[str], written: list[Proof]) -> Iterator[str]:
	"""A sentence for each test that names an id of a known group that does not exist."""
	groups = {each.partition("-")[0] for each in ids}
	for test in sorted(written):
		for each in test.ids:
			if each.partition("-")[0] in groups and each not in ids:
				yield f"{test.module}.{test.name} names {each}, which {REQUIREMENTS} does not have."


def main() -> int:
	"""Print the report; return 1 when an id's test failed or a test names an id that does not exist."""
	parser = argparse.ArgumentParser(prog="tools.requirements", description=__doc__)
	parser.add_argument("--root", type=Path, default=Path.cwd(), help="the checkout to look at")
	parser.add_argument("--results", type=Path, nargs="+", help=f"JUnit files (default: {RESULTS}/*.xml)")
	options = parser.parse_args()
	project = Project(options.root)
	paths = options.results or sorted((project.root / RESULTS).glob("*.xml"))
	if not paths:
		print(f"No results in {RESULTS}: run make test first.", file=sys.stderr)
	ids, written = read_ids(project), list(written_tests(project))
	found = outcomes(ids, written, read_results(paths))
	wrong = list(unknown(ids, written))
	for sentence in wrong:
		print(sentence, file=sys.stderr)
	print("\n".join(report(found)))
	return 1 if wrong or any("fail" in tests.values() for tests in found.values()) else 0


if __name__ == "__main__":
	sys.exit(main())
