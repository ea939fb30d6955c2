"""Reading Python: dotted names of calls, and the comments that explain an exception to a rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

REASON = re.compile(r"#\s*acts for itself:\s*\S")


class Source:
	"""One Python file's tree, with what the plain tree does not tell: parents and comments."""

	def __init__(self, text: str, tree: ast.Module):
		self.nodes = list(ast.walk(tree))
		self.lines = text.splitlines()
		self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
		self.imported = dict(self._from_frappe())

	def _from_frappe(self) -> Iterator[tuple[str, str]]:
		for node in self.nodes:
			if isinstance(node, ast.ImportFrom) and node.module == "frappe":
				yield from ((alias.asname or alias.name, f"frappe.{alias.name}") for alias in node.names)

	def calls(self) -> Iterator[tuple[ast.Call, str]]:
		"""Every call with its dotted name, e.g. `frappe.get_doc().save`."""
		for node in self.nodes:
			if isinstance(node, ast.Call):
				yield node, self.dotted(node.func)

	def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
		"""All functions, methods and inner ones too."""
		for node in self.nodes:
			if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
				yield node

	def dotted(self, node: ast.expr) -> str:
		"""The dotted name of an expression; a part that is no name is left empty."""
		if isinstance(node, ast.Name):
			return self.imported.get(node.id, node.id)
		if isinstance(node, ast.Attribute):
			return f"{self.dotted(node.value)}.{node.attr}"
		if isinstance(node, ast.Call):
			return f"{self.dotted(node.func)}()"
		return ""

	def is_explained(self, node: ast.expr | ast.stmt | ast.keyword) -> bool:
		"""Whether `# acts for itself: why` stands on the node's or its statement's line, or above one."""
		starts = {node.lineno, self.statement(node).lineno}
		near = starts | {line - 1 for line in starts}
		return any(REASON.search(self.lines[line - 1]) for line in near if line > 0)

	def statement(self, node: ast.AST) -> ast.stmt:
		"""The statement a node stands in."""
		while not isinstance(node, ast.stmt):
			node = self.parents[node]
		return node


def is_true(node: ast.expr | None) -> bool:
	"""Whether an expression is written as True or 1."""
	return isinstance(node, ast.Constant) and node.value in (True, 1)


def defined(tree: ast.Module) -> set[str]:
	"""The names a module defines or imports at its top level."""
	names: set[str] = set()
	for node in tree.body:
		if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
			names.add(node.name)
		elif isinstance(node, ast.Import | ast.ImportFrom):
			names.update(alias.asname or alias.name for alias in node.names)
		elif isinstance(node, ast.Assign):
			names.update(target.id for target in node.targets if isinstance(target, ast.Name))
		elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
			names.add(node.target.id)
	return names
