"""A city in bulk: its areas and organizations, its members and their registrations, always the same ones.

At full size one city of 13 districts, 156 streets, 1,522 communities and 12,000 grids; 400,000 members of
8,000 branches; two registrations a member.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import frappe

DISTRICTS, STREETS, COMMUNITIES, GRIDS = 13, 156, 1_522, 12_000
SYSTEMS, UNITS, BRANCHES = 4, 800, 8_000
MEMBERS = 400_000
SURNAMES = (
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉红建文云波宁欣雨晨佳浩宇轩思涵梓若溪承远书雅振宏"
STATES = ("Placed in Grid",) * 8 + ("Community Acceptance", "Unit Review")
NOW = datetime(2026, 11, 1, 9)
CHUNK = 5_000


@dataclass
class Node:
	"""A node of a tree with its ancestors by column."""

	name: str
	title: str
	level: str
	parent: "Node | None" = None
	place: dict[str, str] = field(default_factory=dict)
	children: list["Node"] = field(default_factory=list)
	lft: int = 0
	rgt: int = 0


class City:
	"""The city at a share of its full size (1 is all of it)."""

	def __init__(self, share: float = 1):
		self.random = random.Random(2021)
		self.share = share
		self.area = Node("BCITY", "江城市", "City")
		self.root = Node("borg0", "中共江城市委", "City")
		self._grow_areas()
		self._grow_organizations()

	def _grow_areas(self) -> None:
		self.districts = self._level([self.area], "District", "区", DISTRICTS, "district")
		self.streets = self._level(self.districts, "Street", "街道", STREETS, "street")
		self.communities = self._level(self.streets, "Community", "社区", COMMUNITIES, "community")
		self.grids = self._level(self.communities, "Grid", "网格", GRIDS, "grid")
		number(self.area)

	def _grow_organizations(self) -> None:
		self.systems = self._level([self.root], "System", "工委", SYSTEMS, "system", full=True)
		self.units = self._level(self.systems, "Unit", "单位党委", UNITS, "unit")
		self.branches = self._level(self.units, "Branch", "党支部", BRANCHES, "branch")
		number(self.root)

	def _level(
		self, parents: list[Node], level: str, word: str, count: int, column: str, full: bool = False
	) -> list[Node]:
		"""So many nodes spread evenly below the parents."""
		nodes = []
		for position in range(count if full else max(2, round(count * self.share))):
			parent = parents[position % len(parents)]
			name = f"b{level[:4].lower()}{position:08d}"
			node = Node(name, f"{word}{position + 1}", level, parent)
			node.place = {**parent.place, column: name}
			parent.children.append(node)
			nodes.append(node)
		return nodes

	def is_there(self) -> bool:
		"""Whether the site holds this very city already."""
		return frappe.db.count("Sink Registration") == 2 * round(MEMBERS * self.share)

	def fill(self) -> int:
		"""Put the city in the place of what the site holds; returns how many rows were written."""
		for doctype in ("Sink Registration", "Sink Member"):
			frappe.db.truncate(doctype)
		written = self.fill_trees()
		with indexed_afterwards("Sink Member"):
			written += insert("Sink Member", self._members())
		with indexed_afterwards("Sink Registration"):
			written += insert("Sink Registration", self._registrations())
		frappe.db.commit()
		for doctype in ("Sink Registration", "Sink Member", "Sink Organization", "Sink Area"):
			frappe.db.sql_ddl(f"analyze table `tab{doctype}`")
		return written

	def fill_trees(self) -> int:
		"""Put the two trees alone in the place of what the site holds; returns how many rows were written."""
		for doctype in ("Sink Stand", "Sink Organization", "Sink Area"):
			frappe.db.truncate(doctype)
		written = insert("Sink Area", (self._area_row(node) for node in walk(self.area)))
		return written + insert(
			"Sink Organization", (self._organization_row(node) for node in walk(self.root))
		)

	def people(self) -> Iterator[dict]:
		"""Every member: name, branch and where they live."""
		draw = random.Random(37)
		for position in range(round(MEMBERS * self.share)):
			given = "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2))))
			yield {
				"name": f"bmember{position:09d}",
				"member_name": draw.choice(SURNAMES) + given,
				"mobile": f"199{position:08d}",
				"branch": draw.choice(self.branches),
				"home": draw.choice(self.grids),
				"modified": NOW - timedelta(seconds=draw.randrange(730 * 86_400)),
			}

	def _members(self) -> Iterator[dict]:
		for person in self.people():
			yield {
				**stamps(person["name"], person["modified"]),
				"member_name": person["member_name"],
				"mobile": person["mobile"],
				"status": "In Service",
				"organization": person["branch"].name,
				"home_area": person["home"].name,
				**columns_of(person["branch"], ("system", "unit", "branch")),
				**columns_of(person["home"], ("district", "street", "community", "grid")),
			}

	def _registrations(self) -> Iterator[dict]:
		draw = random.Random(2020)
		for person in self.people():
			for kind in ("Dispatched", "Residence"):
				grid = person["home"] if kind == "Residence" else draw.choice(self.grids)
				modified = person["modified"] + timedelta(seconds=draw.randrange(86_400))
				yield {
					**stamps(f"{person['name']}{kind[:3]}", modified),
					"member": person["name"],
					"member_name": person["member_name"],
					"mobile": person["mobile"],
					"registration_type": kind,
					"year": 2026,
					"workflow_state": draw.choice(STATES),
					"organization": person["branch"].name,
					**columns_of(person["branch"], ("system", "unit", "branch")),
					**columns_of(grid, ("district", "street", "community", "grid")),
				}

	def _area_row(self, node: Node) -> dict:
		longitude, latitude = 114 + node.lft % 997 / 1000, 30 + node.lft % 991 / 1000
		return {
			"point": f"{longitude:.6f},{latitude:.6f}",
			"longitude": longitude,
			"latitude": latitude,
			**stamps(node.name, NOW),
			"area_name": node.title,
			"title": node.title,
			"area_code": node.name,
			"parent_sink_area": node.parent and node.parent.name,
			**self._node_row(node, ("district", "street", "community", "grid")),
		}

	def _organization_row(self, node: Node) -> dict:
		return {
			**stamps(node.name, NOW),
			"org_name": node.title,
			"parent_sink_organization": node.parent and node.parent.name,
			**self._node_row(node, ("system", "unit", "branch")),
		}

	@staticmethod
	def _node_row(node: Node, columns: tuple[str, ...]) -> dict:
		position = {"lft": node.lft, "rgt": node.rgt, "is_group": int(bool(node.children))}
		return {"level": node.level, **position, **columns_of(node, columns)}


def walk(top: Node) -> Iterator[Node]:
	"""The node and all below it."""
	yield top
	for child in top.children:
		yield from walk(child)


def number(top: Node, start: int = 1) -> int:
	"""Nested-set numbers from `start`; returns the next free one."""
	top.lft = start
	free = start + 1
	for child in top.children:
		free = number(child, free)
	top.rgt = free
	return free + 1


def columns_of(node: Node, columns: tuple[str, ...]) -> dict[str, str | None]:
	"""The columns by which what is filed at a node is found."""
	return {column: node.place.get(column) for column in columns}


def stamps(name: str, modified: datetime) -> dict:
	"""What every row carries."""
	return {
		"name": name,
		"owner": "Administrator",
		"modified_by": "Administrator",
		"creation": modified,
		"modified": modified,
	}


@contextmanager
def indexed_afterwards(doctype: str) -> Iterator[None]:
	"""Inside, a table has none of its plain indexes; afterwards they are built in one pass over it."""
	table = f"`tab{doctype}`"
	rows = frappe.db.sql(f"show index from {table} where Non_unique = 1", as_dict=True)
	parts: dict[str, list[str]] = {}
	for row in sorted(rows, key=lambda row: row.Seq_in_index):
		length = f"({row.Sub_part})" if row.Sub_part else ""
		parts.setdefault(row.Key_name, []).append(f"`{row.Column_name}`{length}")
	frappe.db.sql_ddl(f"alter table {table} {', '.join(f'drop index `{key}`' for key in parts)}")
	try:
		yield
	finally:
		added = ", ".join(f"add index `{key}` ({', '.join(columns)})" for key, columns in parts.items())
		frappe.db.sql_ddl(f"alter table {table} {added}")


def insert(doctype: str, rows: Iterator[dict]) -> int:
	"""Write rows in bulk; returns how many."""
	written = 0
	chunk: list[dict] = []
	for row in rows:
		chunk.append(row)
		if len(chunk) == CHUNK:
			written += write(doctype, chunk)
			chunk = []
	return written + write(doctype, chunk)


def write(doctype: str, chunk: list[dict]) -> int:
	"""Write one chunk and commit it; returns its size."""
	if chunk:
		fields = list(chunk[0])
		frappe.db.bulk_insert(doctype, fields, [tuple(row[field] for field in fields) for row in chunk])
		frappe.db.commit()
	return len(chunk)
