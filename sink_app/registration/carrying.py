"""«Still lives here»: last year's registration goes on in the new year with one click."""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from sink_app.approvals import following
from sink_app.registration.changes import REGISTRATION
from sink_app.registration.states import CLOSED, DISPATCHED, ELSEWHERE, IN_SERVICE, PLACED, RETIRED, TAKEN_IN

ACTION = "Confirmed for the New Year"
AT_ONCE = 500
"""So many may be confirmed with one click."""
COPIED = (
	*("member", "registration_type", "community", "compound", "grid", "building"),
	*("is_external", "external_place", "external_proof", "wanted_post", "given_post"),
	*("identity_shown", "discipline_accepted", "privacy_accepted"),
)


class NothingToCarry(frappe.ValidationError):
	"""The registration is not last year's, has ended, or goes on already."""


class TooMany(frappe.ValidationError):
	pass


@frappe.whitelist()
def offers() -> list[dict]:
	"""The caller's own registrations of last year that wait to be confirmed: name, kind and place."""
	member = frappe.db.get_value("Sink Member", {"user": frappe.session.user})
	if not member:
		return []
	last_year = cint(nowdate()[:4]) - 1
	rows = frappe.get_list(
		REGISTRATION,
		filters={"member": member, "year": last_year, "workflow_state": ("in", TAKEN_IN)},
		fields=["name", "registration_type", "grid", "community", "external_place"],
		order_by="registration_type asc",
	)
	return [
		{"name": row.name, "label": _(row.registration_type), "place": _place(row)}
		for row in rows
		if not _hindrance(frappe.get_doc(REGISTRATION, row.name))
	]


@frappe.whitelist(methods=["POST"])
def confirm(names: str | list) -> dict:
	"""Carry registrations of last year into this one, each for itself.

	For who may write them: the member, the unit, the community. Returns how many were `carried`, and
	`refused` as sentences; a registration confirmed before is refused, so a second click adds nothing.
	"""
	picked = list(dict.fromkeys(frappe.parse_json(names) if isinstance(names, str) else names))
	if len(picked) > AT_ONCE:
		frappe.throw(_("At most {0} at once, please.").format(AT_ONCE), TooMany)
	carried, refused = 0, []
	for name in picked:
		old = frappe.get_doc(REGISTRATION, name, for_update=True)
		old.check_permission("write")
		if hindrance := _hindrance(old):
			refused.append(f"{old.member_name}：{hindrance}")
		else:
			carry(old)
			carried += 1
	if not carried and refused and len(picked) == 1:
		frappe.throw(refused[0], NothingToCarry)
	return {"carried": carried, "refused": refused}


def carry(old):
	"""File last year's registration for this year, taken in as it was; returns the new one."""
	new = frappe.new_doc(REGISTRATION)
	new.update({field: old.get(field) for field in COPIED})
	new.update({"year": old.year + 1, "continues": old.name, "active_from": getdate(nowdate())})
	return following.put(new, old.workflow_state, ACTION)


def _hindrance(old) -> str | None:
	"""Why a registration cannot be carried into this year, in words; None where it can."""
	if old.year != cint(nowdate()[:4]) - 1 or old.workflow_state not in (PLACED, ELSEWHERE):
		return _("only last year's registrations that were taken in can be confirmed.")
	status = frappe.db.get_value("Sink Member", old.member, "status")
	expected = {IN_SERVICE: True, RETIRED: old.registration_type != DISPATCHED}
	if not expected.get(status):
		return _("the member is «{0}» now.").format(_(status))
	this_year = {"member": old.member, "year": old.year + 1, "registration_type": old.registration_type}
	if frappe.db.exists(REGISTRATION, {**this_year, "workflow_state": ("not in", CLOSED)}):
		return _("there is a registration for this year already.")
	if frappe.db.exists(REGISTRATION, this_year):
		return _("it has ended this year. Please register anew.")
	return None


def _place(row) -> str:
	place = row.grid or row.community
	return frappe.db.get_value("Sink Area", place, "title") if place else row.external_place or ""
