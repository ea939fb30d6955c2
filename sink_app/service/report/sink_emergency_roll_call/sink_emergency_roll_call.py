"""应急集结点名表: who was called in an emergency, what they answered, when they came and left."""

import frappe
from frappe import _

from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, MOST_ROWS, ORGANIZATION, column
from sink_app.service.emergencies import RESPONSE, counts


def execute(filters: dict | None = None):
	"""One row a person called whom whoever asks may read; of the newest emergency if none is named."""
	filters = filters or {}
	emergency = filters.get("emergency") or _latest()
	if not emergency:
		return _columns(), [], _("No emergency has been declared yet.")
	rows = _rows(emergency, filters)
	summary = [_number(label, number) for label, number in _numbers(emergency).items()]
	return _columns(), rows, reporting.cut_message(rows), None, summary


def _latest() -> str | None:
	"""The emergency of the last call that whoever asks may read; real ones before drills."""
	response, found = reporting.asked(RESPONSE, {}, ())
	rows = (
		found.select(response.emergency)
		.orderby(response.is_drill)
		.orderby(response.called_on, order=frappe.qb.desc)
		.limit(1)
		.run()
	)
	return rows[0][0] if rows else None


def _rows(emergency: str, filters: dict) -> list[frappe._dict]:
	response, found = reporting.asked(RESPONSE, filters, ("unit", "community", "grid"))
	query = (
		found.select(
			*(response.name, response.person_name, response.organization, response.area),
			*(response.status, response.reason, response.task),
			*(response.called_on, response.answered_on, response.arrived_on, response.left_on),
			response.minutes,
		)
		.where(response.emergency == emergency)
		.orderby(response.grid)
		.orderby(response.status)
		.limit(MOST_ROWS)
	)
	if filters.get("status"):
		query = query.where(response.status == filters["status"])
	rows = query.run(as_dict=True)
	rows = reporting.titled(rows, ORGANIZATION, "organization", "organization_title")
	rows = reporting.titled(rows, AREA, "area", "area_title")
	for row in rows:
		row.answer = _(row.status)
	return rows


def _numbers(emergency: str) -> dict[str, int]:
	numbers = counts.of(emergency)
	return {
		_("Called"): numbers["called"],
		_("Coming"): numbers["Coming"],
		_("There Now"): numbers["there"],
		_("Came"): numbers["came"],
		_("Cannot Come"): numbers["Cannot Come"],
		_("No Answer Yet"): numbers["Called"],
	}


def _number(label: str, value: int) -> dict:
	return {"label": label, "value": value, "datatype": "Int"}


def _columns() -> list[dict]:
	return [
		column("person_name", _("Name"), "Data", 110),
		column("organization_title", _("Party Organization"), "Data", 180),
		column("area_title", _("Area"), "Data", 180),
		column("answer", _("Answer Given"), "Data", 90),
		column("task", _("Task There"), "Data", 160),
		column("called_on", _("Called On"), "Datetime", 150),
		column("answered_on", _("Answer Time"), "Datetime", 150),
		column("arrived_on", _("Arrived On"), "Datetime", 150),
		column("left_on", _("Left On"), "Datetime", 150),
		column("minutes", _("Minutes There"), "Int", 110),
		column("reason", _("Why Not"), "Data", 180),
	]
