"""宣传报道年度清单: what was told of the work in a year, the highest medium first (湖北经济学院 plan)."""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

DOCTYPE = "Sink Publicity"
LEVELS = ("National", "Provincial", "Municipal", "District", "Unit", "Community")
HIGH = LEVELS[:3]


def execute(filters: dict | None = None):
	"""Every piece of the year that whoever asks may read, the highest medium first."""
	filters = filters or {}
	about = {"year": cint(filters.get("year")) or cint(nowdate()[:4])}
	about |= {field: filters[field] for field in ("unit", "community") if filters.get(field)}
	rows = frappe.get_list(
		DOCTYPE,
		filters=about,
		fields=[
			*("name", "title", "kind", "medium", "medium_level", "channel", "published_on", "reach"),
			*("author", "organization", "address"),
		],
		order_by="published_on desc",
		limit_page_length=0,
	)
	rows.sort(key=lambda row: LEVELS.index(row.medium_level))
	titles = _titles({row.organization for row in rows})
	chart, summary = _chart(rows), _summary(rows)
	for row in rows:
		row.by = titles.get(row.organization, "")
		row.update({field: _(row[field]) for field in ("kind", "medium_level", "channel")})
	return _columns(), rows, None, chart, summary


def _columns() -> list[dict]:
	return [
		{"fieldname": "title", "label": _("Title"), "fieldtype": "Data", "width": 300},
		{"fieldname": "kind", "label": _("Kind"), "fieldtype": "Data", "width": 100},
		{"fieldname": "medium_level", "label": _("Level of the Medium"), "fieldtype": "Data", "width": 110},
		{"fieldname": "medium", "label": _("Medium"), "fieldtype": "Data", "width": 160},
		{"fieldname": "channel", "label": _("Channel"), "fieldtype": "Data", "width": 110},
		{"fieldname": "published_on", "label": _("Published On"), "fieldtype": "Date", "width": 110},
		{"fieldname": "reach", "label": _("Readers or Viewers"), "fieldtype": "Int", "width": 110},
		{"fieldname": "by", "label": _("Party Organization"), "fieldtype": "Data", "width": 220},
		{"fieldname": "author", "label": _("Written by"), "fieldtype": "Data", "width": 110},
		{"fieldname": "address", "label": _("Web Address"), "fieldtype": "Data", "width": 220},
	]


def _chart(rows: list) -> dict:
	counts = [sum(row.medium_level == level for row in rows) for level in LEVELS]
	return {
		"data": {
			"labels": [_(level) for level in LEVELS],
			"datasets": [{"name": _("Pieces of Publicity"), "values": counts}],
		},
		"type": "bar",
	}


def _summary(rows: list) -> list[dict]:
	high = sum(row.medium_level in HIGH for row in rows)
	return [
		{"label": _("Pieces of Publicity"), "value": len(rows), "datatype": "Int"},
		{"label": _("Media of the City and Above"), "value": high, "datatype": "Int", "indicator": "Green"},
		{"label": _("Readers or Viewers"), "value": sum(row.reach or 0 for row in rows), "datatype": "Int"},
	]


def _titles(names: set) -> dict[str, str]:
	# acts for itself: the names of organizations are public
	rows = frappe.get_all(
		"Sink Organization", filters={"name": ("in", list(names))}, fields=["name", "org_name"]
	)
	return {row.name: row.org_name for row in rows}
