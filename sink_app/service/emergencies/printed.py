"""What the printed 应急动员记录表 says beside the emergency's own fields (hook: jinja)."""

import frappe
from frappe.utils import format_datetime

from sink_app.approvals import log
from sink_app.service.emergencies import DECLARE, EMERGENCY
from sink_app.service.report.sink_emergency_roll_call import sink_emergency_roll_call as roll_call


def sink_emergency_sheet(doc) -> frappe._dict:
	"""Place, times, why it was declared, the roll-call's numbers and those rows whoever prints may read."""
	declared = [step for step in log.entries(EMERGENCY, doc.name) if step["action"] == DECLARE]
	_columns, rows, _cut, _chart, summary = roll_call.execute({"emergency": doc.name})
	for row in rows:
		row.arrived, row.left = _time(row.arrived_on), _time(row.left_on)
	return frappe._dict(
		area=frappe.get_cached_value("Sink Area", doc.area, "title"),
		why=declared[-1]["reason"] if declared else "",
		declared_on=_moment(doc.declared_on),
		closed_on=_moment(doc.closed_on),
		assemble_by=_moment(doc.assemble_by),
		numbers=[(each["label"], each["value"]) for each in summary],
		rows=rows,
	)


def _moment(moment) -> str:
	return format_datetime(moment, "yyyy-MM-dd HH:mm") if moment else ""


def _time(moment) -> str:
	return format_datetime(moment, "MM-dd HH:mm") if moment else ""
