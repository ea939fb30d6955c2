"""What the domain declares to this engine, read from hooks.

access_trees    {tree DocType: {level: column}}: the level a node ranks at, and the column that carries
                the ancestor of that level on every record filed below it. A level without a column
                stands above all.
access_lines    {tree DocType: {"level", "column", "field"}}: a second line up. A node whose field names
                a node of that level is also read from there; the column carries it down.
access_scopes   {DocType: {tree DocType: [link fields, lowest first]}} with two more keys:
                "person": the field that links to the person DocType ("name" on that DocType itself),
                "open": 1 where whoever holds a reading role reads every record (writing stays scoped).
                A DocType made in the Desk declares nothing: see desk_made.
access_stands   the DocType that says where a user stands, and its fields.
access_lenders  functions (user, DocType) -> what the user is lent of others' reading (query.Loan).
access_borrowers functions (users, DocType) -> users who may be lent the reading of one of these.
access_person   the DocType of the persons that records speak of, and its field with the user.
"""

from dataclasses import dataclass, field

import frappe

from sink_app.access import desk_made, memo

PERSON = "person"
OPEN = "open"


@dataclass(frozen=True)
class SecondLine:
	level: str
	column: str
	field: str


@dataclass(frozen=True)
class Tree:
	doctype: str
	levels: dict[str, str]
	line: SecondLine | None = None

	@property
	def columns(self) -> list[str]:
		"""The columns that this tree fills, each once, highest level first."""
		columns = list(dict.fromkeys(self.levels.values()))
		return [*columns, self.line.column] if self.line else columns

	def read_through(self, level: str) -> list[str]:
		"""The columns through which a stand on a node of this level reads; none where it stands above all."""
		columns = [self.levels[level]] if level in self.levels else []
		if self.line and self.line.level == level:
			columns.append(self.line.column)
		return columns

	def place(self, above: dict, node: dict) -> dict:
		"""The columns of a node, from those of its parent and from its own name, level and second line."""
		place = {column: above.get(column) for column in self.columns}
		if own := self.levels.get(node.get("level")):
			place[own] = node.get("name")
		if self.line and node.get(self.line.field):
			place[self.line.column] = node.get(self.line.field)
		return place


@dataclass(frozen=True)
class Scope:
	doctype: str
	nodes: dict[str, list[str]] = field(default_factory=dict)
	person: str | None = None
	open: bool = False
	filed: bool = True
	"""Whether its records carry their ancestors in columns."""


@dataclass(frozen=True)
class StandSource:
	doctype: str
	user: str
	role: str
	nodes: dict[str, str]
	from_date: str
	to_date: str


def trees() -> dict[str, Tree]:
	"""Every declared tree by its DocType."""
	return memo.once(("trees",), _trees)


def _trees() -> dict[str, Tree]:
	declared = _declared("access_trees")
	lines = _declared("access_lines")
	return {
		doctype: Tree(
			doctype,
			{level: columns[-1] for level, columns in levels.items()},
			SecondLine(**{key: value[-1] for key, value in lines[doctype].items()})
			if doctype in lines
			else None,
		)
		for doctype, levels in declared.items()
	}


def scope_of(doctype: str) -> Scope | None:
	"""The scope of a DocType, declared or read from its Links; None where it is not scoped."""
	return memo.once(("scope", doctype), lambda: _scope_of(doctype))


def _scope_of(doctype: str) -> Scope | None:
	declared = _declared("access_scopes").get(doctype)
	if not declared:
		made = desk_made.scope(doctype, list(_declared("access_trees"))) if doctype in _made_in_desk() else {}
		return Scope(doctype, made, filed=False) if made else None
	nodes = {tree: fields for tree, fields in declared.items() if tree not in (PERSON, OPEN)}
	person = declared.get(PERSON)
	return Scope(doctype, nodes, person[-1] if person else None, bool(declared.get(OPEN)))


def scoped_doctypes() -> list[str]:
	"""The DocTypes whose records are scoped by a declaration."""
	return list(_declared("access_scopes"))


def every_scoped_doctype() -> list[str]:
	"""The DocTypes whose records are scoped, those made in the Desk included."""
	return [*scoped_doctypes(), *_made_in_desk()]


def _made_in_desk() -> list[str]:
	"""As the hooks list them, collected anew when one is made; asked of the site before they are there."""
	if frappe.flags.in_install:
		return memo.once(("made",), lambda: desk_made.doctypes(list(_declared("access_trees"))))
	return frappe.get_hooks("access_made")


def stand_source() -> StandSource:
	"""Where stands are kept."""
	declared = _declared("access_stands")
	nodes = {tree: fields[-1] for tree, fields in declared["nodes"].items()}
	return StandSource(nodes=nodes, **{key: declared[key][-1] for key in declared if key != "nodes"})


def person_source() -> tuple[str, str]:
	"""(DocType of persons, its field that links to the user)."""
	declared = _declared("access_person")
	return declared["doctype"][-1], declared["user"][-1]


def _declared(key: str) -> dict:
	"""A declaration of all installed apps, and of the one being installed, which Frappe lists later."""
	declared = dict(frappe.get_hooks(key) or {})
	installing = frappe.flags.in_install
	if installing and installing not in frappe.get_installed_apps():
		declared.update(frappe.get_hooks(key, app_name=installing) or {})
	return declared
