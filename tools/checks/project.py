"""The project as the checks see it: its files, their text and their syntax trees."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tools.checks.source import Source

SKIPPED_FOLDERS = {".git", ".bench", ".pytest_cache", ".ruff_cache", "node_modules", "__pycache__"}


@dataclass(frozen=True, order=True)
class Finding:
	"""One sentence about one line; `line` counts from 1, 0 means the file as a whole."""

	path: str
	line: int
	sentence: str

	def __str__(self) -> str:
		return f"{self.path}:{self.line}: {self.sentence}" if self.line else f"{self.path}: {self.sentence}"


class Project:
	"""A checkout; paths given and returned are relative to its root, with forward slashes."""

	def __init__(self, root: Path):
		self.root = root.resolve()
		with open(self.root / "pyproject.toml", "rb") as file:
			tool = tomllib.load(file).get("tool", {})
		self.app: str = tool["devbench"]["app"]
		self.settings: dict = tool.get("checks", {})
		self.text = cache(self._text)
		self.tree = cache(self._tree)
		self.source = cache(lambda path: Source(self.text(path), self.tree(path)))
		self.records = cache(self._records)

	@cached_property
	def files(self) -> list[str]:
		"""All files git tracks or would track; all but the skipped folders where there is no git."""
		if (self.root / ".git").exists():
			command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
			listed = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True)
			paths = set(listed.stdout.split("\0"))
		else:
			paths = {path.relative_to(self.root).as_posix() for path in self.root.rglob("*")}
		return sorted(
			path
			for path in paths
			if not SKIPPED_FOLDERS.intersection(path.split("/")) and (self.root / path).is_file()
		)

	def having(self, *suffixes: str) -> list[str]:
		"""Files whose names end so."""
		return [path for path in self.files if path.endswith(suffixes)]

	def app_files(self, *suffixes: str) -> list[str]:
		"""Files of the app's package whose names end so."""
		return [path for path in self.having(*suffixes) if path.startswith(f"{self.app}/")]

	@cached_property
	def app_code(self) -> list[str]:
		"""The app's Python without its tests."""
		return [path for path in self.app_files(".py") if not is_test(path)]

	@cached_property
	def modules(self) -> list[str]:
		"""The app's Frappe modules."""
		path = f"{self.app}/modules.txt"
		return self.text(path).splitlines() if path in self.files else []

	@cached_property
	def doctypes(self) -> dict[str, dict]:
		"""DocType records of the app by path."""
		pattern = re.compile(r"/doctype/(\w+)/\1\.json$")
		paths = [path for path in self.app_files(".json") if pattern.search(path)]
		return {
			path: record
			for path in paths
			for record in self.records(path)
			if record.get("doctype") == "DocType"
		}

	def _text(self, path: str) -> str:
		"""Text of a file; empty for a file that holds no text."""
		try:
			return (self.root / path).read_text(encoding="utf-8")
		except UnicodeDecodeError:
			return ""

	def _tree(self, path: str) -> ast.Module:
		"""A file's syntax tree; empty for one that does not parse, which the check `syntax` reports."""
		try:
			return ast.parse(self.text(path), filename=path)
		except SyntaxError:
			return ast.Module(body=[], type_ignores=[])

	def _records(self, path: str) -> list[dict]:
		"""The records of a JSON file, one or a list of them; none of a file that does not parse."""
		try:
			content = json.loads(self.text(path))
		except json.JSONDecodeError:
			return []
		listed = content if isinstance(content, list) else [content]
		return [record for record in listed if isinstance(record, dict) and "doctype" in record]


def is_test(path: str) -> bool:
	"""Whether a file holds tests or serves them."""
	parts = path.split("/")
	return parts[-1].startswith(("test_", "conftest")) or "tests" in parts[:-1]
