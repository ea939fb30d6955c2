"""轮流派遣: a team of ten goes out in batches; who belongs to which, and when it is whose turn."""

from collections import Counter
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, date_diff, getdate

from sink_app.organization import periods
from sink_app.service.teams import people


class BatchTwice(frappe.ValidationError):
	pass


class BatchesOverlap(frappe.ValidationError):
	pass


class UnknownBatch(frappe.ValidationError):
	pass


class TooFewDays(frappe.ValidationError):
	pass


def check(team):
	"""Batches have numbers and days of their own; whoever is given one is given one that there is."""
	numbers = Counter(row.batch for row in people.active(team) if row.batch)
	seen = []
	for row in team.batches:
		periods.check_order(row)
		for other in seen:
			if other.batch == row.batch and periods.overlap(row, other):
				frappe.throw(
					_("«Batches», row {0}: the same as row {1}.").format(row.idx, other.idx), BatchTwice
				)
			if other.batch != row.batch and periods.overlap(row, other):
				frappe.throw(
					_("«Batches»: rows {0} and {1} fall on the same days.").format(other.idx, row.idx),
					BatchesOverlap,
				)
		seen.append(row)
		row.people = numbers[row.batch]
	unknown = sorted(set(numbers) - {row.batch for row in team.batches})
	if team.batches and unknown:
		frappe.throw(
			_("«Team Members»: somebody is in batch {0}, which does not stand below «Batches».").format(
				unknown[0]
			),
			UnknownBatch,
		)


def planned(count: int, first: date, last: date) -> list[dict]:
	"""A period shared out to so many batches in turn, as evenly as days allow: rows of «Batches».

	:raises TooFewDays: there are more batches than days
	"""
	first, last = getdate(first), getdate(last)
	days = date_diff(last, first) + 1
	if count < 1 or days < count:
		frappe.throw(_("There are more batches than days. Please choose a longer period."), TooFewDays)
	rows, start = [], first
	for number in range(1, count + 1):
		length = days // count + (number <= days % count)
		end = getdate(add_days(start, length - 1))
		rows.append({"batch": number, "from_date": start, "to_date": end})
		start = getdate(add_days(end, 1))
	return rows


def shared_out(rows: list, count: int):
	"""Number the people of a team by turns, so that no batch has more than one person more than another."""
	for position, row in enumerate(rows):
		row.batch = position % count + 1


def days_of(team) -> dict[int, list[tuple[date, date]]]:
	"""When it is the turn of which batch."""
	found: dict[int, list[tuple[date, date]]] = {}
	for row in team.batches:
		found.setdefault(row.batch, []).append((getdate(row.from_date), getdate(row.to_date)))
	return found
