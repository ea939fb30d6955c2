"""Where people serve: compound, grid and building lie inside the community they are registered with."""

import frappe
from frappe import _

LEVELS = {"community": "Community", "compound": "Compound", "grid": "Grid", "building": "Building"}


class WrongArea(frappe.ValidationError):
	pass


def check(doc, community: str | None, levels: dict[str, str]):
	"""Refuse a place of another level than its field's, or of another community; levels: {field: level}."""
	for field, level in levels.items():
		if not doc.get(field):
			continue
		area = frappe.db.get_value("Sink Area", doc.get(field), ["level", "community", "title"], as_dict=True)
		label = _(doc.meta.get_label(field))
		if area.level != level:
			frappe.throw(_("«{0}»: {1} is not of that level.").format(label, area.title), WrongArea)
		if area.community != community:
			frappe.throw(_("«{0}»: {1} lies in another community.").format(label, area.title), WrongArea)
