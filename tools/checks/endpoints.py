"""What the web may call: typed, limited for guests, and by POST wherever something is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.checks.project import Finding, Project
from tools.checks.source import Source, is_true

WRITES = {
	"add_comment",
	"apply_workflow",
	"bulk_insert",
	"bulk_update",
	"cancel",
	"db_insert",
	"db_set",
	"db_update",
	"delete",
	"delete_doc",
	"enqueue",
	"insert",
	"rename_doc",
	"save",
	"set_single_value",
	"set_value",
	"submit",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def check(project: Project) -> Iterator[Finding]:
	"""Yield whitelisted functions that lack a type, a rate limit or methods=["POST"]."""
	for path in project.app_code:
		source = project.source(path)
		for function in source.functions():
			door = _door(source, function)
			if door is not None:
				sentences = _findings(source, function, door)
				yield from (Finding(path, function.lineno, f"{function.name} {text}") for text in sentences)


def _door(source: Source, function: Function) -> ast.expr | None:
	"""The decorator that opens a function to the web."""
	for decorator in function.decorator_list:
		called = decorator.func if isinstance(decorator, ast.Call) else decorator
		if source.dotted(called) == "frappe.whitelist":
			return decorator
	return None


def _findings(source: Source, function: Function, door: ast.expr) -> Iterator[str]:
	options = {option.arg: option.value for option in door.keywords} if isinstance(door, ast.Call) else {}
	untyped = [argument.arg for argument in _arguments(function) if argument.annotation is None]
	if untyped:
		yield f"takes {', '.join(untyped)} from the web without a type."
	names = [source.dotted(node).removesuffix("()") for node in function.decorator_list]
	if is_true(options.get("allow_guest")) and not any(name.endswith("rate_limit") for name in names):
		yield "is open to guests without @rate_limit."
	written = _write(source, function, set())
	if written and not _is_post_only(options.get("methods")):
		yield f'writes ({written}) but takes GET, which carries no token: methods=["POST"].'


def _arguments(function: Function) -> list[ast.arg]:
	arguments = function.args
	plain = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
	starred = [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
	return [argument for argument in plain + starred if argument.arg not in {"self", "cls"}]


def _is_post_only(methods: ast.expr | None) -> bool:
	if not isinstance(methods, ast.List | ast.Tuple):
		return False
	return not any(isinstance(item, ast.Constant) and item.value == "GET" for item in methods.elts)


def _write(source: Source, function: Function, seen: set[str]) -> str:
	"""Name of the first call that writes, here or in functions of the same file called from here."""
	seen.add(function.name)
	local = {node.name: node for node in source.functions()}
	for node in ast.walk(function):
		if not isinstance(node, ast.Call):
			continue
		name = source.dotted(node.func)
		last = name.rpartition(".")[2]
		if last in WRITES and _writes_records(name, node):
			return name
		helper = local.get(last) if name in {last, f"self.{last}"} else None
		if helper and helper.name not in seen and (deeper := _write(source, helper, seen)):
			return deeper
	return ""


def _writes_records(name: str, call: ast.Call) -> bool:
	"""Rule out what only looks like a write: a list's insert, the cache's set_value."""
	is_list_insert = name.endswith(".insert") and len(call.args) == 2
	return not is_list_insert and "cache" not in name
