"""Posts of the demo's communities, entered by those who take registrations in there."""

import frappe
from frappe.utils import nowdate

from sink_app.demo import people, source
from sink_app.demo.acting import acting_as
from sink_app.demo.past import backdate, before_today

DOCTYPE = "Sink Position"
ENTERED_DAYS_AGO = 70


def install():
	"""Insert the posts that are missing; who holds them follows from the registrations."""
	year = int(nowdate()[:4])
	turns: dict[str, list[dict]] = {}
	for row in source.read("positions"):
		community = source.area(row["community"])
		about = {"community": community, "title": row["title"], "year": year}
		if not frappe.db.exists(DOCTYPE, about):
			turns.setdefault(people.receivers_of(community)[0], []).append({**row, **about})
	entered = before_today(ENTERED_DAYS_AGO)
	for user, rows in turns.items():
		with acting_as(user):
			for row in rows:
				backdate(_position(row).insert(), entered)


def _position(row: dict):
	return frappe.get_doc(
		{
			"doctype": DOCTYPE,
			**{field: row[field] for field in ("community", "title", "year", "duties", "headcount")},
			"position_class": row["class"],
			"skills": [{"skill": skill} for skill in row.get("skills", ())],
			"service_category": row["category"],
			"day_kind": row.get("day"),
			"contact_name": row.get("contact"),
			"contact_phone": row.get("phone"),
		}
	)
