"""What becomes of an emergency's open orders when it ends: whoever ends it chooses, once for all of them."""

import frappe
from frappe import _
from frappe.utils import escape_html

from sink_app.approvals import following
from sink_app.service.orders import (
	ACCEPTED,
	CANCEL,
	CANCELLED,
	DISPATCHED,
	HAND_IN,
	HANDED_IN,
	IN_REVIEW,
	IN_SERVICE,
	ORDER,
	PLACED,
	telling,
)

CLOSE, GO_ON = "Close Them", "Let Them Go On"
NOT_BEGUN = (PLACED, IN_REVIEW, DISPATCHED, ACCEPTED)


class OrdersStillOpen(frappe.ValidationError):
	"""Nobody said what becomes of the orders that are open when an emergency ends."""


def still_open(emergency: str) -> list[str]:
	"""The orders of an emergency that nobody has handed in or called off yet."""
	# acts for itself: who may end the emergency decides on its orders, in whichever community they are
	return frappe.get_all(
		ORDER,
		filters={"emergency": emergency, "workflow_state": ("in", (*NOT_BEGUN, IN_SERVICE))},
		pluck="name",
		order_by="starts_on asc",
	)


def said(count: int) -> str:
	"""How many are open, and what each choice does."""
	return _(
		"{0} orders of this emergency are still open. «{1}» calls off what has not begun, hands in what is"
		" under way, and tells everybody who holds or waits for them the reason. «{2}» keeps them as ordinary"
		" orders, without the short limits."
	).format(count, _(CLOSE), _(GO_ON))


def settle(emergency, reason: str):
	"""Do what was chosen with every open order."""
	for name in still_open(emergency.name):
		order = frappe.get_doc(ORDER, name, for_update=True)
		if emergency.open_orders == CLOSE:
			_close(order, reason)
		else:
			_let_go_on(order)


def _close(order, reason: str):
	"""What is under way was served: it is handed in, so that the community confirms it."""
	if order.workflow_state == IN_SERVICE:
		following.put(order, HANDED_IN, HAND_IN, reason)
	else:
		following.put(order, CANCELLED, CANCEL, reason)


def _let_go_on(order):
	"""What has not begun is no service in an emergency any more."""
	ordinary = {"take_on_by": None, "next_reminder": None, "late_steps": 0}
	if order.workflow_state in NOT_BEGUN:
		ordinary["emergency"] = None
	order.db_set(ordinary)
	telling.everybody(
		order,
		_("The emergency is over; «{0}» goes on as an ordinary order.").format(escape_html(order.title)),
	)
