"""Code that acts past the user's permissions says why, and controllers leave the transaction alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.checks.project import Finding, Project
from tools.checks.source import Source, is_true

UNGUARDED = {
	"frappe.get_all",
	"frappe.db.get_all",
	"frappe.db.sql",
	"frappe.db.sql_list",
	"frappe.db.multisql",
	"frappe.set_user",
}
EXPLAIN = "say why in a comment `# acts for itself: …` on this line or the one above."


def check(project: Project) -> Iterator[Finding]:
	"""Yield unexplained steps past permissions, and transactions ended by a controller."""
	for path in project.app_code:
		source = project.source(path)
		for node, name in _bypasses(source):
			if not source.is_explained(node):
				yield Finding(path, node.lineno, f"{name} passes the user's permissions by: {EXPLAIN}")
		if "/doctype/" in path:
			yield from _transactions(path, source)


def _bypasses(source: Source) -> Iterator[tuple[ast.expr, str]]:
	for call, name in source.calls():
		if name in UNGUARDED:
			yield call, name
		for keyword in call.keywords:
			if keyword.arg == "ignore_permissions" and is_true(keyword.value):
				yield keyword.value, "ignore_permissions=True"
	for node in source.nodes:
		if isinstance(node, ast.Assign) and is_true(node.value):
			yield from (
				(target, "flags.ignore_permissions")
				for target in node.targets
				if isinstance(target, ast.Attribute) and target.attr == "ignore_permissions"
			)
		if isinstance(node, ast.Dict):
			yield from (
				(key, '"ignore_permissions": True')
				for key, value in zip(node.keys, node.values, strict=True)
				if isinstance(key, ast.Constant) and key.value == "ignore_permissions" and is_true(value)
			)


def _transactions(path: str, source: Source) -> Iterator[Finding]:
	for call, name in source.calls():
		to_savepoint = any(keyword.arg == "save_point" for keyword in call.keywords)
		if name == "frappe.db.commit" or (name == "frappe.db.rollback" and not to_savepoint):
			yield Finding(path, call.lineno, f"{name} in a controller: the request ends the transaction.")
