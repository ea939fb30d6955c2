"""未办结问题建议: what was raised and is not closed, the longest waiting first (湖北经济学院 plan, 四)."""

import frappe
from frappe import _
from frappe.utils import date_diff, nowdate

from sink_app.organization import bodies

DOCTYPE = "Sink Issue"
OVER = ("Draft", "Issue Answered", "Issue Closed")


def execute(filters: dict | None = None):
	"""Every open issue that whoever asks may read, with whose turn it is and for how many days."""
	filters = filters or {}
	about = {field: filters[field] for field in ("kind", "unit", "community") if filters.get(field)}
	rows = frappe.get_list(
		DOCTYPE,
		filters={**about, "workflow_state": ("not in", OVER)},
		fields=[
			*("name", "title", "kind", "urgent", "raised_by", "handled_by", "workflow_state", "creation"),
			*("organization", "area", "countermeasure"),
		],
		order_by="creation asc",
		limit_page_length=0,
	)
	urgent = sum(bool(row.urgent) for row in rows)
	for row in rows:
		row.days = date_diff(nowdate(), row.creation)
		row.raised_at = bodies.name_of(row.organization, row.area)
		row.urgent = _("Urgent") if row.urgent else ""
		row.update({field: _(row[field]) for field in ("kind", "raised_by", "handled_by", "workflow_state")})
	return _columns(), rows, None, None, _summary(rows, urgent)


def _columns() -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 110) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("title", _("Title"), width=260),
		column("kind", _("Kind"), width=90),
		column("urgent", _("Urgent"), width=70),
		column("raised_at", _("Raised At"), width=200),
		column("raised_by", _("Raised By")),
		column("handled_by", _("Handling Level")),
		column("workflow_state", _("Stage")),
		column("days", _("Days Since"), "Int", 90),
		column("countermeasure", _("Suggested Countermeasure"), width=260),
	]


def _summary(rows: list, urgent: int) -> list[dict]:
	return [
		{"label": _("Open Issues"), "value": len(rows), "datatype": "Int"},
		{"label": _("Urgent"), "value": urgent, "datatype": "Int", "indicator": "Red"},
	]
