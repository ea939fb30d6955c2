"""What the printed 值班表 shows (hook: jinja)."""

from itertools import groupby

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from sink_app.service.rosters import planning


def sink_duty_sheet(doc) -> frappe._dict:
	"""The days of a roster by month, with weekday and people, and the texts of its head."""
	rows = [
		frappe._dict(
			day=formatdate(row["day"], "d"),
			month=formatdate(row["day"], "yyyy-MM"),
			shown=formatdate(row["day"], "MM-dd"),
			weekday=row["weekday"],
			people="、".join(row["people"]),
		)
		for row in planning.table(doc)
	]
	return frappe._dict(
		community=frappe.db.get_value("Sink Area", doc.community, "title"),
		team=frappe.db.get_value("Sink Team", doc.team, "team_name"),
		time=f"{doc.from_time}—{doc.to_time}",
		period=_("{0} to {1}").format(formatdate(doc.from_date, "long"), formatdate(doc.to_date, "long")),
		made_on=formatdate(getdate(doc.modified), "long"),
		months=[
			frappe._dict(title=_month(month), rows=list(of_month))
			for month, of_month in groupby(rows, key=lambda row: row.month)
		],
	)


def _month(text: str) -> str:
	year, month = text.split("-")
	return _("{0}, month {1}").format(year, int(month))
