"""Why a user may read a record, or why not, in words.

Every rule that the engine and the framework ask is told as a reason of its own, those that let in and those
that miss by little. A test compares what is said with `frappe.has_permission`, for everybody and everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.permissions import has_controller_permissions, has_user_permission
from frappe.utils import format_date, get_fullname, getdate, nowdate

from sink_app.access import columns, declaration, query, stands

STAND, LENT, OWN, OPEN, SHARE, ALL = "stand", "lent", "own", "open", "share", "all"
MISSING = "missing"
BARRED = "barred"


@dataclass(frozen=True)
class Reason:
	"""One thing to say: it lets the user in, it bars the way, or it was near to letting them in."""

	kind: str
	sentence: str
	opens: bool = False
	stand: str | None = None
	"""The record of the stand that the sentence speaks of."""
	mend: dict | None = None
	"""What would set it right, for who may do it."""


@dataclass(frozen=True)
class Held:
	"""A stand as it is kept, whether it counts today or not."""

	name: str
	role: str
	tree: str
	node: str
	columns: tuple[str, ...]
	above_all: bool
	from_date: str
	to_date: str | None

	@property
	def counts_today(self) -> bool:
		today = getdate(nowdate())
		return getdate(self.from_date) <= today and (not self.to_date or today <= getdate(self.to_date))


def reasons(doc, user: str) -> list[Reason]:
	"""Everything there is to say about a user and a saved document."""
	if user == "Administrator":
		return [Reason(ALL, _("The account Administrator sees everything; no rule is asked."), True)]
	found = []
	if may_with_roles(doc, user):
		found += _by_scope(doc, user) if declaration.scope_of(doc.doctype) else _by_role(doc, user)
		found += _barred(doc, user)
	else:
		found += _no_role(doc, user)
	return [*found, *_shares(doc, user)]


def sees(found: list[Reason]) -> bool:
	"""Whether the reasons come out to reading: a share passes every bar."""
	is_barred = any(reason.kind == BARRED for reason in found)
	return any(reason.opens and (not is_barred or reason.kind == SHARE) for reason in found)


def reading_roles(doc) -> set[str]:
	"""The roles that read a document's kind; one that reads its owner's records only is left out."""
	return {
		row.role for row in doc.meta.permissions if row.read and not row.permlevel and not row.get("if_owner")
	}


def may_with_roles(doc, user: str) -> bool:
	"""Whether any of the user's roles reads records of the document's kind."""
	owning = {
		row.role for row in doc.meta.permissions if row.read and not row.permlevel and row.get("if_owner")
	}
	roles = set(frappe.get_roles(user))
	return bool(reading_roles(doc) & roles or (doc.owner == user and owning & roles))


def hidden_fields(doc, user: str) -> list[str]:
	"""The labels of a document's fields that the user's roles do not read, though they read the record."""
	roles = set(frappe.get_roles(user))
	levels = {0, *(row.permlevel for row in doc.meta.permissions if row.read and row.role in roles)}
	if user == "Administrator":
		return []
	return [
		_(field.label) for field in doc.meta.fields if (field.permlevel or 0) not in levels and field.label
	]


def place_of(doc) -> dict:
	"""The columns by which a record is read, as the database holds them."""
	return columns.stored(doc.doctype, doc.name) if declaration.scope_of(doc.doctype) else {}


def column_of(held: Held | stands.Stand, scope: declaration.Scope, place: dict) -> str | None:
	"""The column through which a stand reaches a place; None where it does not by a column."""
	if held.tree not in scope.nodes:
		return None
	return next((column for column in held.columns if place.get(column) == held.node), None)


def held_by(user: str) -> list[Held]:
	"""All stands of a user, ended ones and those to come included."""
	source = declaration.stand_source()
	# acts for itself: whose stands are told of to whom is for the doors to decide
	rows = frappe.get_all(
		source.doctype,
		filters={source.user: user},
		fields=["name", source.role, source.from_date, source.to_date, *source.nodes.values()],
		order_by="creation asc",
	)
	return [
		Held(
			row.name,
			row[source.role],
			tree,
			row[field],
			*_reach(tree, row[field]),
			str(row[source.from_date]),
			str(row[source.to_date]) if row[source.to_date] else None,
		)
		for row in rows
		for tree, field in source.nodes.items()
		if row[field]
	]


def title(tree: str, node: str | None) -> str:
	"""A node's name for people."""
	found = frappe.get_cached_value(tree, node, frappe.get_meta(tree).get_title_field()) if node else None
	return found or node or ""


