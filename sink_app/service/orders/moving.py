"""An order's own way: accepted when everybody it wants has said yes, open again when nobody is left."""

import frappe
from frappe import _

from sink_app.approvals import following
from sink_app.organization.wording import site_language
from sink_app.service.orders import ACCEPT, ACCEPTED, DISPATCHED, ORDER, RETURN


def follow(row: frappe._dict):
	"""Bring a locked order to the state that its places call for."""
	if row.workflow_state == DISPATCHED and row.accepted >= row.head_count:
		_put(
			row, ACCEPTED, ACCEPT, _("All {0} places are taken.", lang=site_language()).format(row.head_count)
		)
	elif row.workflow_state == ACCEPTED and not row.taken:
		_put(row, DISPATCHED, RETURN, _("Nobody holds it any more.", lang=site_language()))


def _put(row: frappe._dict, state: str, action: str, reason: str):
	following.put(frappe.get_doc(ORDER, row.name, for_update=True), state, action, reason)
	row.workflow_state = state
