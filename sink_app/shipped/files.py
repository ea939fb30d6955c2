"""The records the app ships as JSON files, named by the hook `shipped_files` (globs below each app)."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import frappe

_NOT_CONTENT = {
	"name", "owner", "creation", "modified", "modified_by", "idx", "docstatus", "parent", "parentfield",
	"parenttype", "doctype", "_user_tags", "_comments", "_assign", "_liked_by", "__unsaved", "__last_sync_on",
}  # fmt: skip


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
	"""Every shipped file, in the order in which the hook names their folders."""
	found = []
	for app in frappe.get_installed_apps():
		root = Path(frappe.get_app_path(app))
		for pattern in frappe.get_hooks("shipped_files", app_name=app):
			found += [_read(path, root) for path in sorted(root.glob(pattern))]
	return found


def digest(content: dict) -> str:
	"""A hash over what a record says: who saved it and when, and empty fields, do not count."""
	return hashlib.sha256(
		json.dumps(_content(content), sort_keys=True, ensure_ascii=False, default=str).encode()
	).hexdigest()


def _content(value):
	if isinstance(value, dict):
		kept = {key: _content(item) for key, item in value.items() if key not in _NOT_CONTENT}
		return {key: item for key, item in kept.items() if item not in (None, "", 0, [], {})}
	if isinstance(value, list):
		return [_content(item) for item in value]
	return value


def _read(path: Path, root: Path) -> ShippedFile:
	"""A long template lies beside its JSON as .html or .css of the same name, to be read and compared."""
	content = json.loads(path.read_text(encoding="utf-8"))
	for field in ("html", "css"):
		beside = path.with_suffix(f".{field}")
		if beside.exists():
			content[field] = beside.read_text(encoding="utf-8")
	return ShippedFile(f"{root.name}/{path.relative_to(root)}", content)