def _reach(tree: str, node: str) -> tuple[tuple[str, ...], bool]:
	parent_field = declaration.scope_of(tree).nodes[tree][0]
	level, parent = frappe.db.get_value(tree, node, ["level", parent_field]) or (None, node)
	return tuple(declaration.trees()[tree].read_through(level)), not parent


def _by_role(doc, user: str) -> Iterator[Reason]:
	roles = sorted(_(role) for role in reading_roles(doc) & set(frappe.get_roles(user)))
	if roles:
		sentence = _("{0} has the role {1}, which reads all records of this kind, wherever they belong.")
		yield Reason(OPEN, sentence.format(get_fullname(user), _(", ").join(roles)), True)
	else:
		yield Reason(
			OWN, _("{0} made this record, and reads those they made.").format(get_fullname(user)), True
		)


def _by_scope(doc, user: str) -> Iterator[Reason]:
	scope, place = declaration.scope_of(doc.doctype), place_of(doc)
	if scope.open:
		yield from _by_role(doc, user)
		return
	held = held_by(user)
	told = [reason for each in held for reason in _by_stand(doc, user, each, place)]
	yield from told
	person = stands.person_of(user) if scope.person else None
	is_own = bool(person) and place.get(scope.person) == person
	if is_own:
		yield Reason(
			OWN, _("The record speaks of {0}, who reads their own.").format(get_fullname(user)), True
		)
	for loan in query.loans(user, doc.doctype):
		yield from _by_loan(doc, user, loan, place)
	if held and not told and not is_own:
		sentence = _("Nothing that {0} stands on has to do with where this record is filed.")
		yield Reason(MISSING, sentence.format(get_fullname(user)))
	if not held and not is_own:
		roles = reading_roles(doc) & set(frappe.get_roles(user))
		sentence = _("{0} has the role {1}, but stands nowhere with it: a role alone opens nothing.").format(
			get_fullname(user), _(", ").join(sorted(_(role) for role in roles))
		)
		yield Reason(MISSING, sentence, mend=_new_stand(doc, sorted(roles)[0], place))


def _by_stand(doc, user: str, held: Held, place: dict) -> Iterator[Reason]:
	"""How a stand lets in, or by what it misses; nothing of one that has nothing to do with it."""
	scope = declaration.scope_of(doc.doctype)
	reaches = column_of(held, scope, place) or (held.above_all and held.tree in scope.nodes)
	reads = held.role in stands.roles_with(doc.doctype, "read")
	who, role, node = get_fullname(user), _(held.role), title(held.tree, held.node)
	if not reaches:
		if reads and held.counts_today and held.tree in scope.nodes:
			yield _elsewhere(doc, user, held, place)
	elif not reads:
		sentence = _("{0} is {1} at {2}, where this record belongs, but the role {1} does not read «{3}».")
		yield Reason(MISSING, sentence.format(who, role, node, _(doc.doctype)), stand=held.name)
	elif held.role not in frappe.get_roles(user):
		sentence = _("{0} is down as {1} at {2}, but the role was taken from the account.")
		yield Reason(MISSING, sentence.format(who, role, node), stand=held.name)
	elif not held.counts_today:
		yield _out_of_time(doc, user, held, place)
	else:
		sentence = f"{_reached(who, held, scope, place)} {_until(held)}".strip()
		mend = {"kind": "end_stand", "stand": held.name}
		yield Reason(STAND, sentence, True, held.name, mend)


def _reached(who: str, held: Held | stands.Stand, scope: declaration.Scope, place: dict) -> str:
	role, node, column = _(held.role), title(held.tree, held.node), column_of(held, scope, place)
	if not column:
		return _("{0} is {1} at {2}, on top of all: every record lies below.").format(who, role, node)
	line = declaration.trees()[held.tree].line
	if line and column == line.column:
		overseen = title(held.tree, _overseen(held.tree, held.node, place))
		sentence = _("{0} is {1} at {2}, which oversees {3}, and this record belongs to {3}.")
		return sentence.format(who, role, node, overseen)
	return _("{0} is {1} at {2}, and this record belongs to {2}.").format(who, role, node)


def _overseen(tree_doctype: str, overseer: str, place: dict) -> str | None:
	"""The node of a record's line that names the overseer."""
	tree = declaration.trees()[tree_doctype]
	line = [place.get(column) for column in tree.levels.values()]
	nodes = [node for node in line if node]
	named = [node for node in nodes if frappe.db.get_value(tree_doctype, node, tree.line.field) == overseer]
	return named[-1] if named else None


