"""From a demand to an order: nothing that the call told is typed again."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate, now_datetime

from sink_app.approvals import following, steps
from sink_app.organization.wording import site_language
from sink_app.service.demands import DEMAND, IN_HAND, OPEN, RECEIVED, TAKE_IN_HAND, VERIFIED, VERIFY

ORDER = "Sink Order"
BEGINS_AT, LASTS = 9, timedelta(hours=2)
"""An order that nobody has given a time yet begins the day after at nine, and lasts so long."""


class DemandOver(frappe.ValidationError):
	"""The demand is settled, declined or merged."""


class OrderThere(frappe.DuplicateEntryError):
	"""An order of this demand is on its way."""


def order_of(demand: str):
	"""The order of a demand, saved; the demand is verified by whoever makes it, and in hand from then on."""
	doc = frappe.get_doc(DEMAND, demand, for_update=True)
	doc.check_permission("write")
	if doc.workflow_state not in OPEN:
		frappe.throw(
			_("This demand is at «{0}»; no order is made of it any more.").format(_(doc.workflow_state)),
			DemandOver,
		)
	_refuse_second(demand)
	if doc.workflow_state == RECEIVED:
		doc = steps.take(DEMAND, demand, VERIFY)
	order = frappe.get_doc({"doctype": ORDER, **_carried(doc)}).insert()
	if doc.workflow_state == VERIFIED:
		doc.route = doc.route or "Service Order"
		following.put(doc, IN_HAND, TAKE_IN_HAND, _("Order «{0}»", lang=site_language()).format(order.title))
	return order


def orders_of(demand: str) -> list[dict]:
	"""The orders of a demand that the asker may read: {name, title, state, starts_on}."""
	rows = frappe.get_list(
		ORDER,
		filters={"demand": demand},
		fields=["name", "title", "workflow_state", "starts_on"],
		order_by="creation asc",
	)
	return [{**row, "state": _(row.workflow_state)} for row in rows]


def _carried(demand) -> dict:
	starts_on = _begin(demand)
	return {
		"title": demand.title,
		# a short call stands in the title already
		"duties": demand.words if demand.words != demand.title else None,
		"category": demand.category,
		"source": "Resident's Demand",
		"demand": demand.name,
		"area": demand.area,
		"address": demand.address,
		"due_on": demand.wanted_by,
		"starts_on": starts_on,
		"ends_on": starts_on + LASTS,
	}


def _begin(demand):
	"""Tomorrow, or the day by which it is wanted where that comes first."""
	day = getdate(now_datetime() + timedelta(days=1))
	if demand.wanted_by and getdate(demand.wanted_by) < day:
		day = max(getdate(demand.wanted_by), getdate(now_datetime()))
	begin = get_datetime(f"{day} {BEGINS_AT:02}:00:00")
	return begin if begin > now_datetime() else now_datetime().replace(minute=0, second=0, microsecond=0)


def on_its_way(demand: str) -> str | None:
	"""The title of an order that was made of a demand and is not cancelled."""
	# acts for itself: an order that the asker may not read is an order all the same
	found = frappe.get_all(
		ORDER,
		filters={"demand": demand, "workflow_state": ("!=", "Order Cancelled")},
		pluck="title",
		limit=1,
		order_by="creation desc",
	)
	return found[0] if found else None


def _refuse_second(demand: str):
	title = on_its_way(demand)
	if title:
		frappe.throw(_("The order «{0}» is on its way for this demand already.").format(title), OrderThere)
