"""Two members side by side, for who merges them: what differs, what moves, what is in the way."""

import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.registration.merging import links

MEMBER, REGISTRATION = "Sink Member", "Sink Registration"
NOT_CHOSEN = ("member_name",)
"""The records are of one name already, or the one that stays keeps its own."""
COMPARED_TYPES = (
	"Data",
	"Select",
	"Date",
	"Link",
	"Small Text",
	"Text",
	"Int",
	"Float",
	"Check",
	"Table",
	"Table MultiSelect",
)
PROGRESS = (
	"Draft",
	"Returned",
	"Unit Review",
	"Community Acceptance",
	"Placed in Grid",
	"Registered Elsewhere",
)
"""The further a registration is, the more of it would be lost."""
HISTORY = ("Moved Away", "Deregistered")


def title(member) -> str:
	"""A member's name with that of the organization: two records of one person have the same name."""
	organization = frappe.db.get_value("Sink Organization", member.organization, "org_name")
	return f"{member.member_name}（{organization}）"


def differences(kept, merged) -> list[dict]:
	"""The fields on which two members differ and of which one may be chosen, with both values in words."""
	shown_kept, shown_merged = _readable(kept), _readable(merged)
	return [
		{
			"fieldname": df.fieldname,
			"label": _(df.label),
			"kept": _in_words(shown_kept, df),
			"merged": _in_words(shown_merged, df),
			"is_filled": bool(kept.get(df.fieldname)),
		}
		for df in choosable()
		if hasattr(shown_kept, df.fieldname)
		and _in_words(shown_kept, df) != _in_words(shown_merged, df)
		and merged.get(df.fieldname)
	]


def choosable() -> list:
	"""The fields of a member that people fill in."""
	return [
		df
		for df in frappe.get_meta(MEMBER).fields
		if df.fieldtype in COMPARED_TYPES
		and df.label
		and not (df.read_only or df.hidden)
		and df.fieldname not in NOT_CHOSEN
	]


def doubles(kept: str, merged: str) -> list[dict]:
	"""Pairs of registrations of the same kind and year, one of each record: only one can go on.

	`further` says which is nearer to its grid, so that the other is the one to end.
	"""
	found = []
	for one in _registrations(kept):
		for other in _registrations(merged):
			if (one.year, one.registration_type) == (other.year, other.registration_type):
				found.append(
					{
						"key": f"{one.year} {one.registration_type}",
						"label": f"{one.year} {_(one.registration_type)}",
						"kept": one.name,
						"merged": other.name,
						"kept_words": _place_in_words(one),
						"merged_words": _place_in_words(other),
						"further": "merged" if _progress(other) > _progress(one) else "kept",
					}
				)
	return found


def moving(merged: str) -> list[dict]:
	"""How many records of which DocType name a member: what a merge moves."""
	counts: dict[str, int] = {}
	for place, rows in links.naming(MEMBER, merged):
		counts[place.doctype] = counts.get(place.doctype, 0) + len(rows)
	return [{"doctype": doctype, "label": _(doctype), "count": count} for doctype, count in counts.items()]


def _readable(doc):
	"""A copy with the fields that the session's user may read."""
	copy = frappe.get_doc(doc.as_dict())
	copy.apply_fieldlevel_read_permissions()
	return copy


def _in_words(doc, df) -> str:
	value = doc.get(df.fieldname)
	if df.fieldtype in ("Table", "Table MultiSelect"):
		return "、".join(filter(None, (_row_in_words(row) for row in value or ())))
	if df.fieldtype == "Check":
		return _("Yes") if value else _("No")
	if df.fieldtype == "Link" and value:
		title = frappe.get_meta(df.options).title_field
		return cstr(title and frappe.db.get_value(df.options, value, title)) or value
	return _(cstr(value)) if df.fieldtype == "Select" else cstr(value)


def _row_in_words(row) -> str:
	words = []
	for df in row.meta.fields:
		value = row.get(df.fieldname)
		if value and df.fieldtype != "Table":
			title = df.fieldtype == "Link" and frappe.get_meta(df.options).title_field
			named = frappe.db.get_value(df.options, value, title) if title else value
			words.append(_(cstr(named)))
	return " ".join(words)


def _registrations(member: str) -> list[dict]:
	# acts for itself: what would be doubled is found whoever merges
	return frappe.get_all(
		REGISTRATION,
		filters={"member": member, "workflow_state": ("not in", HISTORY)},
		fields=["name", "year", "registration_type", "community", "workflow_state"],
		order_by="year asc, registration_type asc",
	)


def _place_in_words(registration: dict) -> str:
	community = frappe.db.get_value("Sink Area", registration.community, "title") or ""
	return f"{community}（{_(registration.workflow_state)}）"


def _progress(registration: dict) -> int:
	state = registration.workflow_state
	return PROGRESS.index(state) if state in PROGRESS else len(PROGRESS)
