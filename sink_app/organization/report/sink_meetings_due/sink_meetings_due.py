import frappe
from frappe import _

from sink_app.organization import bodies
from sink_app.organization.meetings import due


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Every meeting owed in the reach of whoever asks.

	定期召开党建联席会, 每月研究1次 (武组通〔2021〕37号, 四 and 一).
	"""
	filters, words = filters or {}, _words()
	rows = [
		{
			"kind": duty.kind,
			"body": bodies.name_of(duty.organization, None),
			"area": bodies.name_of(None, duty.area),
			"organization_id": duty.organization,
			"area_id": duty.area,
			"last": duty.last,
			"due": duty.due,
			"planned": duty.planned,
			"status": words[duty.status],
			"state": duty.status,
		}
		for duty in due.duties(frappe.session.user)
		if filters.get("kind") in (None, "", duty.kind)
		and not (filters.get("only_late") and duty.status in (due.ON_TIME, due.PLANNED))
	]
	return _columns(), rows


def _words() -> dict[str, str]:
	return {
		due.ON_TIME: _("On Time"),
		due.PLANNED: _("Planned"),
		due.SOON: _("Due Soon"),
		due.OVERDUE: _("Overdue"),
	}


def _columns() -> list[dict]:
	return [
		{"fieldname": "kind", "label": _("Kind of Meeting"), "fieldtype": "Data", "width": 130},
		{"fieldname": "body", "label": _("Party Organization"), "fieldtype": "Data", "width": 220},
		{"fieldname": "area", "label": _("Area"), "fieldtype": "Data", "width": 160},
		{"fieldname": "last", "label": _("Last Held"), "fieldtype": "Date", "width": 110},
		{"fieldname": "due", "label": _("Due"), "fieldtype": "Date", "width": 110},
		{"fieldname": "planned", "label": _("Planned For"), "fieldtype": "Date", "width": 110},
		{"fieldname": "status", "label": _("Status"), "fieldtype": "Data", "width": 90},
		{"fieldname": "plan", "label": _("Plan It"), "fieldtype": "Data", "width": 90},
	]
