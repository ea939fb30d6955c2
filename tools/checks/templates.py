"""Templates escape what people typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.checks.project import Finding, Project

UNESCAPED = re.compile(r"\{[{%][^{}]*\|\s*safe\b|\{%-?\s*autoescape\s+false")
# «a or "" | e» escapes the empty text alone
HALF_ESCAPED = re.compile(r"\{\{[^{}()|]*\bor\b[^{}()|]*\|\s*e\b")


def check(project: Project) -> Iterator[Finding]:
	"""Yield `| safe`, switched-off and half escaping in HTML files and in templates inside records."""
	for path in project.app_files(".html", ".json", ".md"):
		for number, line in enumerate(project.text(path).splitlines(), 1):
			if UNESCAPED.search(line):
				yield Finding(path, number, "Escaping is switched off: make the value safe where it is made.")
			if HALF_ESCAPED.search(line):
				yield Finding(path, number, "Only what stands after «or» is escaped: put it in brackets.")
