"""What was served last year, from Sink Service Record; one look for everybody a report speaks of."""

import frappe
from frappe.query_builder.functions import Count, Sum

RECORD = "Sink Service Record"
CONFIRMED = "Record Confirmed"


def is_kept() -> bool:
	"""Whether service records are kept on this site."""
	return bool(frappe.db.table_exists(RECORD, cached=False)) and bool(frappe.db.exists("DocType", RECORD))


def of_members(members: list[str], year: int) -> dict[str, tuple[int, float]]:
	"""{member: (times, hours)} of a year, confirmed records only; members without any are not in it."""
	if not members or not is_kept():
		return {}
	table = frappe.qb.DocType(RECORD)
	rows = (
		frappe.qb.from_(table)
		.select(table.member, Count("*"), Sum(table.minutes))
		.where(table.member.isin(members) & (table.workflow_state == CONFIRMED))
		.where((table.starts_on >= f"{year}-01-01") & (table.starts_on < f"{year + 1}-01-01"))
		.groupby(table.member)
		.run()
	)
	return {member: (times, round(float(minutes or 0) / 60, 1)) for member, times, minutes in rows}


def is_any() -> bool:
	"""Whether there is one record at all."""
	return is_kept() and bool(frappe.db.exists(RECORD, {"workflow_state": CONFIRMED}))
