"""One summary a person and day of what is due or overdue, whichever part of the app knows of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, get_link_to_form, nowdate

from sink_app.approvals import reminders

DUE_SOON, OVERDUE, ESCALATED = "Due Soon", "Overdue", "Escalated"


@dataclass(frozen=True)
class Line:
	"""What one person is told of one record."""

	kind: str
	doctype: str
	name: str
	title: str
	due: date
	address: str = ""
	"""Where the line leads, if not to the record."""


def send():
	"""One summary a person of what is due or overdue (hook: scheduler_events, daily). May be run again.

	Each person's is committed by itself: what a broken run has sent is not sent again, the rest is.
	"""
	for user, lines in lines_of_today().items():
		if _send(user, lines):
			# a job's own transaction: a person who was told stays told
			frappe.db.commit()


def lines_of_today() -> dict[str, list[Line]]:
	"""What every person has to hear today, the longest overdue first (hook `digest_sources`: functions that
	return the lines of one kind of thing by user)."""
	found: dict[str, list[Line]] = defaultdict(list)
	for path in frappe.get_hooks("digest_sources"):
		for user, lines in frappe.get_attr(path)().items():
			found[user] += lines
	return {user: sorted(lines, key=lambda line: line.due) for user, lines in found.items()}


def _send(user: str, lines: list[Line]) -> bool:
	"""Tell a person once a day; of what lies with those below them, once a record and due day."""
	if not reminders.once("Digest", user, nowdate()):
		return False
	lines = [
		line
		for line in lines
		if line.kind != ESCALATED or reminders.once(ESCALATED, user, line.due, line.doctype, line.name)
	]
	if lines:
		reminders.tell(user, _subject(lines), text=_text(lines))
	return True


def _subject(lines: list[Line]) -> str:
	counts = {kind: sum(line.kind == kind for line in lines) for kind in (OVERDUE, DUE_SOON, ESCALATED)}
	parts = {
		OVERDUE: _("{0} overdue"),
		DUE_SOON: _("{0} due soon"),
		ESCALATED: _("{0} overdue with those below you"),
	}
	said = [parts[kind].format(count) for kind, count in counts.items() if count]
	return _("Waiting for you: {0}").format(_(", ").join(said))


def _text(lines: list[Line]) -> str:
	rows = []
	for line in lines:
		due = _("due on {0}").format(formatdate(line.due))
		link = _link(line)
		rows.append(f"<li>{link} · {_(line.kind)} · {due}</li>")
	return f"<ul>{''.join(rows)}</ul>"


def _link(line: Line) -> str:
	title = escape_html(line.title)
	if line.address:
		return f'<a href="{escape_html(line.address)}">{title}</a>'
	return get_link_to_form(line.doctype, line.name, title)
