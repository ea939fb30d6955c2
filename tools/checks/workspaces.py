"""Workspaces: Frappe 15.0 shows a header block as it is written, whatever the reader's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tools.checks.project import Finding, Project

ENGLISH = re.compile(r"[A-Za-z]")
TAG = re.compile(r"<[^>]*>|&\w+;")


def check(project: Project) -> Iterator[Finding]:
	"""Yield header blocks with English text."""
	for path in project.app_files(".json"):
		for record in project.records(path):
			if record["doctype"] == "Workspace":
				yield from (Finding(path, 0, sentence) for sentence in _headers(record))


def _headers(record: dict) -> Iterator[str]:
	for block in json.loads(record.get("content") or "[]"):
		text = TAG.sub("", block.get("data", {}).get("text", ""))
		if block.get("type") == "header" and ENGLISH.search(text):
			yield f"The header block {text!r} is never translated: use a card, a paragraph or no header."
