"""The one condition that a user's stands put on lists, and the same question asked of one document."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import frappe
from pypika import Criterion

from sink_app.access import columns, declaration, lines, standing, stands, wiring

NOTHING = "1=0"
READING = ("read", "select", "print")
PREFIX = "of_"
ASKED_RIGHT = "access_asked_right"


@dataclass(frozen=True)
class Loan:
	"""What somebody reads of a DocType in another's place: the lender's reading, narrowed to some records."""

	lender: str
	where: str
	"""SQL over the DocType's table that these records meet."""
	covers: Callable[[str], bool]
	"""Whether the record of a name is one of them."""


def __getattr__(name: str):
	"""`sink_app.access.query.of_…`: the condition of that DocType, for `permission_query_conditions`.

	Frappe 15.0 tells a condition hook the user but not the DocType, so each needs a function of its own.
	"""
	if not name.startswith(PREFIX):
		raise AttributeError(name)
	return partial(condition, bytes.fromhex(name.removeprefix(PREFIX)).decode())


def hook(doctype: str) -> str:
	"""The dotted path of a DocType's condition; hex, because an administrator names a DocType in Chinese."""
	return f"{__name__}.{PREFIX}{doctype.encode().hex()}"


def condition(doctype: str, user: str | None = None) -> str:
	"""The SQL condition under which a user reads records of a DocType; empty where nothing is hidden.

	What somebody lends them (hook `access_lenders`) is read as the lender reads it, but for the own record.
	Within `asking_for` a right, only what the stands with that right reach.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	if frappe.get_meta(doctype).istable:
		return _condition_of_rows(doctype, user)
	scope = declaration.scope_of(doctype)
	if scope is None or scope.open:
		return ""
	right = frappe.flags.get(ASKED_RIGHT)
	held = stands.granting(user, doctype, right or "read")
	if any(_stands_above_all(stand, scope) for stand in held):
		return ""
	terms = _terms(scope, held)
	if not right:
		terms += _terms_of_loans(scope, user)
	if scope.person and not right and (person := stands.person_of(user)):
		terms.append(f"`tab{doctype}`.`{scope.person}` = {frappe.db.escape(person)}")
	return f"({' or '.join(terms)})" if terms else NOTHING


@contextmanager
def asking_for(right: str) -> Iterator[None]:
	"""Inside, lists hold only what is reached by stands whose own role has the right.

	A role that exports in one place exports nothing of another, where its holder only reads.
	"""
	before, frappe.flags[ASKED_RIGHT] = frappe.flags.get(ASKED_RIGHT), right
	try:
		yield
	finally:
		frappe.flags[ASKED_RIGHT] = before


def below(doctype: str, held: list[stands.Stand]) -> str:
	"""SQL: the records of a scoped DocType that lie below any of these stands; empty where none can."""
	return " or ".join(_terms(declaration.scope_of(doctype), held))


def readable(doctype: str, user: str) -> str:
	"""The condition of `condition`, which lets nobody in who holds no role that reads the DocType."""
	if user != "Administrator" and not stands.roles_with(doctype, "read") & set(frappe.get_roles(user)):
		return NOTHING
	return condition(doctype, user)


def narrowing_indexes(doctype: str, user: str) -> list[str]:
	"""The indexes by which a user's condition finds records; none where it says more, or nothing."""
	scope = declaration.scope_of(doctype)
	if user == "Administrator" or scope is None or not scope.filed or loans(user, doctype):
		return []
	held = stands.granting(user, doctype, "read")
	if any(_stands_above_all(stand, scope) for stand in held):
		return []
	asked = list(standing.by_column(doctype, held))
	both = [each for each in lines.columns_of(doctype) if set(each) <= set(asked)]
	alone = [column for column in asked if not any(column in each for each in both)]
	own = [scope.person] if scope.person and stands.person_of(user) else []
	return [
		*(columns.index_of_lines(doctype, each) for each in both),
		*(columns.index_of(column) for column in [*alone, *own]),
	]


def within(doctype: str, column: str, user: str) -> str:
	"""SQL: the record of a DocType that a column names may be read by a user."""
	allowed = readable(doctype, user)
	if not allowed or allowed == NOTHING:
		return allowed and NOTHING
	return f"{column} in (select `name` from `tab{doctype}` where {allowed})"  # noqa: S608 (no word of it is typed by a user)


def besides(kind: str, closed: list[str], terms: list[str]) -> str:
	"""SQL: the kind a column holds is none of the closed ones, or one of the terms lets it in."""
	if not closed:
		return ""
	others = f"{kind} not in ({', '.join(closed)})"
	return f"({' or '.join([others, *terms])})"


