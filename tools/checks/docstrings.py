"""A public function says what it does, so that nobody has to read how."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.checks.project import Finding, Project, is_test

# Frappe calls these by name; their meaning is Frappe's.
FRAMEWORK_NAMES = {
	"on_doctype_update",
	"execute",
	"get_context",
	"get_data",
	"get_list_context",
}


def check(project: Project) -> Iterator[Finding]:
	"""Yield public functions of modules that have no docstring."""
	for path in project.having(".py"):
		if is_test(path):
			continue
		for node in project.tree(path).body:
			if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
				continue
			is_ours = not node.name.startswith("_") and node.name not in FRAMEWORK_NAMES
			if is_ours and not ast.get_docstring(node):
				yield Finding(path, node.lineno, f"{node.name} has no docstring.")
