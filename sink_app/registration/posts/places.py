"""Areas that records name beside their community."""

import frappe
from frappe import _

LEVELS = {"compound": "Compound", "grid": "Grid", "building": "Building"}


class NotInTheCommunity(frappe.ValidationError):
	"""An area of another community, or not of the level the field asks for."""


def check(doc):
	"""Compound, grid and building are of their level and lie in the record's community."""
	_check_one(doc, "community", "Community", None)
	for field, level in LEVELS.items():
		if doc.meta.has_field(field):
			_check_one(doc, field, level, doc.community)


def _check_one(doc, field: str, level: str, community: str | None):
	if not doc.get(field):
		return
	area = frappe.db.get_value("Sink Area", doc.get(field), ["level", "community", "title"], as_dict=True)
	label = _(doc.meta.get_label(field))
	if area.level != level:
		frappe.throw(_("«{0}»: {1} is not of that level.").format(label, area.title), NotInTheCommunity)
	if community and area.community != community:
		frappe.throw(_("«{0}»: {1} lies in another community.").format(label, area.title), NotInTheCommunity)
