"""`make bench-refile [SIZE=0.1]`: half a city changes its district; sets of nodes beside one UPDATE a node.

At SIZE=0.1 that are 8 streets, 76 communities and 600 grids, 40,000 registrations and 20,000 members.
"""

from collections.abc import Callable
from time import monotonic

import frappe

from benchmarks import opening
from benchmarks.access.city import City
from sink_app.access import columns, declaration, refile

TREE = "Sink Area"


def main() -> int:
	"""Fill the site, move, print what each way took."""
	city = City(opening.city_size("bench-refile", __doc__, 0.1))
	if not city.is_there():
		city.fill()
	from_district, to_district = (node.name for node in city.districts[:2])
	ways: dict[str, Callable[[str], int]] = {
		"counting": lambda node: sum(
			sum(refile.filed_below(TREE, node, *path).values()) for path in refile.paths(TREE)
		),
		"whether it is more than 2,000": lambda node: refile.has_more_than(TREE, node, 2000),
		"one UPDATE a node": node_by_node,
		"sets of nodes": lambda node: refile.refile_below(TREE, node),
		"sets of nodes, again": lambda node: (
			refile.refile_below(TREE, node) and refile.refile_below(TREE, node)
		),
	}
	for way, act in ways.items():
		move(from_district, to_district)
		if way.endswith("again"):
			refile.refile_below(TREE, from_district)
		start = monotonic()
		found = act(from_district)
		print(f"{way:32} {int(found):>8,} {monotonic() - start:8.2f} s", flush=True)
		frappe.db.rollback()
	return 0


def move(from_district: str, to_district: str) -> None:
	"""The nodes below one district carry another, as after a move; records do not yet."""
	node = frappe.qb.DocType(TREE)
	below = (node.district == from_district) & (node.name != from_district)
	frappe.qb.update(node).set(node.district, to_district).where(below).run()


def node_by_node(top: str) -> int:
	"""The plain way: every field of every DocType, a node at a time."""
	written = 0
	lft, rgt = frappe.db.get_value(TREE, top, ["lft", "rgt"])
	tree = declaration.trees()[TREE]
	nodes = frappe.get_all(TREE, {"lft": (">=", lft), "rgt": ("<=", rgt)}, ["name", *tree.columns])
	for doctype, path in refile.paths(TREE):
		fields = declaration.scope_of(doctype).nodes[TREE]
		present = [each for each in columns.present(doctype) if each in tree.columns and each not in fields]
		record = frappe.qb.DocType(doctype)
		for node in nodes:
			update = frappe.qb.update(record).where(record[path] == node.name)
			for column in present:
				update = update.set(record[column], node[column])
			update.run()
			written += 1
	return written


if __name__ == "__main__":
	raise SystemExit(main())
