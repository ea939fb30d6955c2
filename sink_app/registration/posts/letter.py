"""What the printed 楼栋长聘书 says beside the assignment's own fields (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import formatdate


def sink_building_head_letter(doc) -> frappe._dict:
	"""Community, place, term and day of a letter of appointment, as texts."""
	return frappe._dict(
		community=_title(doc.community, "area_name"),
		place="".join(filter(None, (_title(doc.grid, "area_name"), _title(doc.building, "area_name")))),
		unit=frappe.db.get_value("Sink Organization", doc.unit or doc.organization, "org_name") or "",
		from_day=_day(doc.from_date),
		to_day=_day(doc.to_date) if doc.to_date else _day(f"{doc.year}-12-31"),
		day=_day(doc.from_date),
	)


def _title(area: str | None, field: str) -> str:
	return (frappe.db.get_value("Sink Area", area, field) or "") if area else ""


def _day(date) -> str:
	return formatdate(date, "long") if date else _("Year    Month    Day")
