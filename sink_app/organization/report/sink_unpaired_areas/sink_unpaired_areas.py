import frappe
from frappe import _
from frappe.utils import nowdate
from pypika.terms import Criterion

from sink_app.access import standing, stands

PAIRED_BY = {"Community": "Unit and Community", "Compound": "Branch and Compound"}


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Communities that no unit contacts and compounds that no branch answers for (武组通〔2021〕37号, 二)."""
	level = (filters or {}).get("level")
	rows = [row for each in PAIRED_BY if level in (None, "", each) for row in _unpaired(each)]
	return _columns(), rows


def _unpaired(level: str) -> list[dict]:
	area, above, pairing = (frappe.qb.DocType(name) for name in ("Sink Area", "Sink Area", "Sink Pairing"))
	area, above, today = area.as_("a"), above.as_("s"), nowdate()
	paired = (
		frappe.qb.from_(pairing)
		.select(pairing.area)
		.where((pairing.kind == PAIRED_BY[level]) & (pairing.from_date <= today))
		.where(pairing.to_date.isnull() | (pairing.to_date >= today))
	)
	found = (
		frappe.qb.from_(area)
		.left_join(above)
		.on(above.name == area.street)
		.select(area.name.as_("area"), area.title, area.level, area.households, above.title.as_("street"))
		.where((area.level == level) & (area.disabled == 0) & area.name.notin(paired))
		.orderby(area.lft)
	)
	where = standing.of("Sink Area", frappe.session.user, stands.roles_with("Sink Pairing", "read"))
	if where is not None:
		reached = [area[column].isin(nodes) for column, nodes in where.items()]
		found = found.where(Criterion.any(reached)) if reached else found.where(area.name.isnull())
	return [
		{**row, "kind": PAIRED_BY[level], "lacks": _("No unit") if level == "Community" else _("No branch")}
		for row in found.run(as_dict=True)
	]


def _columns() -> list[dict]:
	return [
		{"fieldname": "street", "label": _("Street"), "fieldtype": "Data", "width": 150},
		{"fieldname": "title", "label": _("Community or Compound"), "fieldtype": "Data", "width": 240},
		{"fieldname": "lacks", "label": _("Lacks"), "fieldtype": "Data", "width": 120},
		{"fieldname": "households", "label": _("Households"), "fieldtype": "Int", "width": 100},
		{"fieldname": "pair", "label": _("Pair"), "fieldtype": "Data", "width": 90},
	]
