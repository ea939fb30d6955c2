"""The page «Why Can They See This?»: who may ask, about whom and what, and what they are shown.

Who asks must be permitted on the page, read the record themselves, and administer the user asked for: read
one of their stands, or their person record. Who stands above all administers everybody, and may ask of
records that their role does not read: then title and whom they speak of stay hidden, the place is told.
"""

import frappe
from frappe import _
from frappe.utils import get_fullname

from sink_app.access import declaration, explain, readers, stands

PAGE = "sink-why-visible"
SHOWN = 20
"""So many people of a group are shown at a time."""
MOST_OFFERED = 20
PERSONAL = (explain.OWN, explain.SHARE)


class NotYoursToAsk(frappe.PermissionError):
	"""The page, the record or the user is out of the asker's reach."""


@frappe.whitelist()
def why(doctype: str, name: str, user: str) -> dict:
	"""Whether a user sees a record, every reason for it, and what would change it."""
	doc, is_shown = _record(doctype, name)
	if not frappe.db.exists("User", user) or user not in _administered([user]):
		frappe.throw(_("{0} is not among those you administer.").format(user), NotYoursToAsk)
	found = explain.reasons(doc, user)
	is_enabled = bool(frappe.get_cached_value("User", user, "enabled"))
	has_role = explain.may_with_roles(doc, user)
	return {
		"record": _about(doc, is_shown),
		"user": user,
		"user_name": get_fullname(user),
		"is_enabled": is_enabled,
		"sees": bool(frappe.has_permission(doctype, "read", doc=doc, user=user)) and is_enabled,
		"reasons": [_told(doc, user, reason, is_shown) for reason in _in_order(found)],
		"account_mend": None if is_enabled else _account_mend(user),
		"hidden_fields": explain.hidden_fields(doc, user) if has_role and explain.sees(found) else [],
	}


@frappe.whitelist()
def who(doctype: str, name: str) -> dict:
	"""Everybody who sees a record, by reason; those whom the asker does not administer are only counted."""
	doc, is_shown = _record(doctype, name)
	return {
		"record": _about(doc, is_shown),
		"groups": [_group(doc, group, is_shown, 0) for group in readers.groups(doc)],
	}


@frappe.whitelist()
def more(doctype: str, name: str, key: str, start: int) -> dict:
	"""The next people of a group of `who`."""
	doc, is_shown = _record(doctype, name)
	group = next((each for each in readers.groups(doc) if each.key == key), None)
	return _group(doc, group, is_shown, max(0, start)) if group else {"people": [], "next": None}


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search_users(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None = None,
) -> list:
	"""The users whom the asker administers and whose name or address holds the text, for a Link field."""
	_check_page()
	user = frappe.qb.DocType("User")
	like = f"%{txt}%"
	found = (
		frappe.qb.from_(user)
		.select(user.name, user.full_name)
		.where(user.name.notin(("Administrator", "Guest")))
		.where(user.full_name.like(like) | user.name.like(like))
		.orderby(user.full_name)
		.limit(20 * MOST_OFFERED)
		.run()
	)
	administered = _administered([row[0] for row in found])
	return [row for row in found if row[0] in administered][start : start + min(page_len, MOST_OFFERED)]


def tell_client(bootinfo):
	"""Whether the form's menu leads to the page, and which DocTypes are trees (extend_bootinfo)."""
	bootinfo.sink_access = {"may_ask": _may_ask(), "trees": list(declaration.trees())}


def _may_ask() -> bool:
	return bool(frappe.db.exists("Page", PAGE)) and frappe.get_cached_doc("Page", PAGE).is_permitted()


def _check_page():
	if not _may_ask():
		frappe.throw(_("This page is for those who give out stands."), NotYoursToAsk)


def _record(doctype: str, name: str) -> tuple:
	"""The document, and whether the asker is shown what it says; a refusal tells not whether it exists."""
	_check_page()
	refusal = _("There is no such record, or it is not yours to read.")
	if not frappe.db.exists("DocType", doctype) or frappe.get_meta(doctype).istable:
		frappe.throw(_("Please choose a kind of record that has a form of its own."), NotYoursToAsk)
	if frappe.get_meta(doctype).issingle or not frappe.db.exists(doctype, name):
		frappe.throw(refusal, NotYoursToAsk)
	doc = frappe.get_doc(doctype, name)
	if frappe.has_permission(doctype, "read", doc=doc):
		return doc, True
	if not (declaration.scope_of(doctype) and _stands_above_all()):
		frappe.throw(refusal, NotYoursToAsk)
	return doc, False


