"""Every Python and JSON file can be read at all."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

from tools.checks.project import Finding, Project


def check(project: Project) -> Iterator[Finding]:
	"""Yield files that do not parse; the other checks take them for empty."""
	for path in project.having(".py"):
		try:
			ast.parse(project.text(path), filename=path)
		except SyntaxError as error:
			yield Finding(path, error.lineno or 0, f"Python cannot read this: {error.msg}.")
	for path in project.having(".json"):
		try:
			json.loads(project.text(path))
		except json.JSONDecodeError as error:
			yield Finding(path, error.lineno, f"This is no JSON: {error.msg}.")
