"""小区党组织覆盖率: how many compounds of a community have a party organization of their own (应建尽建)."""

from collections import defaultdict

import frappe
from frappe import _

from sink_app.organization import compounds

LEVELS = {"Community": "community", "Street": "street", "District": "district"}
LISTED = 20


def execute(filters: dict | None = None) -> tuple:
	"""Columns and rows, of the compounds that whoever asks answers for, with a line over all of them."""
	filters = frappe._dict(filters or {})
	level = filters.by if filters.by in LEVELS else "Community"
	found = compounds.facts()
	rows = _rows(found, LEVELS[level])
	return columns(level), rows, None, None, _summary(found)


def columns(level: str) -> list[dict]:
	"""In the words of 武组通〔2021〕37号, 四 and 二."""
	return [
		{"fieldname": "place_name", "fieldtype": "Data", "label": _(level), "width": 160},
		{"fieldname": "compounds", "fieldtype": "Int", "label": _("Compounds"), "width": 90},
		{"fieldname": "organized", "fieldtype": "Int", "label": _("With a Party Organization"), "width": 130},
		{"fieldname": "coverage", "fieldtype": "Percent", "label": _("Coverage"), "width": 100},
		{
			"fieldname": "missing",
			"fieldtype": "Data",
			"label": _("Without One"),
			"width": 300,
			"align": "left",
		},
		{"fieldname": "owners", "fieldtype": "Int", "label": _("With an Owners' Committee"), "width": 130},
		{"fieldname": "property", "fieldtype": "Int", "label": _("With a Property Company"), "width": 130},
		{"fieldname": "households", "fieldtype": "Int", "label": _("Households"), "width": 90},
	]


def _rows(found: list[frappe._dict], column: str) -> list[dict]:
	places: dict[str, list[frappe._dict]] = defaultdict(list)
	for compound in found:
		places[compound[column]].append(compound)
	# acts for itself: the names of places that whoever asks answers for
	names = dict(
		frappe.get_all(
			"Sink Area", filters={"name": ("in", list(places))}, fields=["name", "area_name"], as_list=True
		)
	)
	return [
		{"place": place, "place_name": names.get(place), **_counts(inside)}
		for place, inside in places.items()
	]


def _counts(inside: list[frappe._dict]) -> dict:
	without = [compound.area_name for compound in inside if not compound.has_organization]
	organized = len(inside) - len(without)
	more = [_("and {0} more").format(len(without) - LISTED)] if len(without) > LISTED else []
	return {
		"compounds": len(inside),
		"organized": organized,
		"coverage": compounds.share(organized, len(inside)),
		"missing": _(", ").join([*without[:LISTED], *more]),
		"owners": sum(compound.owners_committee == "Established" for compound in inside),
		"property": sum(bool(compound.property_company) for compound in inside),
		"households": sum(compound.households or 0 for compound in inside),
	}


def _summary(found: list[frappe._dict]) -> list[dict]:
	counts = _counts(found)
	return [
		{"value": counts["compounds"], "label": _("Compounds"), "datatype": "Int"},
		{"value": counts["organized"], "label": _("With a Party Organization"), "datatype": "Int"},
		{
			"value": counts["coverage"] or 0,
			"label": _("Coverage"),
			"datatype": "Percent",
			"indicator": "Green" if counts["coverage"] == 100 else "Orange",
		},
	]
