"""确认码: the served person confirms with six digits, without an account.

A number says which record, the digits that its holder may confirm it. Of the digits only a keyed digest
is kept; a new code makes the one before void, wrong tries and time make any void.
"""

import hmac
from datetime import timedelta
from hashlib import sha256
from secrets import choice, randbelow

import frappe
from frappe import _
from frappe.utils import cint, get_url, now_datetime
from frappe.utils.password import get_encryption_key

from sink_app.access import query
from sink_app.approvals import following
from sink_app.organization.wording import site_language
from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.records import AWAITING, BY_CODE, CODE, CONFIRMED, RECORD, SECOND

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are taken for one another when they are read aloud."""
NUMBER_LENGTH = 10
LONGEST_NAME = 20


class CodesOff(frappe.ValidationError):
	"""The office takes no confirmation by code."""


class NothingToConfirm(frappe.ValidationError):
	"""The record does not wait for a first confirmation."""


class CodeWrong(frappe.ValidationError):
	"""Number and digits do not go together, or not any more; which of it, nobody is told."""


class OwnRecord(frappe.PermissionError):
	"""The member, or who typed the record in, tried to confirm it."""


def issue(record: str) -> dict:
	"""A new code for a record: {number, code, url, valid_until}; shown once, then only a digest is kept."""
	if not settings().takes_codes:
		frappe.throw(_("Confirmation by code is switched off."), CodesOff)
	doc = frappe.get_doc(RECORD, record)
	doc.check_permission("write")
	if doc.workflow_state != AWAITING:
		frappe.throw(_("Only a record that waits for its confirmation gets a code."), NothingToConfirm)
	_void(record)
	digits = f"{randbelow(10**6):06d}"
	code = frappe.new_doc(CODE)
	code.update(
		{
			"record": record,
			"number": "".join(choice(LETTERS) for _each in range(NUMBER_LENGTH)),
			"expires_on": now_datetime() + timedelta(hours=settings().code_hours),
		}
	)
	code.code_hash = _digest(code.number, digits)
	# acts for itself: nobody holds a right on codes; whether the user may write the record was asked above
	code.insert(ignore_permissions=True)
	return {
		"number": code.number,
		"code": digits,
		"url": get_url(f"/confirm?n={code.number}"),
		"valid_until": code.expires_on,
	}


def redeem(number: str, digits: str, name: str = "") -> bool:
	"""Confirm a code's record as the person who was served; False where number and digits are no pair.

	A wrong try is counted, so the caller has to let the transaction stand. Raises OwnRecord and CodesOff.
	"""
	if not settings().takes_codes:
		frappe.throw(_("Confirmation by code is switched off."), CodesOff)
	code = _locked(number.strip().upper())
	if not code or not _is_open(code):
		return False
	if not hmac.compare_digest(code.code_hash, _digest(code.number, digits.strip())):
		frappe.db.set_value(CODE, code.name, "wrong_tries", cint(code.wrong_tries) + 1)
		return False
	doc = frappe.get_doc(RECORD, code.record, for_update=True)
	if doc.workflow_state != AWAITING:
		return False
	user = frappe.session.user
	if user == doc.owner or query.speaks_of(doc, user):
		frappe.throw(
			_("This page is for the person who was served; nobody confirms their own record."), OwnRecord
		)
	frappe.db.set_value(CODE, code.name, "used_on", now_datetime())
	served = " ".join(name.split())[:LONGEST_NAME]
	doc.flags.confirmed_by = _("Served Person", lang=site_language())
	if served:
		doc.served_person = served
	following.put(doc, SECOND if doc.needs_second else CONFIRMED, BY_CODE)
	return True


def drop(record: str):
	"""Delete the codes of a record that is deleted itself."""
	frappe.db.delete(CODE, {"record": record})


def _void(record: str):
	table = frappe.qb.DocType(CODE)
	frappe.qb.update(table).set(table.expires_on, now_datetime()).where(
		(table.record == record) & table.used_on.isnull()
	).run()


def _locked(number: str) -> dict | None:
	table = frappe.qb.DocType(CODE)
	fields = ("name", "number", "record", "code_hash", "expires_on", "wrong_tries", "used_on")
	found = (
		frappe.qb.from_(table).select(*fields).where(table.number == number).for_update().run(as_dict=True)
	)
	return found[0] if found else None


def _is_open(code: dict) -> bool:
	return (
		not code.used_on
		and code.expires_on > now_datetime()
		and cint(code.wrong_tries) < settings().code_tries
	)


def _digest(number: str, digits: str) -> str:
	return hmac.new(get_encryption_key().encode(), f"{number}/{digits}".encode(), sha256).hexdigest()
