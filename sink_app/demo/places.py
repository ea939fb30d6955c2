"""The city's areas: districts, streets, communities, compounds, grids and some buildings."""

import math

import frappe

from sink_app.demo import source

REACH = {"Community": 0.002, "Compound": 0.0007}
"""Degrees from the middle of a place to those in it."""


def root() -> str:
	"""The name of the topmost area."""
	return source.read("areas")["name"]


def install():
	"""Insert the areas that are missing."""
	# acts for itself: runs as Administrator, for the whole site
	present = set(frappe.get_all("Sink Area", pluck="name"))
	for node, parent in source.walk(_complete(source.read("areas"))):
		if node["code"] not in present:
			_insert(node, parent)


def _complete(node: dict, grids: list[int] | None = None) -> dict:
	"""The tree with its grids and buildings spelled out; grids are numbered through a community.

	A node's `grids` are the households of each, its `buildings` their names by the number of the grid.
	"""
	if node["level"] == "Community":
		grids = []
	children = [*node.get("children", ())]
	for households in node.get("grids", ()):
		grids.append(households)
		children.append(_grid(len(grids), households, node.get("buildings", {})))
	complete = {**node, "children": []}
	for number, child in enumerate(children, start=1):
		child.setdefault("code", f"{node['code']}{number:03d}")
		if child["level"] in ("Compound", "Grid"):
			child["point"] = _around(node["point"], number, len(children), REACH[node["level"]])
		complete["children"].append(_complete(child, grids))
	return complete


def _grid(number: int, households: int, buildings: dict[str, list[str]]) -> dict:
	return {
		"name": f"第{number}网格",
		"level": "Grid",
		"households": households,
		"children": [{"name": name, "level": "Building"} for name in buildings.get(str(number), ())],
	}


def _around(centre: list[float], number: int, of: int, reach: float) -> list[float]:
	"""A point so far from another, each of its children in a direction of its own."""
	turn = 2 * math.pi * number / of
	return [centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn)]


def _insert(node: dict, parent: dict | None):
	frappe.get_doc(
		{
			"doctype": "Sink Area",
			"area_code": node["code"],
			"area_name": node["name"],
			"level": node["level"],
			"parent_sink_area": parent and parent["code"],
			"is_group": node["level"] != "Building",
			"is_functional_zone": node.get("functional_zone", 0),
			"households": _households(node),
			"owners_committee": node.get("owners"),
			"property_company": node.get("company"),
			"contact_name": node.get("contact"),
			"contact_phone": node.get("phone"),
			"address": node.get("address"),
			"point": ",".join(map(str, node.get("point", ()))),
		}
	).insert()


def _households(node: dict) -> int:
	return node.get("households", 0) or sum(_households(child) for child in node["children"])
