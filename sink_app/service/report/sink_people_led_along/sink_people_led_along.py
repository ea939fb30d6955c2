"""带动人数: how many members, volunteers and residents took part in activities (武组通〔2021〕37号)."""

from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint

from sink_app.registration import reporting
from sink_app.registration.reporting import COLUMN_OF, column
from sink_app.service.activities import ACTIVITY, HELD

FIGURES = ("members", "volunteers", "residents")


def execute(filters: dict | None = None):
	"""By community or unit: activities held in the year, and who took part in them."""
	filters = filters or {}
	year, level = reporting.year_of(filters), filters.get("by") or "Community"
	table, found = reporting.asked(ACTIVITY, filters)
	rows = (
		found.select(
			table[COLUMN_OF[level]].as_("node"),
			Count("*").as_("activities"),
			Coalesce(Sum(table.signed_up), 0).as_("members"),
			Coalesce(Sum(table.volunteers), 0).as_("volunteers"),
			Coalesce(Sum(table.residents), 0).as_("residents"),
		)
		.where(table.workflow_state == HELD)
		.where((table.starts_on >= f"{year}-01-01") & (table.starts_on < f"{year + 1}-01-01"))
		.groupby(table[COLUMN_OF[level]])
		.run(as_dict=True)
	)
	for row in rows:
		row.update({figure: cint(row[figure]) for figure in FIGURES})
		row.led = row.volunteers + row.residents
		row.a_member = round(row.led / row.members, 1) if row.members else 0
	return _columns(level), reporting.titled(rows, reporting.tree_of(level)), None, None, _summary(rows)


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("activities", _("Activities Held")),
		column("members", _("Members Who Took Part"), width=130),
		column("volunteers", _("Volunteers Who Joined In"), width=130),
		column("residents", _("Residents Who Joined In"), width=130),
		column("led", _("Led Along"), width=100),
		column("a_member", _("Led Along by One Member"), "Float", 150, precision=1),
	]


def _summary(rows: list) -> list[dict]:
	return [
		{"label": _("Activities Held"), "value": sum(row.activities for row in rows), "datatype": "Int"},
		{
			"label": _("Led Along"),
			"value": sum(row.led for row in rows),
			"datatype": "Int",
			"indicator": "Green",
		},
	]
