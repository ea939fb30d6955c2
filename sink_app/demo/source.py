"""Reading the demo's JSON files, and finding the records they name."""

import json
from collections.abc import Iterator

import frappe


def read(name: str):
	"""The content of `data/<name>.json`."""
	with open(frappe.get_app_path("sink_app", "demo", "data", f"{name}.json"), encoding="utf-8") as source:
		return json.load(source)


def walk(node: dict, parent: dict | None = None) -> Iterator[tuple[dict, dict | None]]:
	"""Every node of a tree with its parent, parents first."""
	yield node, parent
	for child in node.get("children", ()):
		yield from walk(child, node)


def area(title: str) -> str:
	"""The name of the area with this title, e.g. 经院社区第7网格."""
	return _found("Sink Area", "title", title)


def organization(org_name: str) -> str:
	"""The name of the organization with this name."""
	return _found("Sink Organization", "org_name", org_name)


def user(login: str) -> str:
	"""The user behind a login of `users.json`; `.example` is nobody's domain (RFC 2606)."""
	return f"{login}@demo.example"


def _found(doctype: str, field: str, value: str) -> str:
	name = frappe.db.get_value(doctype, {field: value}, "name")
	if not name:
		raise frappe.DoesNotExistError(f"{doctype}: {value}")
	return name
