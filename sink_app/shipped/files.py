"""The records the app ships as JSON files, named by the hook `shipped_files` (globs below each app)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import frappe

from sink_app.shipped import kinds


@dataclass(frozen=True)
class ShippedFile:
	source: str
	"""The file's path below its app, e.g. `sink_app/workflows/registration.json`."""
	content: dict

	@property
	def doctype(self) -> str:
		return self.content["doctype"]

	@property
	def name(self) -> str:
		return self.content["name"]

	@property
	def digest(self) -> str:
		return digest(self.content)


def all_files() -> list[ShippedFile]:
	"""Every shipped file of the installed apps; what others link to comes first."""
	found = []
	for app in frappe.get_installed_apps():
		found += read(Path(frappe.get_app_path(app)), frappe.get_hooks("shipped_files", app_name=app))
	return in_order(found)


def read(root: Path, patterns: Iterable[str]) -> list[ShippedFile]:
	"""The shipped files below a folder that match any of the globs."""
	paths = {path: None for pattern in patterns for path in sorted(root.glob(pattern))}
	return [_read(path, root) for path in paths]


def in_order(found: Iterable[ShippedFile]) -> list[ShippedFile]:
	"""Sorted so that what others link to comes first."""
	return sorted(found, key=lambda shipped: kinds.place_in_order(shipped.doctype))


def digest(content: dict) -> str:
	"""A hash over a file's content: two files with the same one say the same."""
	text = json.dumps(content, sort_keys=True, ensure_ascii=False)
	return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path, root: Path) -> ShippedFile:
	"""A long template lies beside its JSON as .html or .css of the same name, to be read and compared.

	What several records share has the name that their `template_file` gives; a style sheet that several begin
	with has that of their `base_css`.
	"""
	content = json.loads(path.read_text(encoding="utf-8"))
	names = dict.fromkeys((path.stem, content.pop("template_file", path.stem)))
	for field in ("html", "css"):
		found = (path.with_name(f"{name}.{field}") for name in names)
		if beside := next((each for each in found if each.exists()), None):
			content[field] = beside.read_text(encoding="utf-8")
	if base := content.pop("base_css", None):
		content["css"] = path.with_name(f"{base}.css").read_text(encoding="utf-8") + content.get("css", "")
	return ShippedFile(f"{root.name}/{path.relative_to(root)}", content)
