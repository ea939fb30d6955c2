"""Who a rule means, found from the record it is asked about."""

import frappe
from frappe import _

from sink_app.access import holders

BY_FIELD, AT_LEVEL, BY_ROLE = (
	"Person Named in a Field",
	"Role Holders at a Level",
	"Role Holders for the Record",
)


class WhoUnclear(frappe.ValidationError):
	"""A rule does not say whom it means, or names what the record does not have."""


def found(doc, who) -> list[str]:
	"""The open accounts that a rule, or a row of one, means on a document."""
	if who.who == BY_FIELD:
		return holders.named_in(doc, who.user_field)
	if who.who == AT_LEVEL:
		return holders.at_level(doc, who.role, who.tree, who.level)
	return holders.of_role(doc, who.role)


def check(who, doctype: str):
	"""Refuse a rule, or a row of one, that could mean nobody on a record of a DocType."""
	if who.who == BY_FIELD:
		if who.user_field not in holders.naming_fields(doctype):
			_refuse(who, _("Field of the Record"), ", ".join(holders.naming_fields(doctype)))
		return
	if not who.role or not frappe.db.exists("Role", who.role):
		_refuse(who, _("Role"), "")
	if who.who != AT_LEVEL:
		return
	trees = holders.levels(doctype)
	if who.tree not in trees:
		_refuse(who, _("Tree"), _(", ").join(_(tree) for tree in trees))
	if who.level not in trees[who.tree]:
		_refuse(who, _("Level"), ", ".join(trees[who.tree]))


def _refuse(who, label: str, choices: str):
	row = _("Row {0}:").format(who.idx) if who.get("parenttype") else ""
	sentence = (
		_("«{0}» takes one of: {1}.").format(label, choices)
		if choices
		else _("«{0}» cannot be used on these records, or is empty.").format(label)
	)
	frappe.throw(row + sentence, WhoUnclear)
