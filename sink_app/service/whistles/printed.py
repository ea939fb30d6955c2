"""What the printed 吹哨事项办理单 says beside the whistle's own fields (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from sink_app.approvals import log, printing
from sink_app.service.whistles import CALL, WHISTLE

MOMENTS = ("whistled_on", "respond_by", "responded_on", "close_by", "resolved_on")


def sink_whistle_form(doc) -> frappe._dict:
	"""Place, who whistled, times, who was called to help and answered what, and the steps in words."""
	called = frappe.get_list(CALL, filters={"whistle": doc.name}, pluck="name", order_by="called_on asc")
	return frappe._dict(
		area=frappe.get_cached_value("Sink Area", doc.area, "title"),
		raised_by=f"{_(doc.raised_by)} {frappe.utils.get_fullname(doc.owner)}",
		calls=[_call(frappe.get_doc(CALL, name)) for name in called],
		steps=[_step(entry) for entry in log.entries(WHISTLE, doc.name)],
		**{field: _moment(doc.get(field)) for field in MOMENTS},
	)


def _call(call) -> dict:
	return {"who": call.called_name(), "answer": _(call.status), "result": call.result or call.reason}


def _step(entry) -> dict:
	return {
		"when": _moment(entry["taken_at"]),
		"action": _(entry["action"]),
		"who": printing.who(entry),
		"reason": entry["reason"],
	}


def _moment(moment) -> str:
	return format_datetime(moment, "yyyy-MM-dd HH:mm") if moment else ""
