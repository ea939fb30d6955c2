"""In which mode an area is, 平时 or 战时: what is in force over it, since when, by whom and why."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from sink_app.access import stands
from sink_app.approvals import log
from sink_app.service.emergencies import DECLARE, EMERGENCY, WARTIME

AREA = "Sink Area"


def over(area: str) -> list[frappe._dict]:
	"""The emergencies in force for an area or one it lies in, real ones before drills, the newest first."""
	emergency = frappe.qb.DocType(EMERGENCY)
	above, node = frappe.qb.DocType(AREA).as_("above"), frappe.qb.DocType(AREA).as_("node")
	return (
		frappe.qb.from_(emergency)
		.join(above)
		.on(above.name == emergency.area)
		.join(node)
		.on((above.lft <= node.lft) & (above.rgt >= node.rgt))
		.select(
			*(emergency.name, emergency.title, emergency.kind, emergency.is_drill, emergency.area),
			*(emergency.declared_on, emergency.declared_by, above.title.as_("area_title")),
		)
		.where((emergency.mode == WARTIME) & (node.name == area))
		.orderby(emergency.is_drill)
		.orderby(emergency.declared_on, order=frappe.qb.desc)
		.run(as_dict=True)
	)


@frappe.whitelist()
def of_area(area: str) -> list[dict]:
	"""What the form of an area says of its mode; the areas are open to whoever reads them."""
	frappe.get_doc(AREA, area).check_permission("read")
	return [_told(row) for row in over(area)]


@frappe.whitelist()
def mine() -> list[dict]:
	"""What is in force where whoever asks stands, for the bar of every page of the Desk."""
	nodes = [stand.node for stand in stands.active(frappe.session.user) if stand.tree == AREA]
	found = {row.name: row for node in dict.fromkeys(nodes) for row in over(node)}
	return [_told(row) for row in found.values()]


def _told(row) -> dict:
	"""An emergency in words: title, kind, area, drill or not, since when, by whom, why."""
	declared = [step for step in log.entries(EMERGENCY, row.name) if step["action"] == DECLARE]
	return {
		"name": row.name,
		"title": row.title,
		"kind": row.kind,
		"area": row.area_title,
		"is_drill": row.is_drill,
		"mode": _("Drill") if row.is_drill else _("Emergency Mode"),
		"since": format_datetime(row.declared_on, "yyyy-MM-dd HH:mm"),
		"by": row.declared_by,
		"why": declared[-1]["reason"] if declared else "",
	}
