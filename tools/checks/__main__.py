"""python3 -m tools.checks [--root FOLDER] [--only NAME …]: a line a finding, exit 1 if there is one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from tools.checks import (
	committed,
	docstrings,
	doctypes,
	endpoints,
	engines,
	errors,
	permissions,
	sizes,
	syntax,
	templates,
	wiring,
	workspaces,
)
from tools.checks.project import Finding, Project

MODULES = (
	syntax,
	sizes,
	docstrings,
	permissions,
	endpoints,
	errors,
	templates,
	doctypes,
	wiring,
	workspaces,
	engines,
	committed,
)
CHECKS: dict[str, ModuleType] = {module.__name__.rpartition(".")[2]: module for module in MODULES}


def run(project: Project, names: Iterable[str] = CHECKS) -> dict[str, list[Finding]]:
	"""Return the findings of each named check, in the order of the files."""
	return {name: sorted(set(CHECKS[name].check(project))) for name in names}


def main() -> int:
	"""Print findings and a count a check; return the exit code."""
	parser = argparse.ArgumentParser(prog="tools.checks", description=__doc__)
	parser.add_argument("--root", type=Path, default=Path.cwd(), help="the checkout to look at")
	parser.add_argument("--only", nargs="+", choices=sorted(CHECKS), default=list(CHECKS))
	options = parser.parse_args()
	found = run(Project(options.root), options.only)
	for name, findings in found.items():
		for finding in findings:
			print(f"{finding} [{name}]")
	total = sum(map(len, found.values()))
	print(f"{total} findings: " + ", ".join(f"{name} {len(findings)}" for name, findings in found.items()))
	return 1 if total else 0


if __name__ == "__main__":
	sys.exit(main())
