"""参与覆盖率: how many of the members in service take part (武组通〔2021〕37号: 党员干部全面参与下沉社区)."""

from frappe import _

from sink_app.registration import reporting
from sink_app.registration.reporting import column


def execute(filters: dict | None = None):
	"""One row a system, unit or branch: members in service, those registered anywhere, and the share."""
	filters = filters or {}
	level = filters.get("by") or "System"
	rows = reporting.by_node(filters, level)
	members, either = (sum(row[key] for row in rows) for key in ("members", "either"))
	summary = [
		{"label": _("Members in Service"), "value": members, "datatype": "Int"},
		{"label": _("Taking Part"), "value": either, "datatype": "Int", "indicator": "Green"},
		{"label": _("Coverage (%)"), "value": reporting.percent(either, members), "datatype": "Float"},
	]
	return _columns(level), rows, None, None, summary


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("members", _("Members in Service")),
		column("either", _("Taking Part")),
		column("dispatched", _("Dispatched")),
		column("residence", _("Residence")),
		column("neither", _("Not Taking Part")),
		column("coverage", _("Coverage (%)"), "Float", precision=1),
	]
