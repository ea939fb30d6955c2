"""What everybody may do without logging in: confirm a service by its code, ask if a certificate is true.

Neither shows anything of a record, a member or a place. Who guesses is stopped after so many wrong tries an
hour; only wrong ones count, because many people share the address of a mobile network.
"""

import frappe
from frappe import _

from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.records import certificates, codes

AN_HOUR = 60 * 60


class TooManyTries(frappe.ValidationError):
	"""Too much was guessed from this address."""


def confirm(number: str, code: str, name: str = "") -> dict:
	"""Confirm a service by its code, as the person who was served: {confirmed, message}.

	An answer and no error where the code is wrong, so that the try is counted.
	"""
	_refuse_guessing()
	if codes.redeem(number, code, name):
		return {"confirmed": True, "message": _("Thank you. The service is confirmed.")}
	_count_wrong()
	return {
		"confirmed": False,
		"message": _(
			"Number and code do not go together, or the code is no longer valid. "
			"Please compare both, or ask for a new code."
		),
	}


def compare(number: str, name: str, hours: str) -> bool:
	"""Whether a paper with a certificate's number says what was certified: name and hours."""
	_refuse_guessing()
	agrees = certificates.says(number, name, hours)
	if not agrees:
		_count_wrong()
	return agrees


def _refuse_guessing():
	if int(frappe.cache.get(_key()) or 0) >= settings().code_tries_per_hour:
		frappe.throw(_("Too many wrong tries from here. Please try again in an hour."), TooManyTries)


def _count_wrong():
	if frappe.cache.incrby(_key(), 1) == 1:
		frappe.cache.expire(_key(), AN_HOUR)


def _key() -> str:
	return f"rl:sink_wrong_tries:{frappe.local.site}:{frappe.local.request_ip}"
