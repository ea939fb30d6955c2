"""A record with a chain on the phone: how it stands, which steps are open, what was seen of it."""

from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.model.workflow import get_workflow
from frappe.utils import cint

from sink_app.approvals import chain, steps
from sink_app.registration import phone_pages

DRAFT = "Draft"


class ChangedMeanwhile(frappe.ValidationError):
	"""Somebody changed the record between the member's look and the member's click."""


def style_of(state: str) -> str:
	"""The colour of a state."""
	return frappe.db.get_value("Workflow State", state, "style") or ""


def next_words(doc) -> str:
	"""What comes next, in the words of the chain."""
	rows = get_workflow(doc.doctype).states if chain.has_chain(doc.doctype) else []
	words = next((row.message for row in rows if row.state == doc.workflow_state and row.message), "")
	return _(words) if words else ""


def steps_of(doc) -> list[dict]:
	"""The steps that are open to the member, those of a record's first state where it is new."""
	if doc.is_new():
		doc.workflow_state = doc.workflow_state or DRAFT
		found = chain.transitions(doc, frappe.session.user)
	else:
		found = steps.open_steps(doc)
	return [
		{"action": step["action"], "label": _(step["action"]), "needs_reason": cint(step.get("needs_reason"))}
		for step in {step["action"]: step for step in found}.values()
	]


def take(doc, action: str | None, seen: dict, reason: str | None):
	"""Take the step named, if any, from the state that was seen; returns the record."""
	if not action:
		return doc
	return steps.take(doc.doctype, doc.name, action, seen_state=seen.get("state"), reason=reason)


def seen(doc) -> dict:
	"""What the page sends back, so that nobody's changes are written over."""
	return {"state": None if doc.is_new() else doc.workflow_state, doc.doctype: phone_pages.stamp(doc)}


def check_still_as_seen(doc, seen: dict):
	"""Refuse to write over what somebody changed since the page was opened."""
	if phone_pages.stamp(doc) != seen.get(doc.doctype):
		frappe.throw(
			_("Somebody changed this after you opened it. Nothing was saved; open it again."),
			ChangedMeanwhile,
			title=_("Changed Meanwhile"),
		)


def pdf_address(doc, print_format: str) -> str:
	"""Where a record's print is, in the format of that name where it is still there."""
	asked = {"doctype": doc.doctype, "name": doc.name}
	if frappe.db.exists("Print Format", {"name": print_format, "disabled": 0}):
		asked["format"] = print_format
	return f"/api/method/frappe.utils.print_format.download_pdf?{urlencode(asked)}"
