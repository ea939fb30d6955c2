"""双报到缺项: who has both registrations, who lacks which, since when (湖北经济学院 plan, 三(三))."""

from frappe import _

from sink_app.registration import double, reporting
from sink_app.registration.reporting import PERSON, column


def execute(filters: dict | None = None):
	"""Counts by system, unit or branch; with «Person», everybody who lacks something."""
	filters = filters or {}
	level = filters.get("by") or "Unit"
	if level == PERSON:
		rows = double.missing(filters, filters.get("lacks"))
		return _person_columns(), list(map(_person, rows)), reporting.cut_message(rows)
	rows = reporting.by_node(filters, level)
	return _columns(level), rows, None, None, _summary(rows)


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("members", _("Members in Service")),
		column("both", _("Both")),
		column("only_residence", _("Lacks the Dispatch")),
		column("only_dispatched", _("Lacks the Residence")),
		column("neither", _("Lacks Both")),
		column("rate", _("Rate of Both (%)"), "Float", precision=1),
	]


def _person_columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("unit_title", _("Unit"), "Data", 200),
		column("branch_title", _("Party Branch"), "Data", 200),
		column("dispatched", _("Dispatched"), "Data", 120),
		column("residence", _("Residence"), "Data", 120),
		column("lacking", _("What Is Missing"), "Data", 160),
		column("since", _("Since"), "Date"),
	]


def _person(row) -> dict:
	return {
		**{key: row[key] for key in ("member", "title", "unit_title", "branch_title", "since")},
		"dispatched": _(row.states["Dispatched"] or "(none)"),
		"residence": _(row.states["Residence"] or "(none)"),
		"lacking": _(", ").join(_(kind) for kind in row.lacks),
	}


def _summary(rows: list) -> list[dict]:
	members, both = (sum(row[key] for row in rows) for key in ("members", "both"))
	return [
		{"label": _("Members in Service"), "value": members, "datatype": "Int"},
		{"label": _("Both"), "value": both, "datatype": "Int", "indicator": "Green"},
		{"label": _("Something Missing"), "value": members - both, "datatype": "Int", "indicator": "Orange"},
	]
