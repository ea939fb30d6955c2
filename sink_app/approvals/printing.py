"""The steps taken on a record, in words, for any print format (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import format_datetime

from sink_app.access import query
from sink_app.approvals import log

TEMPLATE = "sink_app/templates/includes/approval_history.html"
DAY, HOUR, MINUTE = 86400, 3600, 60


def sink_approval_steps(doc) -> list[frappe._dict]:
	"""Every step taken on a record, oldest first: action, who, when, waited, said; for its readers."""
	# asked quietly: the framework would tell whoever prints what they may not read
	if not query.has_permission(doc, "read"):
		return []
	return [
		frappe._dict(
			action=_(entry["action"]),
			who=who(entry),
			when=format_datetime(entry["taken_at"], "yyyy-MM-dd HH:mm"),
			waited=waited(entry["waited_seconds"]),
			said=" ".join(filter(None, (entry["reason"], entry["remark"]))),
		)
		for entry in log.entries(doc.doctype, doc.name)
	]


def sink_approval_history(doc) -> str:
	"""The same as a table, ready to stand in a print format: `{{ sink_approval_history(doc) }}`."""
	steps = sink_approval_steps(doc)
	return frappe.render_template(TEMPLATE, {"steps": steps}) if steps else ""


def who(entry: dict) -> str:
	"""Whose hand it was, and in whose name."""
	if not entry.get("on_behalf_name"):
		return entry["full_name"]
	return _("{0} on behalf of {1}").format(entry["full_name"], entry["on_behalf_name"])


def waited(seconds: int) -> str:
	"""How long a record lay before a step, in its largest unit; empty for less than a minute."""
	if seconds >= DAY:
		return _("{0} days").format(seconds // DAY)
	if seconds >= HOUR:
		return _("{0} hours").format(seconds // HOUR)
	return _("{0} minutes").format(seconds // MINUTE) if seconds >= MINUTE else ""
