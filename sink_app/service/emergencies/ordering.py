"""The tasks of an emergency become orders when it is declared: handed out at once, done within hours."""

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, now_datetime

from sink_app.approvals import following
from sink_app.service.emergencies import EMERGENCY
from sink_app.service.orders import DISPATCH, DISPATCHED, OPEN, ORDER
from sink_app.service.places import AREA, LEVELS

SHORTEST = 1
"""Hours within which a task is done where its row says nothing."""


class TaskPlaceWrong(frappe.ValidationError):
	"""A task lies in no community, or outside the area of the emergency."""


def check_tasks(doc):
	"""Each task lies in a community, inside the area of the emergency."""
	within = frappe.db.get_value(AREA, doc.area, ["lft", "rgt"], as_dict=True)
	for row in doc.tasks:
		place = frappe.db.get_value(
			AREA, row.area or doc.area, ["level", "title", "lft", "rgt"], as_dict=True
		)
		if place.level not in LEVELS:
			frappe.throw(
				_("Row {0} of «Tasks»: please name a community or grid; {1} is larger.").format(
					row.idx, place.title
				),
				TaskPlaceWrong,
			)
		if not (within.lft <= place.lft and place.rgt <= within.rgt):
			frappe.throw(
				_("Row {0} of «Tasks»: {1} lies outside the area of the emergency.").format(
					row.idx, place.title
				),
				TaskPlaceWrong,
			)


def open_orders(doc):
	"""An order for every task that has none yet; again does no harm."""
	for row in doc.tasks:
		if not row.service_order:
			row.db_set("service_order", _open(doc, row))


def is_real(emergency: str | None) -> int:
	"""1 for an emergency that is no drill, 0 for a drill and where there is none."""
	return int(bool(emergency) and not frappe.db.get_value(EMERGENCY, emergency, "is_drill"))


def _open(doc, row) -> str:
	begin = now_datetime().replace(second=0, microsecond=0)
	until = add_to_date(begin, hours=max(SHORTEST, cint(row.hours)))
	order = frappe.get_doc(
		{
			"doctype": ORDER,
			"title": _("[Drill] {0}").format(row.title) if doc.is_drill else row.title,
			"category": frappe.get_cached_value("Sink Emergency Kind", doc.kind, "category"),
			"area": row.area or doc.area,
			"starts_on": begin,
			"ends_on": until,
			"due_on": until.date(),
			"duties": doc.instructions,
			"head_count": max(1, cint(row.head_count)),
			"mode": OPEN,
			"team": row.team,
			"emergency": doc.name,
		}
	)
	order.flags.by_emergency = True
	# acts for itself: who may declare an emergency was asked; a street makes no orders of a community else
	order.insert(ignore_permissions=True)
	following.put(order, DISPATCHED, DISPATCH, doc.title)
	return order.name