def _stands_above_all() -> bool:
	"""Whether the asker stands on top of a tree with a role that the page is for."""
	if frappe.session.user == "Administrator":
		return True
	allowed = {row.role for row in frappe.get_cached_doc("Page", PAGE).roles} & set(frappe.get_roles())
	return any(stand.above_all and stand.role in allowed for stand in stands.active(frappe.session.user))


def _administered(users: list[str]) -> set[str]:
	"""Of some users those whom the asker administers."""
	if _stands_above_all():
		return set(users)
	source = declaration.stand_source()
	person_doctype, user_field = declaration.person_source()
	found: set[str] = set()
	for doctype, field in ((source.doctype, source.user), (person_doctype, user_field)):
		if frappe.has_permission(doctype, "read"):
			filters = {field: ("in", users or [""])}
			found.update(frappe.get_list(doctype, filters=filters, pluck=field, limit_page_length=0))
	return found & set(users)


def _about(doc, is_shown: bool) -> dict:
	"""What the asker is told of the record: its title if they read it, and where it belongs."""
	shown = doc.get(doc.meta.get_title_field()) if is_shown else None
	return {
		"doctype": doc.doctype,
		"name": doc.name,
		"title": shown or (doc.name if is_shown else None),
		"place": _place(doc),
	}


def _place(doc) -> list[dict]:
	"""The nodes that a record belongs to, the highest first, tree by tree."""
	scope = declaration.scope_of(doc.doctype)
	place = explain.place_of(doc)
	found = []
	for tree_doctype in scope.nodes if scope else ():
		tree = declaration.trees()[tree_doctype]
		for column in dict.fromkeys(tree.levels.values()):
			if node := place.get(column):
				level = frappe.get_cached_value(tree_doctype, node, "level")
				found.append(
					{
						"tree": tree_doctype,
						"node": node,
						"level": _(level),
						"title": explain.title(tree_doctype, node),
					}
				)
	return found


def _in_order(found: list[explain.Reason]) -> list[explain.Reason]:
	return sorted(found, key=lambda reason: (not reason.opens, reason.kind != explain.BARRED))


def _told(doc, user: str, reason: explain.Reason, is_shown: bool) -> dict:
	sentence, mend = reason.sentence, reason.mend
	if reason.kind in PERSONAL and not is_shown:
		sentence, mend = _("For a reason that your role is not shown: the record is theirs, or shared."), None
	elif reason.stand and not _reads_stand(reason.stand):
		sentence = (
			_("Through a stand that is not yours to manage.")
			if reason.opens
			else _("A stand that is not yours to manage would be near, but does not open it.")
		)
		mend = None
	return {
		"kind": reason.kind,
		"opens": reason.opens,
		"sentence": sentence,
		"mend": _mend(doc, user, mend) if mend else None,
	}


def _reads_stand(stand: str) -> bool:
	doctype = declaration.stand_source().doctype
	return bool(frappe.has_permission(doctype, "read") and frappe.has_permission(doctype, "read", doc=stand))


def _mend(doc, user: str, mend: dict) -> dict | None:
	"""A way to set it right that the asker may go; the record itself asks them again when they do."""
	source = declaration.stand_source()
	if mend["kind"] == "end_stand":
		may = frappe.has_permission(source.doctype, "write", doc=mend["stand"])
		return {**mend, "doctype": source.doctype, "field": source.to_date} if may else None
	if mend["kind"] == "unshare":
		return mend if frappe.has_permission(doc.doctype, "share", doc=doc) else None
	if not frappe.has_permission(source.doctype, "create"):
		return None
	return {
		"kind": "add_stand",
		"doctype": source.doctype,
		"fields": {"user": source.user, "role": source.role, **source.nodes},
		"user": user,
		"role": mend["role"],
		"tree": mend["tree"],
		"node": mend["node"],
		"roles": _roles_to_give(doc),
	}


def _roles_to_give(doc) -> list[dict]:
	own = set(frappe.get_hooks("access_own_roles"))
	return [{"value": role, "label": _(role)} for role in sorted(explain.reading_roles(doc) - own)]


def _account_mend(user: str) -> dict | None:
	return {"kind": "enable", "user": user} if frappe.has_permission("User", "write", doc=user) else None


def _group(doc, group: readers.Group, is_shown: bool, start: int) -> dict:
	is_hidden = group.kind in PERSONAL and not is_shown
	administered = set() if is_hidden else _administered(group.users)
	people = [user for user in group.users if user in administered]
	page = people[start : start + SHOWN]
	end = start + len(page)
	return {
		"key": group.key,
		"kind": group.kind,
		"sentence": group.sentence,
		"count": len(group.users),
		"others": len(group.users) - len(people),
		"people": readers.named(page),
		"next": end if end < len(people) else None,
	}
