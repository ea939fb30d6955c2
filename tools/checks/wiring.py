"""hooks.py wires and does nothing else; it and patches.txt name only what exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.checks.project import Finding, Project
from tools.checks.source import defined

ALLOWED = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)
BUNDLE = re.compile(r"^[\w.-]+\.bundle\.(js|css)$")
BUNDLE_SOURCES = {"js": ("js", "ts"), "css": ("css", "scss", "less")}


def check(project: Project) -> Iterator[Finding]:
	"""Yield logic in hooks.py, and names in it and in patches.txt that lead nowhere."""
	hooks, patches = f"{project.app}/hooks.py", f"{project.app}/patches.txt"
	if hooks in project.files:
		yield from _hooks(project, hooks)
	if patches in project.files:
		yield from _patches(project, patches)


def _hooks(project: Project, path: str) -> Iterator[Finding]:
	tree = project.tree(path)
	for node in tree.body:
		is_docstring = node is tree.body[0] and isinstance(node, ast.Expr)
		has_lambda = any(isinstance(part, ast.Lambda) for part in ast.walk(node))
		if has_lambda or not (is_docstring or isinstance(node, ALLOWED)):
			yield Finding(path, node.lineno, "hooks.py only assigns: put what works into a module it names.")
	for node in ast.walk(tree):
		value = node.value if isinstance(node, ast.Constant) else None
		if isinstance(value, str) and (problem := _lost(project, value)):
			yield Finding(path, node.lineno, problem)


def _patches(project: Project, path: str) -> Iterator[Finding]:
	for number, line in enumerate(project.text(path).splitlines(), 1):
		patch = line.partition("#")[0].strip()
		is_module = patch and not patch.startswith(("[", "execute:", "finally:"))
		if is_module and not _resolves(project, f"{patch}.execute"):
			yield Finding(path, number, f"{patch} has no function execute.")


def _lost(project: Project, value: str) -> str:
	"""What is wrong with a string that names a function or a file; empty when nothing is."""
	if re.fullmatch(rf"{project.app}(\.\w+)+", value) and not _resolves(project, value):
		return f"{value} names nothing in the app."
	if match := BUNDLE.match(value):
		stem = value[: match.start(1)]
		names = {stem + suffix for suffix in BUNDLE_SOURCES[match.group(1)]}
		if not any(PurePosixPath(path).name in names for path in project.app_files(*names)):
			return f"{value}: no such bundle in {project.app}/public."
	if value.startswith("public/") and f"{project.app}/{value}" not in project.files:
		return f"{value}: no such file in {project.app}."
	return ""


def _resolves(project: Project, dotted: str) -> bool:
	"""Whether a dotted name is a module of the app, or something a module defines."""
	parts = dotted.split(".")
	for length in range(len(parts), 0, -1):
		stem = "/".join(parts[:length])
		for path in (f"{stem}.py", f"{stem}/__init__.py"):
			if path in project.files:
				rest = parts[length:]
				return not rest or rest[0] in defined(project.tree(path))
	return False
