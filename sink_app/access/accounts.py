"""Who may find whose account: colleagues do, along the trees; nobody lists everybody's.

An account is found by its user, by who may read the person it belongs to, and by who stands above or
below it.
Whoever gives stands finds all of them, and so does a role that reads accounts (Frappe's system managers).
"""

import frappe
from frappe.desk.form import load
from frappe.utils import nowdate

from sink_app.access import columns, declaration, query, standing, stands

MOST_MENTIONS = 50


def condition(user: str | None = None) -> str:
	"""SQL: the accounts that a user may find (`permission_query_conditions` of User)."""
	user = user or frappe.session.user
	if user == "Administrator" or _finds_all(user):
		return ""
	terms = [f"`tabUser`.`name` = {frappe.db.escape(user)}", *_of_colleagues(user), *_of_persons(user)]
	return f"({' or '.join(terms)})"


@frappe.whitelist()
def get_names_for_mentions(search_term: str) -> list[dict]:
	"""The colleagues, and the groups of users, that may be mentioned in a remark."""
	people = frappe.get_list(
		"User",
		fields=["name as id", "full_name as value"],
		filters={
			"full_name": ("like", f"%{search_term}%"),
			"name": ("not in", ("Administrator", "Guest")),
			"allowed_in_mentions": 1,
			"user_type": "System User",
			"enabled": 1,
		},
		order_by="full_name asc",
		limit_page_length=MOST_MENTIONS,
	)
	found = [*people, *({**group, "is_group": True} for group in _groups(search_term))]
	for each in found:
		page = "User Group" if each.get("is_group") else "User Profile"
		each["link"] = frappe.utils.get_url_to_form(page, each["id"])
	return found


@frappe.whitelist()
def get_user_info_for_viewers(users: str | list) -> dict:
	"""Names and pictures of the accounts that whoever asks may find, of those that look at a record."""
	names = frappe.parse_json(users)
	found = frappe.get_list("User", filters={"name": ("in", names)}, pluck="name", limit_page_length=0)
	return load.get_user_info_for_viewers(frappe.as_json(found))


def _groups(search_term: str) -> list[dict]:
	if not frappe.has_permission("User Group", "read"):
		return []
	filters = {"name": ("like", f"%{search_term}%")}
	return frappe.get_list("User Group", fields=["name as id", "name as value"], filters=filters)


def _finds_all(user: str) -> bool:
	"""Whether a user gives stands to people, who may have none yet, or reads accounts as such."""
	if stands.granting(user, declaration.stand_source().doctype, "create"):
		return True
	rows = frappe.get_meta("User").permissions
	readers = {row.role for row in rows if row.read and not row.permlevel and not row.if_owner}
	return bool(readers & set(frappe.get_roles(user)))


def _of_colleagues(user: str) -> list[str]:
	"""Who stands on a node below one's own, on one's own or above it."""
	source = declaration.stand_source()
	held = stands.active(user)
	table = f"`tab{source.doctype}`"
	terms = [
		f"{table}.`{column}` in ({_listed(nodes)})"
		for column, nodes in standing.by_column(source.doctype, held).items()
	]
	for tree, node_field in source.nodes.items():
		if any(stand.above_all for stand in held if stand.tree == tree):
			terms.append(f"{table}.`{node_field}` is not null")
		if line := _line(tree, user, held):
			terms.append(f"{table}.`{node_field}` in ({_listed(line)})")
	if not terms:
		return []
	today = frappe.db.escape(nowdate())
	since = f"{table}.`{source.from_date}` <= {today}"
	until = f"ifnull({table}.`{source.to_date}`, {today}) >= {today}"
	where = f"{since} and {until} and ({' or '.join(terms)})"
	# one's own stands decide, not what the role may read of others' stands
	chosen = f"select {table}.`{source.user}` from {table} where {where}"  # noqa: S608 (no word of it is typed by a user)
	return [f"`tabUser`.`name` in ({chosen})"]


def _line(tree: str, user: str, held: list[stands.Stand]) -> list[str]:
	"""The nodes on which a user stands in a tree, those of the own person's record, and all above them."""
	declared = declaration.trees()[tree]
	found = [node for stand in held if stand.tree == tree for node in _above(declared, stand.node)]
	if person := stands.person_of(user):
		place = columns.stored(declaration.person_source()[0], person) or {}
		found += [place[column] for column in declared.columns if place.get(column)]
	return list(dict.fromkeys([*found, *(columns.tops(tree) if found else ())]))


def _above(tree: declaration.Tree, node: str) -> list[str]:
	return [node, *filter(None, columns.ancestors(tree, node).values())]


def _of_persons(user: str) -> list[str]:
	"""The accounts of the persons whose records the user may read."""
	doctype, user_field = declaration.person_source()
	allowed = query.readable(doctype, user)
	if allowed == query.NOTHING:
		return []
	where = allowed or "1=1"
	return [f"`tabUser`.`name` in (select `{user_field}` from `tab{doctype}` where {where})"]  # noqa: S608 (no word of it is typed by a user)


def _listed(names: list[str]) -> str:
	return ", ".join(frappe.db.escape(name) for name in names)
