"""What the reports on posts share."""

import frappe
from frappe.utils import cint, nowdate

from sink_app.access import standing, stands


def year_of(filters: dict) -> int:
	"""The year asked for; this year unless given."""
	return cint(filters.get("year")) or cint(nowdate()[:4])


def column(
	fieldname: str, label: str, width: int, fieldtype: str = "Data", options: str | None = None
) -> dict:
	"""A column as a script report returns it; the label is translated already."""
	return {
		"fieldname": fieldname,
		"label": label,
		"width": width,
		"fieldtype": fieldtype,
		"options": options,
	}


def areas_in_reach(doctype: str, level: str, filters: dict) -> list[frappe._dict]:
	"""The areas of a level below where the asker stands with a role that reads records of a DocType."""
	user = frappe.session.user
	where = standing.of("Sink Area", user, stands.roles_with(doctype, "read"))
	if where == {}:
		return []
	narrowed = {field: filters[field] for field in ("district", "street", "community") if filters.get(field)}
	# acts for itself: narrowed to where the asker stands; that an area is there is no secret
	return frappe.get_all(
		"Sink Area",
		filters={"level": level, "disabled": 0, **narrowed},
		or_filters={column: ("in", nodes) for column, nodes in (where or {}).items()} or None,
		fields=["name", "title", "area_name", "community", "street", "households"],
		order_by="lft asc",
	)


def titles(doctype: str, names, field: str = "title") -> dict[str, str]:
	"""{name: title} of areas or organizations, whose names are public."""
	# acts for itself: the names of areas and organizations are public
	rows = frappe.get_all(
		doctype, filters={"name": ("in", [name for name in names if name])}, fields=["name", field]
	)
	return {row.name: row[field] for row in rows}
