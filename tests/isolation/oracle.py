"""Who may see what, worked out from the trees' parents alone: nothing here asks the engine under test."""

from dataclasses import dataclass, field

import frappe

# what a Link to a person's account or another place means is declared once, in the app's hooks
PEOPLE = ("Sink Member", "user")
STANDS = "Sink Stand"
OVERSIGHT = ("Sink Organization", "overseen_by")


@dataclass
class Person:
	"""Someone at the door: where they stand, in which role, and whose own records they may read."""

	label: str
	user: str
	stands: list[tuple[str, str, str]] = field(default_factory=list)
	"""(role, tree, node)"""

	@property
	def roles(self) -> set[str]:
		return set(frappe.get_roles(self.user))


class Oracle:
	"""The trees and all records as the database holds them now."""

	def __init__(self):
		self.trees = list(frappe.get_hooks("access_trees"))
		self.parents = {tree: pairs(tree, "name", f"parent_{frappe.scrub(tree)}") for tree in self.trees}
		tree, link = OVERSIGHT
		self.overseers = pairs(tree, "name", link)
		person, user = PEOPLE
		self.persons = pairs(person, user, "name")
		self.rows: dict[str, list] = {}
		self.seen: dict[tuple[str, str], set[str]] = {}

	def above(self, tree: str, node: str | None) -> set[str]:
		"""A node and all above it, by its parents; a unit's overseeing committee is above it as well."""
		found = set()
		while node:
			found.add(node)
			if tree == OVERSIGHT[0] and node in self.overseers:
				found.add(self.overseers[node])
			node = self.parents[tree].get(node)
		return found

	def visible(self, person: Person, doctype: str) -> set[str]:
		"""The names of the records of a DocType that a person may read."""
		key = person.label, doctype
		if key not in self.seen:
			self.seen[key] = self._visible(person, doctype)
		return self.seen[key]

	def _visible(self, person: Person, doctype: str) -> set[str]:
		meta = frappe.get_meta(doctype)
		if meta.istable:
			return self._visible_children(person, doctype)
		readers = {row.role for row in meta.permissions if not row.permlevel and row.read}
		if not readers & person.roles:
			return set()
		if person.user != "Administrator" and doctype in frappe.get_hooks("access_logs"):
			return self._visible_entries(person, doctype, readers)
		if person.user != "Administrator" and doctype in frappe.get_hooks("access_hangers"):
			return self._visible_hangers(person, doctype)
		scope = scope_of(meta)
		if person.user == "Administrator" or not scope or scope.get("open"):
			return {row["name"] for row in self.records(doctype)}
		held = [(tree, node) for role, tree, node in person.stands if role in readers]
		own = self.persons.get(person.user)
		person_field = (scope.get("person") or [None])[-1]
		return {
			row["name"]
			for row in self.records(doctype)
			if self._is_below(row, scope, held) or (own and person_field and row[person_field] == own)
		}

	def knows(self, person: Person, other: Person) -> bool:
		"""Whether a person may find another's account: by a line of the trees, or by reading the record."""
		doctype, _user = PEOPLE
		givers = {row.role for row in frappe.get_meta(STANDS).permissions if row.create}
		if any(role in givers for role, _tree, _node in person.stands):
			return True
		record = self.persons.get(other.user)
		if record and record in self.visible(person, doctype):
			return True
		mine = self._places(person)
		return any(
			tree == tree_of_other and (node in self.above(tree, place) or place in self.above(tree, node))
			for tree, node in mine
			for _role, tree_of_other, place in other.stands
		)

	def _places(self, person: Person) -> list[tuple[str, str]]:
		"""Where a person stands, and where the record that speaks of them is filed."""
		doctype, _user = PEOPLE
		own = next(
			(row for row in self.records(doctype) if row["name"] == self.persons.get(person.user)), None
		)
		scope = scope_of(frappe.get_meta(doctype))
		filed = [(tree, self._node(own, scope[tree])) for tree in self.trees] if own else []
		return [
			*((tree, node) for _role, tree, node in person.stands),
			*((tree, node) for tree, node in filed if node),
		]

	def _visible_children(self, person: Person, doctype: str) -> set[str]:
		rows = self.records(doctype)
		parents = {row["parenttype"] for row in rows}
		readable = {parent: self.visible(person, parent) for parent in parents}
		return {row["name"] for row in rows if row["parent"] in readable[row["parenttype"]]}

	def _visible_entries(self, person: Person, doctype: str, readers: set[str]) -> set[str]:
		"""A log's entries: what speaks of a record or a place below a stand whose role reads the log."""
		kind, name = frappe.get_hooks("access_logs")[doctype]
		held = [(tree, node) for role, tree, node in person.stands if role in readers]
		rows = self.records(doctype)
		if any(not self.parents[tree].get(node) for tree, node in held):
			return {row["name"] for row in rows}
		return {row["name"] for row in rows if self._speaks_of_below(row[kind], row[name], held)}

	def _speaks_of_below(self, kind: str | None, name: str | None, held: list[tuple[str, str]]) -> bool:
		if kind in self.trees:
			return any(tree == kind and node in self.above(tree, name) for tree, node in held)
		scope = scope_of(frappe.get_meta(kind)) if kind else None
		record = next((each for each in self.records(kind) if each["name"] == name), None) if scope else None
		return bool(record) and self._is_below(record, scope, held)

	def _visible_hangers(self, person: Person, doctype: str) -> set[str]:
		"""What speaks of a record is read by who may read the record."""
		kind, name = frappe.get_hooks("access_hangers")[doctype]
		rows = self.records(doctype)
		readable = {each: self.visible(person, each) for each in {row[kind] for row in rows} if each}
		return {row["name"] for row in rows if row[name] in readable.get(row[kind], ())}

	def _is_below(self, row: dict, scope: dict, held: list[tuple[str, str]]) -> bool:
		for tree, node in held:
			if tree not in scope:
				continue
			is_root = not self.parents[tree].get(node)
			if is_root or node in self.above(tree, self._node(row, scope[tree])):
				return True
		return False

	def _node(self, row: dict, links: list[str]) -> str | None:
		"""The place where a record is filed: the first filled of its links."""
		for link in links:
			if "." in link:
				through, beyond = link.split(".")
				doctype = frappe.get_meta(row["doctype"]).get_field(through).options
				linked = next((each for each in self.records(doctype) if each["name"] == row[through]), {})
				if linked.get(beyond):
					return linked[beyond]
			elif row.get(link):
				return row[link]
		return None

	def records(self, doctype: str) -> list[dict]:
		if doctype not in self.rows:
			rows = frappe.get_all(doctype, fields=["*"], order_by="name")
			self.rows[doctype] = [{**row, "doctype": doctype} for row in rows]
		return self.rows[doctype]


def pairs(doctype: str, key: str, value: str) -> dict[str, str]:
	"""One field of every record by another, where both are filled."""
	rows = frappe.get_all(doctype, fields=[f"{key} as a", f"{value} as b"], order_by="name")
	return {row.a: row.b for row in rows if row.a and row.b}


def scope_of(meta) -> dict | None:
	"""What the app declared of a DocType; of one made in the Desk, its first Link to each tree."""
	declared = frappe.get_hooks("access_scopes").get(meta.name)
	if declared or not meta.custom:
		return declared
	links = {}
	for each in meta.get_link_fields():
		if each.options in frappe.get_hooks("access_trees"):
			links.setdefault(each.options, [each.fieldname])
	return links or None


def levels(person: Person, meta) -> set[int]:
	"""The permission levels that a person reads of a DocType."""
	return {row.permlevel for row in meta.permissions if row.read and row.role in person.roles}
