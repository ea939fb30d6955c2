"""Who takes whose steps while somebody is away (Sink Deputy)."""

import frappe
from frappe.model.workflow import get_workflow_name
from frappe.utils import getdate, nowdate

from sink_app.approvals import applicants

DEPUTY = "Sink Deputy"
CACHE_KEY = "approval_deputies"
SHARED_ROLE = "All"


def represented(user: str, doctype: str | None = None) -> list[str]:
	"""The users whose steps a user may take today; with a DocType, only on its chain.

	Never transitive: who stands in for somebody hands on their own steps only. Dates are compared at every
	call, so that a deputy's time ends without a job.
	"""
	if user in ("Administrator", "Guest"):
		return []
	today = getdate(nowdate())
	rows = [
		row
		for row in frappe.cache.hget(CACHE_KEY, user, lambda: _load(user))
		if getdate(row["from_date"]) <= today <= getdate(row["to_date"])
	]
	if not rows:
		return []
	chain = get_workflow_name(doctype) if doctype else None
	absent = dict.fromkeys(
		row["absent_user"]
		for row in rows
		if not doctype or (chain and (not row["chains"] or chain in row["chains"]))
	)
	# an account that was closed lends nothing any more
	return [user for user in absent if frappe.get_cached_value("User", user, "enabled")]


def represented_on(doc, user: str) -> list[str]:
	"""The users whose steps a user may take on a record: nobody's where it is the user's own."""
	absent = represented(user, doc.doctype)
	return absent if absent and not applicants.is_applicant(doc, user) else []


def standing_in(users: list[str], doctype: str) -> list[str]:
	"""Who stands in for any of these users today on the chain of a DocType."""
	# acts for itself: whoever waits for a step may have its deputies told
	rows = frappe.get_all(
		DEPUTY,
		filters={"absent_user": ("in", users or [""]), "to_date": (">=", nowdate())},
		pluck="deputy",
		order_by="from_date asc",
	)
	return [user for user in dict.fromkeys(rows) if set(represented(user, doctype)) & set(users)]


def forget(doc=None, method: str | None = None):
	"""Drop what is cached: a deputy was named, changed or taken away."""
	_forget_cached()
	# another request may have filled the cache from before this transaction
	frappe.db.after_commit.add(_forget_cached)


def _forget_cached():
	frappe.cache.delete_value(CACHE_KEY)


def condition(user: str | None = None) -> str:
	"""Who manages deputies lists all of them; everybody else lists those they are named in."""
	user = user or frappe.session.user
	if user == "Administrator" or _manages(user, "read"):
		return ""
	name = frappe.db.escape(user)
	return f"(`tab{DEPUTY}`.absent_user = {name} or `tab{DEPUTY}`.deputy = {name})"


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Whether a user may reach a Sink Deputy: managers any, the absent person theirs, the deputy to read.

	Creating one is answered by the record's own rules, in words.
	"""
	user = user or frappe.session.user
	ptype = ptype or "read"
	if user == "Administrator" or ptype == "create" or _manages(user, ptype):
		return True
	stored = frappe.db.get_value(DEPUTY, doc.name, ["absent_user", "deputy"], as_dict=True) or doc
	if user == stored.get("absent_user"):
		return True
	return user == stored.get("deputy") and ptype in ("read", "select", "print")


def manages(user: str) -> bool:
	"""Whether a user names deputies for others."""
	return user == "Administrator" or _manages(user, "write")


def _manages(user: str, ptype: str) -> bool:
	granting = {
		row.role for row in frappe.get_meta(DEPUTY).permissions if row.get(ptype) and not row.permlevel
	}
	return bool((granting - {SHARED_ROLE}) & set(frappe.get_roles(user)))


def _load(user: str) -> list[dict]:
	# acts for itself: the engine reads who stands in for whom, nobody is shown it
	rows = frappe.get_all(
		DEPUTY,
		filters={"deputy": user},
		fields=["name", "absent_user", "from_date", "to_date"],
		order_by="from_date asc, creation asc",
	)
	# acts for itself: the same
	chains = frappe.get_all(
		f"{DEPUTY} Chain",
		filters={"parent": ("in", [row.name for row in rows] or [""]), "parenttype": DEPUTY},
		fields=["parent", "workflow"],
		order_by="idx asc",
	)
	return [
		{
			"absent_user": row.absent_user,
			"from_date": str(row.from_date),
			"to_date": str(row.to_date),
			"chains": [chain.workflow for chain in chains if chain.parent == row.name],
		}
		for row in rows
	]
