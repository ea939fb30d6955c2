"""What the form of a stand offers to who gives posts, who need not be a reader of roles and accounts."""

import frappe
from frappe import _

from sink_app.access.declaration import person_source
from sink_app.organization.doctype.sink_stand import sink_stand

MOST = 20
MOST_LOOKED_AT = 200


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def roles(  # noqa: PLR0913, PLR0917 (the arguments that Frappe passes)
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
) -> list:
	"""The office roles that whoever asks may give, by a part of their name in either language."""
	_check_gives_posts()
	# acts for itself: the names of the app's own roles are no secret
	names = frappe.get_all(
		"Role",
		filters={"name": ("like", "Sink %"), "desk_access": 1, "disabled": 0},
		pluck="name",
		order_by="name asc",
	)
	if not sink_stand.gives_any_role():
		names = [name for name in names if name in sink_stand.OPEN_TO_SCOPED_GRANTORS]
	wanted = txt.casefold()
	found = [name for name in names if wanted in name.casefold() or wanted in _(name)]
	rows = found[start : start + min(page_len or MOST, MOST)]
	return [{"name": name} for name in rows] if as_dict else [(name,) for name in rows]


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def users(  # noqa: PLR0913, PLR0917 (the arguments that Frappe passes)
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
) -> list:
	"""Accounts to give a post to, as (login, name): new ones, and those of people in the asker's reach.

	Who stands elsewhere, or is kept elsewhere as a person, is found by their login in full.
	"""
	_check_gives_posts()
	found = _accounts(txt)
	elsewhere = _out_of_reach("Sink Stand", "user", found) | _out_of_reach(*person_source(), found)
	rows = [row for row in found if row.name not in elsewhere or row.name == txt]
	rows = rows[start : start + min(page_len or MOST, MOST)]
	return rows if as_dict else [(row.name, row.full_name) for row in rows]


def _check_gives_posts():
	if not frappe.has_permission("Sink Stand", "create"):
		raise frappe.PermissionError


def _out_of_reach(doctype: str, field: str, accounts: list[dict]) -> set[str]:
	"""The accounts that records of a DocType speak of, none of which the asker may read."""
	asked = {"filters": {field: ("in", [row.name for row in accounts] or [""])}, "pluck": field}
	# acts for itself: that there is such a record keeps the account out, where it is is not said
	known = set(frappe.get_all(doctype, order_by="creation asc", **asked))
	return known - set(frappe.get_list(doctype, order_by="creation asc", limit_page_length=0, **asked))


def _accounts(txt: str) -> list[dict]:
	account = frappe.qb.DocType("User")
	return (
		frappe.qb.from_(account)
		.select(account.name, account.full_name)
		.where(account.enabled == 1)
		.where(account.name.notin(["Administrator", "Guest"]))
		.where(account.full_name.like(f"%{txt}%") | account.name.like(f"{txt}%"))
		.orderby(account.full_name)
		.limit(MOST_LOOKED_AT)
		.run(as_dict=True)
	)
