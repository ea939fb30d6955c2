"""What the service file says of service: hours by year, records … (hook: service_file_chapters)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint
from pypika.terms import Function

from sink_app.organization.chapters import Chapter, body, day, listed, place, translated
from sink_app.registration.reporting import visible
from sink_app.service.records import CONFIRMED, RECORD, certificates


def of_service(member) -> list[Chapter]:
	"""Hours by year first, then what they are made of, the newest first."""
	return [*_years(member), *_teams(member), *_records(member), *_deeds(member)]


def _years(member) -> list[Chapter]:
	if not frappe.has_permission(RECORD):
		return []
	table, condition = frappe.qb.DocType(RECORD), visible(RECORD)
	year = Function("YEAR", table.starts_on)
	found = (
		frappe.qb.from_(table)
		.select(year.as_("year"), Count("*").as_("times"), Sum(table.minutes).as_("minutes"))
		.select(Sum(table.is_emergency).as_("emergency"))
		.where((table.member == member.name) & (table.workflow_state == CONFIRMED))
		.groupby(year)
		.orderby(year, order=frappe.qb.desc)
	)
	rows = (found if condition is None else found.where(condition)).run(as_dict=True)
	if not rows:
		return []
	told = [
		[str(row.year), str(row.times), certificates.hours_of(cint(row.minutes)), str(cint(row.emergency))]
		for row in rows
	]
	sums = [sum(row[key] or 0 for row in rows) for key in ("times", "minutes", "emergency")]
	times, minutes, emergency = sums
	told.append([_("In All"), str(times), certificates.hours_of(cint(minutes)), str(cint(emergency))])
	labels = [_("Year"), _("Times Served"), _("Hours Served"), _("Times in Emergencies")]
	return [Chapter(_("Hours by Year"), labels, told)]


def _teams(member) -> list[Chapter]:
	return listed(
		_("Teams"),
		"Sink Team",
		[["Sink Team Member", "member", "=", member.name]],
		{
			"team_name": (_("Team Name"), None),
			"kind": (_("Kind of Team"), translated),
			"community": (_("Community"), place),
			"workflow_state": (_("Stage"), translated),
			"from_date": (_("From Date"), day),
			"to_date": (_("To Date"), day),
		},
		"creation desc",
	)


def _records(member) -> list[Chapter]:
	return listed(
		_("Service Records"),
		RECORD,
		{"member": member.name, "workflow_state": CONFIRMED},
		{
			"starts_on": (_("Day"), day),
			"minutes": (_("Hours Served"), lambda minutes: certificates.hours_of(cint(minutes))),
			"category": (_("Service Category"), translated),
			"content": (_("What Was Done"), None),
			"place": (_("Place"), None),
			"confirmed_by_name": (_("Confirmed by"), None),
		},
		"starts_on desc",
	)


def _deeds(member) -> list[Chapter]:
	return listed(
		_("Small Matters Settled"),
		"Sink Deed",
		{"member": member.name, "workflow_state": CONFIRMED},
		{
			"done_on": (_("Day"), day),
			"title": (_("What Was Settled"), None),
			"organization": (_("Party Organization"), body),
		},
		"done_on desc",
	)
