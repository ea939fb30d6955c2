"""纪实档案: a person's records of all years, chapter by chapter, as whoever asks may read them.

A module adds its chapters through the hook `service_file_chapters`: functions (member) -> [Chapter].
A chapter is one query.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import cstr, formatdate

MOST_ROWS = 1_000
"""So many rows a chapter shows; the newest go before."""


@dataclass(frozen=True)
class Chapter:
	"""A table of the file; `links` are the names of the records that its rows lead to."""

	title: str
	labels: list[str]
	rows: list[list[str]]
	doctype: str = ""
	links: list[str] = field(default_factory=list)


def listed(
	title: str, doctype: str, filters, columns: dict[str, tuple[str, Callable | None]], order_by: str
) -> list[Chapter]:
	"""A chapter of records that whoever asks may read; none where there are none or the DocType is hidden.

	`columns` is {field: (label, how its value is said)}.
	"""
	if not frappe.has_permission(doctype):
		return []
	rows = frappe.get_list(
		doctype,
		filters=filters,
		fields=["name", *columns],
		order_by=", ".join(f"`tab{doctype}`.{part.strip()}" for part in order_by.split(",")),
		limit_page_length=MOST_ROWS,
	)
	if not rows:
		return []
	told = [[_said(row[name], say) for name, (_label, say) in columns.items()] for row in rows]
	labels = [label for label, _say in columns.values()]
	return [Chapter(title, labels, told, doctype, [row.name for row in rows])]


def day(value) -> str:
	"""A day as people write it."""
	return formatdate(value) if value else ""


def translated(value) -> str:
	"""A word of a closed vocabulary in the reader's language."""
	return _(value) if value else ""


def place(value) -> str:
	"""The title of an area; areas are public."""
	return (frappe.get_cached_value("Sink Area", value, "title") or "") if value else ""


def body(value) -> str:
	"""The name of an organization; organizations are public."""
	return (frappe.get_cached_value("Sink Organization", value, "org_name") or "") if value else ""


def of_trainings(member) -> list[Chapter]:
	"""The trainings that the member attended."""
	return listed(
		_("Trainings"),
		"Sink Training",
		[
			["Sink Training Attendee", "member", "=", member.name],
			["Sink Training Attendee", "attended", "=", 1],
			["status", "=", "Held"],
		],
		{
			"starts_on": (_("Day"), day),
			"title": (_("Title"), None),
			"channel": (_("How It Is Held"), translated),
			"trainer": (_("Trainer"), None),
		},
		"starts_on desc",
	)


def _said(value, say: Callable | None) -> str:
	return say(value) if say else cstr(value)
