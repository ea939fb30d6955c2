"""《工作纪实手册》 of a member and year, compiled from what is kept: nothing of it is written twice."""

import frappe
from frappe import _
from frappe.utils import cint, formatdate, nowdate

from sink_app.registration.states import TAKEN_IN
from sink_app.service.records import CONFIRMED, RECORD, certificates, minimum, rules

DEED = "Sink Deed"


def sink_service_notebook(doc) -> frappe._dict:
	"""What the booklet shows of a member in the year asked for, this one unless given (hook: jinja).

	Whoever prints it gets the records that they may read.
	"""
	year = cint(frappe.form_dict.get("year")) or cint(nowdate()[:4])
	rows = _records(doc.name, year)
	times, minutes = minimum.reached_by(doc.name, year)
	wanted_times, wanted_minutes = minimum.required(year)
	return frappe._dict(
		year=year,
		unit=_title(doc.unit or doc.organization),
		branch=_title(doc.branch),
		registrations=_registrations(doc.name, year),
		skills="、".join(row.skill for row in doc.skills),
		wishes="、".join(_(row.category) for row in doc.wishes),
		rows=rows,
		total_times=len(rows),
		total_hours=certificates.hours_of(sum(row.minutes for row in rows)),
		by_kind=_sums(rows),
		counted_times=times,
		counted_hours=certificates.hours_of(minutes),
		wanted_times=wanted_times,
		wanted_hours=wanted_minutes // 60,
		is_reached=times >= wanted_times and minutes >= wanted_minutes,
		deeds=_deeds(doc.name, year),
		day=formatdate(nowdate(), "long"),
	)


def _records(member: str, year: int) -> list:
	rows = frappe.get_list(
		RECORD,
		filters=[
			["member", "=", member],
			["workflow_state", "=", CONFIRMED],
			["starts_on", ">=", f"{year}-01-01"],
			["starts_on", "<", f"{year + 1}-01-01"],
		],
		fields=[
			*("starts_on", "ends_on", "minutes", "place", "category", "content", "time_kind"),
			*("is_emergency", "is_late", "confirm_way", "confirmed_by_name", "confirmed_on"),
		],
		order_by="starts_on asc",
		limit_page_length=0,
	)
	for row in rows:
		row.when = rules.span(row.starts_on, row.ends_on)
		row.hours = certificates.hours_of(row.minutes)
	return rows


def _sums(rows: list) -> list[frappe._dict]:
	"""Times and hours by what was done, the most first."""
	sums: dict[str, list[int]] = {}
	for row in rows:
		entry = sums.setdefault(row.category, [0, 0])
		entry[0] += 1
		entry[1] += row.minutes
	ordered = sorted(sums.items(), key=lambda item: -item[1][1])
	return [
		frappe._dict(category=_(category), times=times, hours=certificates.hours_of(minutes))
		for category, (times, minutes) in ordered
	]


def _registrations(member: str, year: int) -> list[frappe._dict]:
	rows = frappe.get_list(
		"Sink Registration",
		filters={"member": member, "year": year, "workflow_state": ("in", TAKEN_IN)},
		fields=["registration_type", "community", "grid", "external_place", "given_post", "placed_on"],
		order_by="registration_type asc",
	)
	for row in rows:
		area = row.grid or row.community
		row.place = frappe.db.get_value("Sink Area", area, "title") if area else row.external_place
	return rows


def _deeds(member: str, year: int) -> list:
	return frappe.get_list(
		DEED,
		filters={
			"member": member,
			"workflow_state": CONFIRMED,
			"done_on": ("between", [f"{year}-01-01", f"{year}-12-31"]),
		},
		fields=["done_on", "title", "mode", "solved"],
		order_by="done_on asc",
		limit_page_length=0,
	)


def _title(organization: str | None) -> str:
	return (frappe.db.get_value("Sink Organization", organization, "org_name") or "") if organization else ""
