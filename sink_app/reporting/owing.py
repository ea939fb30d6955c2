"""Who owes a half-year report: members in service who are registered in the year."""

import frappe
from pypika.terms import Criterion

from sink_app.registration import reporting
from sink_app.registration.reporting import MEMBER
from sink_app.registration.states import DISPATCHED, IN_SERVICE, RESIDENCE
from sink_app.reporting import ACCEPTED, HALF_YEAR, IN_REVIEW


def asked(filters: dict, year: int, half: str):
	"""(member, report, query): who owes a report and is visible, with the report where there is one."""
	member, found = reporting.asked(MEMBER, filters)
	return _with_reports(member, found, year, half)


def everywhere(year: int, half: str):
	"""The same of the whole site, for a job that reminds."""
	member = frappe.qb.DocType(MEMBER)
	return _with_reports(member, frappe.qb.from_(member), year, half)


def missing(found, report):
	"""The query, for those who have not handed in."""
	return found.where(report.name.isnull() | report.workflow_state.notin([IN_REVIEW, ACCEPTED]))


def owes(member, year: int) -> Criterion:
	"""Whether a member, a row of the table, owes reports of a year."""
	registered = reporting.has(member, DISPATCHED, year) | reporting.has(member, RESIDENCE, year)
	return (member.status == IN_SERVICE) & registered


def _with_reports(member, found, year: int, half: str):
	report = frappe.qb.DocType(HALF_YEAR)
	found = found.left_join(report).on(
		(report.member == member.name) & (report.year == year) & (report.half == half)
	)
	return member, report, found.where(owes(member, year))
