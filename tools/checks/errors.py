"""No error is swallowed, and every message a user sees can be translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.checks.project import Finding, Project
from tools.checks.source import Source

BROAD = {"Exception", "BaseException"}
MESSAGES = {"frappe.throw", "frappe.msgprint"}
TRANSLATORS = {"_", "frappe._", "_lt", "frappe._lt"}


def check(project: Project) -> Iterator[Finding]:
	"""Yield swallowed errors in all Python, and untranslatable messages in the app's."""
	for path in project.having(".py"):
		source = project.source(path)
		yield from _swallowed(path, source)
		if path in project.app_code:
			yield from _untranslatable(path, source)


def _swallowed(path: str, source: Source) -> Iterator[Finding]:
	for node in source.nodes:
		if not isinstance(node, ast.ExceptHandler):
			continue
		if node.type is None:
			yield Finding(path, node.lineno, "Bare except: name the error that is meant.")
		elif _names(node.type) & BROAD and all(_does_nothing(step) for step in node.body):
			yield Finding(path, node.lineno, "Every error is swallowed here: name it, log it or raise it.")
	for call, name in source.calls():
		if name in {"suppress", "contextlib.suppress"} and BROAD & {source.dotted(arg) for arg in call.args}:
			yield Finding(path, call.lineno, "suppress(Exception) swallows every error: name the one meant.")


def _names(node: ast.expr) -> set[str]:
	return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _does_nothing(step: ast.stmt) -> bool:
	is_ellipsis = isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant)
	return isinstance(step, ast.Pass | ast.Continue) or is_ellipsis


def _untranslatable(path: str, source: Source) -> Iterator[Finding]:
	for call, name in source.calls():
		if not call.args:
			continue
		text = call.args[0]
		if name in MESSAGES and _is_literal(text):
			yield Finding(path, call.lineno, f"{name} shows a text that is not translated: wrap it in _().")
		if name in TRANSLATORS and not isinstance(text, ast.Constant) and _is_literal(text):
			sentence = "_() of a text put together at run time: translate the pattern, then .format() it."
			yield Finding(path, call.lineno, sentence)


def _is_literal(node: ast.expr) -> bool:
	"""Whether a text stands in the code, plain, as an f-string, or with .format() or % applied."""
	if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
		return _is_literal(node.func.value)
	if isinstance(node, ast.BinOp):
		return _is_literal(node.left) or _is_literal(node.right)
	return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
