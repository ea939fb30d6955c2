"""应急集结 on the member's phone page: what one is called to, and the answer by one tap."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from sink_app.registration.own import own_member
from sink_app.service.doctype.sink_emergency_response.sink_emergency_response import NEXT
from sink_app.service.emergencies import ARRIVED, CANNOT, COMING, LEFT, answering


@frappe.whitelist()
def calls() -> list[dict]:
	"""The emergencies in force to which the member is called, with the answers that are open now."""
	return [_card(row) for row in answering.open_calls(own_member().name)]


@frappe.whitelist(methods=["POST"])
def answer(response: str, status: str, reason: str | None = None) -> list[dict]:
	"""Answer a call; returns all of them as they stand then."""
	own_member()
	answering.answer(response, status, reason)
	return calls()


def _card(row) -> dict:
	return {
		"name": row.name,
		"title": row.title,
		"kind": row.kind,
		"is_drill": row.is_drill,
		"place": frappe.get_cached_value("Sink Area", row.area, "title"),
		"since": _when(row.declared_on),
		"situation": row.situation,
		"instructions": row.instructions or "",
		"assembly": " · ".join(filter(None, (row.assembly_place, _when(row.assemble_by)))),
		"task": row.task or "",
		"status": row.status,
		"answer": _(row.status),
		"when": _when(row.left_on or row.arrived_on or row.answered_on),
		"reason": row.reason or "",
		"answers": [
			{"status": each, "label": _words(each), "needs_reason": each == CANNOT}
			for each in NEXT[row.status]
		],
	}


def _words(status: str) -> str:
	return {
		COMING: _("I Am Coming"),
		CANNOT: _("I Cannot Come"),
		ARRIVED: _("I Have Arrived"),
		LEFT: _("I Am Leaving"),
	}[status]


def _when(moment) -> str:
	return format_datetime(moment, "MM-dd HH:mm") if moment else ""
