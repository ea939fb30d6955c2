"""Whom a training is for, among the members: 下沉党员, 楼栋长 (hook: training_audiences)."""

import frappe

from sink_app.access import columns
from sink_app.registration.posts import ASSIGNMENT, ENDED
from sink_app.registration.states import IN_SERVICE

MEMBER = "Sink Member"
MOST = 500
"""So many people are put on one list; a training of more keeps their number."""


def of_training(training) -> list[dict]:
	"""Members in service of the training's place, or the building heads there; whoever asks reads them."""
	if training.target == "Party Members":
		return [
			{"member": row.name, "person_name": row.member_name, "duty": row.position_title or ""}
			for row in _listed(MEMBER, training, {"status": IN_SERVICE}, ("member_name", "position_title"))
		]
	if "Building Heads" in training.target:
		filters = {"kind": "Building Head", "workflow_state": ("!=", ENDED)}
		return [
			{
				"member": row.member,
				"person_name": row.member_name,
				"duty": frappe.db.get_value("Sink Area", row.building or row.grid, "title") or "",
			}
			for row in _listed(ASSIGNMENT, training, filters, ("member", "member_name", "building", "grid"))
		]
	return []


def _listed(doctype: str, training, filters: dict, fields: tuple[str, ...]) -> list:
	"""Records of the place that the training is held for, the lowest column that both of them have."""
	place = columns.of(training)
	meta = frappe.get_meta(doctype)
	kept = [
		column
		for column in ("branch", "second_level", "unit", "grid", "community", "street", "district", "system")
		if place.get(column) and meta.has_field(column)
	]
	if not kept:
		return []
	return frappe.get_list(
		doctype,
		filters={**filters, kept[0]: place[kept[0]]},
		fields=["name", *fields],
		order_by="creation asc",
		limit_page_length=MOST,
	)
