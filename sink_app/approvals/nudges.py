"""Asking who must act to act: at most once a day, a record and a person."""

import frappe
from frappe import _
from frappe.utils import escape_html, get_fullname, nowdate

from sink_app.approvals import applicants, chain, deputies, log, reminders, waiting


class NotTheirsToNudge(frappe.PermissionError):
	"""Only who filed a record or has acted on it asks others to get on with it."""


class NobodyToNudge(frappe.ValidationError):
	"""The record waits for nobody, or for the asker."""


@frappe.whitelist(methods=["POST"])
def nudge(doctype: str, name: str) -> dict:
	"""Remind those whom a record waits for.

	Returns full names: `told` now, and `told_before`, earlier today.
	"""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	user = frappe.session.user
	if not (applicants.is_applicant(doc, user) or _has_acted(doc, user)):
		frappe.throw(_("Only who filed this record or has acted on it sends a reminder."), NotTheirsToNudge)
	awaited = [who for who in waiting.people(doc) if who != user]
	if not awaited:
		frappe.throw(_("This record waits for nobody else now."), NobodyToNudge)
	asked = dict.fromkeys([*awaited, *deputies.standing_in(awaited, doctype)])
	told = [who for who in asked if who != user and reminders.once("Nudge", who, nowdate(), doctype, name)]
	for who in told:
		reminders.tell(who, _subject(doc), doctype, name)
	return {
		"told": [get_fullname(who) for who in told],
		"told_before": [get_fullname(who) for who in asked if who not in told and who != user],
	}


def _has_acted(doc, user: str) -> bool:
	return any(user == entry["user"] for entry in log.entries(doc.doctype, doc.name))


def _subject(doc) -> str:
	return _("{0} asks you to handle «{1}» at «{2}»").format(
		escape_html(get_fullname()), _(doc.doctype), _(chain.state_of(doc))
	)