def _until(held: Held) -> str:
	return _("It ends on {0}.").format(format_date(held.to_date)) if held.to_date else ""


def _elsewhere(doc, user: str, held: Held, place: dict) -> Reason:
	column = held.columns[0] if held.columns else None
	here = title(held.tree, place.get(column)) if column else ""
	where = here or _("no place of this level")
	sentence = _("{0} is {1} at {2}; this record belongs to {3}.")
	return Reason(
		MISSING,
		sentence.format(get_fullname(user), _(held.role), title(held.tree, held.node), where),
		stand=held.name,
		mend=_new_stand(doc, held.role, place, held.tree, column),
	)


def _out_of_time(doc, user: str, held: Held, place: dict) -> Reason:
	has_ended = held.to_date and getdate(held.to_date) < getdate(nowdate())
	sentence = (
		_("{0} was {1} at {2} until {3}; the stand has ended.")
		if has_ended
		else _("{0} will be {1} at {2} from {3}; the stand has not begun.")
	)
	day = format_date(held.to_date if has_ended else held.from_date)
	column = column_of(held, declaration.scope_of(doc.doctype), place)
	return Reason(
		MISSING,
		sentence.format(get_fullname(user), _(held.role), title(held.tree, held.node), day),
		stand=held.name,
		mend=_new_stand(doc, held.role, place, held.tree, column) if has_ended else None,
	)


def _by_loan(doc, user: str, loan: query.Loan, place: dict) -> Iterator[Reason]:
	scope, lender = declaration.scope_of(doc.doctype), loan.lender
	for stand in stands.granting(lender, doc.doctype, "read"):
		if column_of(stand, scope, place) or (stand.above_all and stand.tree in scope.nodes):
			lent = _reached(get_fullname(lender), stand, scope, place)
			covers = loan.covers(doc.name)
			sentence = (
				_("{0} stands in for {1}. {2}")
				if covers
				else _("{0} stands in for {1}, but is lent only what waits for a step. {2}")
			)
			told = sentence.format(get_fullname(user), get_fullname(lender), lent)
			yield Reason(LENT if covers else MISSING, told, covers)


def _no_role(doc, user: str) -> Iterator[Reason]:
	roles = sorted(reading_roles(doc))
	who = get_fullname(user)
	sentence = _("None of the roles of {0} reads «{1}».").format(who, _(doc.doctype))
	if roles:
		sentence += " " + _("It is read by: {0}.").format(_(", ").join(_(role) for role in roles))
	scope = declaration.scope_of(doc.doctype)
	mend = _new_stand(doc, None, place_of(doc)) if scope and not scope.open and roles else None
	yield Reason(MISSING, sentence, mend=mend)
	for held in held_by(user) if scope and not scope.open else ():
		# a role that only selects would open the scope; without one that reads it opens nothing
		yield from (each for each in _by_stand(doc, user, held, place_of(doc)) if not each.opens)


def _barred(doc, user: str) -> Iterator[Reason]:
	"""What else bars the way: a User Permission, or a rule of another kind than stands."""
	if not has_user_permission(doc, user):
		sentence = _("A «User Permission» of {0} narrows what they see, and leaves this record out.")
		yield Reason(BARRED, sentence.format(get_fullname(user)))
	if not declaration.scope_of(doc.doctype) and has_controller_permissions(doc, "read", user=user) is False:
		yield Reason(
			BARRED, _("A rule of its own closes this kind of record to {0}.").format(get_fullname(user))
		)


def _shares(doc, user: str) -> Iterator[Reason]:
	# acts for itself: whether a share is told of is for the doors to decide
	rows = frappe.get_all(
		"DocShare",
		filters={"share_doctype": doc.doctype, "share_name": doc.name, "read": 1},
		or_filters={"user": user, "everyone": 1},
		fields=["name", "user", "everyone", "owner"],
		order_by="creation asc",
	)
	for row in rows:
		by = get_fullname(row.owner)
		sentence = (
			_("{0} shared this record with everybody.").format(by)
			if row.everyone
			else _("{0} shared this record with {1}.").format(by, get_fullname(user))
		)
		mend = {"kind": "unshare", "user": None if row.everyone else user}
		yield Reason(SHARE, sentence, True, mend=mend)


def _new_stand(
	doc, role: str | None, place: dict, tree: str | None = None, column: str | None = None
) -> dict:
	"""What to fill a new stand with, as a proposal: at the record's place of the same level."""
	return {"kind": "add_stand", "role": role, "tree": tree, "node": place.get(column) if column else None}
