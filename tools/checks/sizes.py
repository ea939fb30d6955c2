"""Functions, controllers and files stay small enough to read at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.checks.project import Finding, Project

FUNCTION_LINES = 40
CONTROLLER_LINES = 250
FILE_LINES = 500
CONTROLLER = re.compile(r"/doctype/(\w+)/\1\.py$")
CODE = (".py", ".js", ".mjs", ".ts", ".vue", ".css", ".scss")


def check(project: Project) -> Iterator[Finding]:
	"""Yield files and functions that are too long; blank lines and docstrings count."""
	for path in project.having(*CODE):
		limit = CONTROLLER_LINES if CONTROLLER.search(path) else FILE_LINES
		lines = len(project.text(path).splitlines())
		if lines > limit:
			yield Finding(path, 0, f"{lines} lines, {limit} is the limit: split it by concern.")
	for path in project.having(".py"):
		for function in project.source(path).functions():
			lines = function.end_lineno - function.lineno + 1
			if lines > FUNCTION_LINES:
				sentence = f"{function.name} has {lines} lines, {FUNCTION_LINES} is the limit."
				yield Finding(path, function.lineno, sentence)