def _condition_of_rows(doctype: str, user: str) -> str:
	"""Rows of a table are read with the record they belong to."""
	table = f"`tab{doctype}`"
	terms, closed = [], []
	for parent in declaration.every_scoped_doctype():
		if doctype not in wiring.child_tables([parent]):
			continue
		if allowed := within(parent, f"{table}.`parent`", user):
			closed.append(frappe.db.escape(parent))
			terms.append(f"({table}.`parenttype` = {frappe.db.escape(parent)} and {allowed})")
	return besides(f"{table}.`parenttype`", closed, terms)


def _terms(scope: declaration.Scope, held: list[stands.Stand]) -> list[str]:
	return _terms_by_column(scope, held) if scope.filed else _terms_by_tree(scope, held)


def _terms_of_loans(scope: declaration.Scope, user: str) -> list[str]:
	found = []
	for loan in loans(user, scope.doctype):
		held = stands.granting(loan.lender, scope.doctype, "read")
		if any(_stands_above_all(stand, scope) for stand in held):
			found.append(loan.where)
		elif terms := _terms(scope, held):
			found.append(f"(({' or '.join(terms)}) and {loan.where})")
	return found


def _terms_by_column(scope: declaration.Scope, held: list[stands.Stand]) -> list[str]:
	terms, rest = lines.together(scope.doctype, standing.by_column(scope.doctype, held))
	return terms + [
		f"`tab{scope.doctype}`.`{column}` in ({', '.join(frappe.db.escape(node) for node in nodes)})"
		for column, nodes in rest.items()
	]


def _terms_by_tree(scope: declaration.Scope, held: list[stands.Stand]) -> list[str]:
	"""Of records without columns: their link is one of the nodes below a stand."""
	terms = []
	for tree, links in scope.nodes.items():
		node = frappe.qb.DocType(tree)
		below = [
			node[column] == stand.node for stand in held if stand.tree == tree for column in stand.columns
		]
		if below:
			nodes = frappe.qb.from_(node).select(node.name).where(Criterion.any(below)).get_sql()
			terms.append(f"`tab{scope.doctype}`.`{links[0]}` in ({nodes})")
	return terms


def loans(user: str, doctype: str) -> list[Loan]:
	"""What a user is lent of others' reading of a DocType by their stands (hook `access_lenders`)."""
	paths = frappe.get_hooks("access_lenders")
	return [loan for path in paths for loan in frappe.get_attr(path)(user, doctype)]


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Whether a user's stands reach a document with the right asked for (a hook: it only denies)."""
	user = user or frappe.session.user
	ptype = ptype or "read"
	scope = declaration.scope_of(doc.doctype)
	if user == "Administrator" or scope is None:
		return True
	if scope.open and ptype in READING:
		return True
	held = stands.granting(user, doc.doctype, ptype)
	if ptype in READING:
		held += [
			stand
			for loan in loans(user, doc.doctype)
			if loan.covers(doc.name)
			for stand in stands.granting(loan.lender, doc.doctype, ptype)
		]
	if any(_stands_above_all(stand, scope) for stand in held):
		return True
	person = stands.person_of(user) if scope.person else None
	return all(_reached(place, scope, held, person) for place in _places(doc, scope, ptype))


def roles_at(doc, user: str | None = None) -> set[str]:
	"""The roles with which a user stands on or above a document; all roles where it is not scoped.

	Roles that need no stand (a member acting on the record that speaks of them) count on one's own record.
	"""
	user = user or frappe.session.user
	roles = set(frappe.get_roles(user))
	scope = declaration.scope_of(doc.doctype)
	if user == "Administrator" or scope is None:
		return roles
	place = columns.of(doc)
	at = {
		stand.role
		for stand in stands.active(user)
		if _stands_above_all(stand, scope) or _reached(place, scope, [stand], None)
	}
	if speaks_of(doc, user):
		at |= set(frappe.get_hooks("access_own_roles"))
	return roles & at


def speaks_of(doc, user: str) -> bool:
	"""Whether a document is about the user."""
	scope = declaration.scope_of(doc.doctype)
	person = stands.person_of(user) if scope and scope.person else None
	return bool(person) and doc.get(scope.person) == person


def _places(doc, scope: declaration.Scope, ptype: str) -> list[dict]:
	"""Where the document stands in the database and, when it is written, where it would stand after."""
	places = []
	if not doc.get("__islocal") and (stored := columns.stored(doc.doctype, doc.name)):
		places.append(stored)
	if not places or ptype in ("write", "create", "submit", "cancel", "amend"):
		place = columns.of(doc)
		if scope.person:
			place[scope.person] = doc.get(scope.person)
		places.append(place)
	return places


def _reached(place: dict, scope: declaration.Scope, held: list[stands.Stand], person: str | None) -> bool:
	if person and place.get(scope.person) == person:
		return True
	return any(
		stand.tree in scope.nodes and any(place.get(column) == stand.node for column in stand.columns)
		for stand in held
	)


def _stands_above_all(stand: stands.Stand, scope: declaration.Scope) -> bool:
	return stand.above_all and stand.tree in scope.nodes
