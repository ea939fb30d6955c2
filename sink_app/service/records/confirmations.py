"""Who confirmed a record, how and when: taken from the step and never typed."""

import frappe
from frappe import _
from frappe.utils import get_fullname, now_datetime

from sink_app.access import query
from sink_app.service.records import (
	AWAITING,
	COMMUNITY,
	CONFIRMED,
	NOTE_PAPER,
	ONE_TIME_CODE,
	REPLACED,
	SECOND,
	SIGNED_PAPER,
	SPARE_TIME,
	rules,
)


class SelfConfirmation(frappe.PermissionError):
	"""Confirmed by the member, by who typed the record in or sent it in, or twice by one person."""


class SignerMissing(frappe.ValidationError):
	"""A signed paper is noted without saying who signed."""


def note(doc):
	"""Write into a record what the step that is being taken says of its confirmation."""
	step = doc.flags.approval_step
	if not step:
		return
	if step["next_state"] == AWAITING:
		doc.handed_in_by = frappe.session.user
	elif step["next_state"] == REPLACED:
		doc.counted_year = None
	elif step["next_state"] in (SECOND, CONFIRMED):
		_note_confirmer(doc, step)


def _note_confirmer(doc, step: dict):
	_refuse_own(doc, step)
	if step["state"] == AWAITING:
		doc.confirm_way = _way(doc, step)
		doc.first_confirmer = frappe.session.user
		doc.confirmed_by_name = doc.flags.confirmed_by or get_fullname()
	else:
		doc.confirmed_by_name = "、".join(filter(None, (doc.confirmed_by_name, get_fullname())))
	if step["next_state"] == CONFIRMED:
		doc.confirmed_on = now_datetime().replace(microsecond=0)
		counts = doc.time_kind == SPARE_TIME and rules.is_of_residence(doc.registration)
		doc.counted_year = doc.starts_on.year if counts else None


def _refuse_own(doc, step: dict):
	"""However the chain is redrawn, nobody confirms what is their own, and two are two."""
	user = frappe.session.user
	if user in (doc.owner, doc.handed_in_by) or query.speaks_of(doc, user):
		frappe.throw(
			_("You entered this record, or it is your own: somebody else has to confirm it."),
			SelfConfirmation,
		)
	if step["state"] == SECOND and doc.first_confirmer == user:
		frappe.throw(_("You confirmed it already; the second one has to be somebody else."), SelfConfirmation)


def _way(doc, step: dict) -> str:
	if doc.flags.confirmed_by:
		return ONE_TIME_CODE
	if step["action"] != NOTE_PAPER:
		return COMMUNITY
	if not doc.served_person:
		frappe.throw(_("Please say who signed: «Served Person» is empty."), SignerMissing)
	return SIGNED_PAPER
