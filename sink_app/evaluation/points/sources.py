"""What points may be given for: records of a party member that somebody else confirms.

Signing in, reading and pressing «like» have no chain and name no party member: no rule can count them
(关于防治“指尖上的形式主义”的若干意见: 不得强制使用、签到打卡、积分排名).
"""

import frappe
from frappe import _

from sink_app.approvals import chain
from sink_app.evaluation import RULE

MEMBER, CATEGORY = "Sink Member", "Sink Service Category"
NAMING = ("member_field", "date_field", "minutes_field", "category_field", "emergency_field")
"""The fields of a rule that say where something stands in a record."""
FIRST = {"date_field": "starts_on", "minutes_field": "minutes", "emergency_field": "is_emergency"}
"""The field to begin with, where a record has it."""


def is_countable(doctype: str) -> bool:
	"""Whether records of a DocType speak of a party member and are confirmed by steps."""
	meta = frappe.get_meta(doctype)
	return not (meta.istable or meta.issingle) and bool(
		fields_of(doctype)["member_field"] and confirmed(doctype)
	)


def confirmed(doctype: str) -> list[str]:
	"""The states of a DocType's chain that only others' approval leads to; those that end it first."""
	if not chain.has_chain(doctype):
		return []
	steps = chain.of(doctype).transitions
	by_others = [row.next_state for row in steps if not (row.allow_self_approval or row.get("needs_reason"))]
	alone = {row.next_state for row in steps if row.allow_self_approval}
	goes_on = {row.state for row in steps}
	found = [state for state in dict.fromkeys(by_others) if state not in alone]
	return sorted(found, key=lambda state: state in goes_on)


def fields_of(doctype: str) -> dict[str, list[str]]:
	"""The fields of a DocType that may stand in each «… field» of a rule."""
	found: dict[str, list[str]] = {key: [] for key in NAMING}
	for df in frappe.get_meta(doctype).fields:
		if key := _stands_for(df):
			found[key].append(df.fieldname)
	for key, first in FIRST.items():
		found[key].sort(key=lambda field: field != first)
	return found


def _stands_for(df) -> str | None:
	if df.fieldtype == "Link":
		return {MEMBER: "member_field", CATEGORY: "category_field"}.get(df.options)
	kinds = {
		"Date": "date_field",
		"Datetime": "date_field",
		"Int": "minutes_field",
		"Check": "emergency_field",
	}
	return kinds.get(df.fieldtype)


@frappe.whitelist()
def choices(doctype: str) -> dict:
	"""What a rule on a DocType may name, for its form: {states, fields: {its field: [{value, label}]}}."""
	frappe.has_permission(RULE, "read", throw=True)
	meta = frappe.get_meta(doctype)
	return {
		"states": confirmed(doctype),
		"fields": {
			key: [{"value": name, "label": _(meta.get_label(name))} for name in names]
			for key, names in fields_of(doctype).items()
		},
	}


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find(doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict) -> list[tuple]:
	"""The DocTypes that a rule may count, for its link field: (name, label)."""
	frappe.has_permission(RULE, "read", throw=True)
	# acts for itself: names of forms only
	drawn = frappe.get_all("Workflow", filters={"is_active": 1}, pluck="document_type", order_by="name asc")
	found = [(name, _(name)) for name in dict.fromkeys(drawn) if is_countable(name)]
	return [row for row in found if txt.lower() in f"{row[0]} {row[1]}".lower()][start : start + page_len]
