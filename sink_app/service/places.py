"""Where a record of a community's daily work stands: any area from the community down."""

import frappe
from frappe import _
from frappe.utils import nowdate

from sink_app.access import stands

AREA = "Sink Area"
REGISTRATION, TAKEN_IN = "Sink Registration", "Placed in Grid"
LEVELS = ("Community", "Compound", "Grid", "Building")


class NotInACommunity(frappe.ValidationError):
	"""The area lies above all communities, or none is named."""


def fill(doc, field: str = "area"):
	"""Name the area where whoever writes stands, if none is named."""
	if not doc.get(field):
		doc.set(field, own())


def check(doc, field: str = "area"):
	"""The area is a community, or lies in one."""
	area = (
		frappe.db.get_value(AREA, doc.get(field), ["level", "title"], as_dict=True)
		if doc.get(field)
		else None
	)
	if not area:
		frappe.throw(
			_("«{0}» is empty: please name the community, or the compound, grid or building.").format(
				_(doc.meta.get_label(field))
			),
			NotInACommunity,
		)
	if area.level not in LEVELS:
		frappe.throw(
			_("«{0}»: {1} is no community and lies in none.").format(
				_(doc.meta.get_label(field)), area.title
			),
			NotInACommunity,
		)


def own(user: str | None = None) -> str | None:
	"""The one area from the community down where a user stands; None where there is none or more than one."""
	found = {
		stand.node
		for stand in stands.active(user or frappe.session.user)
		if stand.tree == AREA and frappe.get_cached_value(AREA, stand.node, "level") in LEVELS
	}
	return found.pop() if len(found) == 1 else None


def line_of(area: str) -> list[str]:
	"""An area and those above it, up to its community, the lowest first."""
	found = []
	while area:
		level, parent = frappe.get_cached_value(AREA, area, ["level", "parent_sink_area"])
		if level not in LEVELS:
			break
		found.append(area)
		area = parent
	return found


def compound_of(area: str | None) -> str | None:
	"""The compound that an area is or lies in; compounds carry no column of their own."""
	for node in line_of(area) if area else ():
		if frappe.get_cached_value(AREA, node, "level") == "Compound":
			return node
	return None


def placed_in(member: str) -> list[str]:
	"""The communities where a member is placed this year, as far as the asker may read."""
	about = {"member": member, "year": int(nowdate()[:4]), "workflow_state": TAKEN_IN}
	rows = frappe.get_list(REGISTRATION, filters=about, pluck="community", order_by="creation asc")
	return list(dict.fromkeys(rows))
