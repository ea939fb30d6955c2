"""Strings of the source that a user may see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.checks.project import Project
from tools.translations.records import record_texts

LITERAL = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)"""
# __("a" + "b", [values], "context") in scripts; _("a", context="context") in templates.
CALL = re.compile(
	rf"(?:(?<![\w$.])|(?<=frappe\.))__?\(\s*(?P<text>{LITERAL}(?:\s*\+\s*{LITERAL})*)"
	rf"(?:\s*,\s*(?:(?:null|undefined|\[[^\]]*\])\s*,|context\s*=)\s*(?P<context>{LITERAL}))?",
	re.DOTALL,
)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "\n": ""}
WORDS = re.compile(r"[A-Za-z]|[,;:(«](?=$|[ {])")
CHINESE = re.compile(r"[\u3400-\u9fff]")
NOT_SHOWN = re.compile(r"^(?:eval:|fa fa-|https?://|/\S*$|#)|^\S*\d+px$")


@dataclass(frozen=True)
class Message:
	"""A text to translate and the place where it was seen first."""

	text: str
	context: str
	place: str


def messages(project: Project) -> list[Message]:
	"""Every text of the app that needs a row, once."""
	found: dict[tuple[str, str], Message] = {}
	for path in project.app_code:
		for text, context, line in python_texts(project.tree(path)):
			found.setdefault((text, context), Message(text, context, f"{path}:{line}"))
	for path in project.app_files(".js", ".vue", ".html"):
		for text, context in markup_texts(project.text(path)):
			found.setdefault((text, context), Message(text, context, path))
	for path in project.app_files(".json"):
		for text, context in _record_texts(project.records(path)):
			found.setdefault((text, context), Message(text, context, path))
	for text in project.modules:
		found.setdefault((text, ""), Message(text, "", f"{project.app}/modules.txt"))
	return [message for message in found.values() if needs_translation(message.text)]


def needs_translation(text: str) -> bool:
	"""Whether a text has words or half-width punctuation in it, and nothing in Chinese yet."""
	return bool(WORDS.search(text)) and not CHINESE.search(text) and not NOT_SHOWN.search(text)


def python_texts(tree: ast.Module) -> Iterator[tuple[str, str, int]]:
	"""Text, context and line of each _() call."""
	for node in ast.walk(tree):
		if not (isinstance(node, ast.Call) and node.args and _is_translator(node.func)):
			continue
		context = next((option.value for option in node.keywords if option.arg == "context"), None)
		text = node.args[0]
		if isinstance(text, ast.Constant) and isinstance(text.value, str):
			# Frappe looks a text up without the blanks around it
			yield text.value.strip(), context.value if isinstance(context, ast.Constant) else "", node.lineno


def _is_translator(node: ast.expr) -> bool:
	name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
	return name in {"_", "_lt"}


def markup_texts(source: str) -> Iterator[tuple[str, str]]:
	"""Text and context of each __() or _() call in a script or a template."""
	for call in CALL.finditer(source):
		yield _unquoted(call["text"]), _unquoted(call["context"] or "")


def _unquoted(literals: str) -> str:
	parts = re.findall(LITERAL, literals, re.DOTALL)
	return "".join(ESCAPE.sub(_unescaped, part[1:-1]) for part in parts)


def _unescaped(match: re.Match) -> str:
	code = match.group(1)
	return chr(int(code[1:], 16)) if len(code) > 1 else ESCAPED.get(code, code)


def _record_texts(records: list[dict]) -> Iterator[tuple[str, str]]:
	"""What Frappe translates of its records, and what the templates inside them translate."""
	for record in records:
		yield from ((text, "") for text in record_texts(record))
		for value in _strings(record):
			yield from markup_texts(value)


def _strings(value: object) -> Iterator[str]:
	if isinstance(value, str):
		yield value
	elif isinstance(value, dict | list):
		for item in value.values() if isinstance(value, dict) else value:
			yield from _strings(item)
