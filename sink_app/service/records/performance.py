"""平时表现 and 战时表现 of a member in a period, apart from each other, from what is kept and confirmed."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint
from pypika import Case

from sink_app.organization.wording import site_language
from sink_app.registration import reporting
from sink_app.service.emergencies import ARRIVED, CANNOT, LEFT, RESPONSE
from sink_app.service.records import CONFIRMED, RECORD, certificates

DEED, CLAIM = "Sink Deed", "Sink Order Claim"


def served(from_date, to_date):
	"""A query over confirmed service in a period, a row a member: peacetime and emergency apart.

	Columns: member, peace_times, peace_minutes, emergency_times, emergency_minutes. Both days are inside.
	"""
	table = frappe.qb.DocType(RECORD)
	in_emergency = table.is_emergency == 1
	return table, (
		frappe.qb.from_(table)
		.select(
			table.member,
			reporting.number_of(table.is_emergency == 0).as_("peace_times"),
			_minutes_of(table, table.is_emergency == 0).as_("peace_minutes"),
			reporting.number_of(in_emergency).as_("emergency_times"),
			_minutes_of(table, in_emergency).as_("emergency_minutes"),
		)
		.where(table.workflow_state == CONFIRMED)
		.where(table.starts_on[f"{from_date} 00:00:00" : f"{to_date} 23:59:59"])
		.groupby(table.member)
	)


def called(from_date, to_date):
	"""A query over calls in real emergencies, a row a member: calls, came, could_not."""
	table = frappe.qb.DocType(RESPONSE)
	return table, (
		frappe.qb.from_(table)
		.select(
			table.member,
			Count("*").as_("calls"),
			reporting.number_of(table.status.isin([ARRIVED, LEFT])).as_("came"),
			reporting.number_of(table.status == CANNOT).as_("could_not"),
		)
		.where((table.is_drill == 0) & table.member.isnotnull())
		.where(table.called_on[f"{from_date} 00:00:00" : f"{to_date} 23:59:59"])
		.groupby(table.member)
	)


def of(member: str, from_date, to_date, community: str | None = None) -> frappe._dict:
	"""What a member did in a period, in one community where one is named; zero of what is not kept."""
	found = frappe._dict(
		dict.fromkeys(("peace_times", "peace_minutes", "emergency_times", "emergency_minutes"), 0)
		| dict.fromkeys(("calls", "came", "could_not"), 0)
	)
	for table, query in (served(from_date, to_date), called(from_date, to_date)):
		query = query.where(table.member == member)
		if community:
			query = query.where(table.community == community)
		for row in query.run(as_dict=True):
			found.update({key: cint(value) for key, value in row.items() if key != "member"})
	about = {"member": member, **({"community": community} if community else {})}
	days = ("between", (from_date, to_date))
	moments = ("between", (f"{from_date} 00:00:00", f"{to_date} 23:59:59"))
	found.deeds = frappe.db.count(DEED, {**about, "workflow_state": CONFIRMED, "done_on": days})
	found.orders = frappe.db.count(CLAIM, {**about, "status": "Done", "done_on": moments})
	return found


def words(numbers: dict) -> str:
	"""The numbers in sentences, in the site's language: peacetime first, emergencies by themselves."""
	hours = {side: certificates.hours_of(numbers[f"{side}_minutes"]) for side in ("peace", "emergency")}
	lines = [
		_("Peacetime: {0} services confirmed, {1} hours; {2} orders done; {3} deeds confirmed.").format(
			numbers["peace_times"], hours["peace"], numbers["orders"], numbers["deeds"]
		),
		_(
			"Emergencies: called {0} times, came {1} times, could not {2} times; {3} services, {4} hours."
		).format(
			*(numbers[key] for key in ("calls", "came", "could_not", "emergency_times")), hours["emergency"]
		),
	]
	return "\n".join(lines)


def drafted(member: str, from_date, to_date, community: str) -> str:
	"""The sentences of a member's period, for a record that is read in the site's language."""
	before, frappe.local.lang = frappe.local.lang, site_language()
	try:
		return words(of(member, from_date, to_date, community))
	finally:
		frappe.local.lang = before


def _minutes_of(table, condition):
	return Coalesce(Sum(Case().when(condition, table.minutes).else_(0)), 0)
