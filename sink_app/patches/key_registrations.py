"""Give the registrations of an earlier version the day they count from, and their key."""

import frappe
from frappe.query_builder.functions import Concat, Date

from sink_app.registration import tallies
from sink_app.registration.states import CLOSED


def execute():
	"""In sets; what is filled already stays as it is."""
	table = frappe.qb.DocType("Sink Registration")
	frappe.qb.update(table).set(table.active_from, Date(table.creation)).where(
		table.active_from.isnull()
	).run()
	key = Concat(table.member, "-", table.year, "-", table.registration_type)
	still_counts = table.workflow_state.isnull() | table.workflow_state.notin(list(CLOSED))
	frappe.qb.update(table).set(table.active_key, key).where(table.active_key.isnull() & still_counts).run()
	tallies.refresh_all()
