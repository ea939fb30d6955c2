"""Showing a number in full: to whom it concerns or who has to call, with a reason, written down for good."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from sink_app.access import declaration as places
from sink_app.access import query
from sink_app.personal import declaration, texts, vault

LOG = "Sink Personal Reveal"
# whose role reads fields of this level may see numbers in full; an office sets it in the role permissions
LEVEL = 3


class NotShownToYou(frappe.PermissionError):
	"""The role is not one that has to call."""


class RevealReasonMissing(frappe.ValidationError):
	"""A number is shown for a purpose that can be named."""


@frappe.whitelist(methods=["POST"])
def reveal(doctype: str, name: str, field: str, reason: str | None = None) -> dict[str, str]:
	"""The number behind a masked field of a record, as {"value": …}; every look is logged.

	Who the record speaks of needs no reason.
	"""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	source = declaration.source_of(doc, field)
	is_own = query.speaks_of(doc, frappe.session.user)
	if not source or not (is_own or may_reveal(doc)):
		frappe.throw(_("Your role does not see this number in full."), NotShownToYou)
	reason = texts.masked(reason).strip()
	if not reason and not is_own:
		frappe.throw(_("Please say what you need the number for."), RevealReasonMissing)
	number = vault.number_of(source.doctype, source.name, source.field)
	_log(doc, source, field, reason or _("Looked at one's own"))
	return {"value": number or ""}


def may_reveal(doc) -> bool:
	"""Whether a role with which the user stands at the record reads numbers in full."""
	seeing = {row.role for row in doc.meta.permissions if row.permlevel == LEVEL and row.read}
	return frappe.session.user == "Administrator" or bool(seeing & query.roles_at(doc))


def tell_client(bootinfo):
	"""Which fields show numbers or hold personal data, and of which kind persons are (extend_bootinfo)."""
	bootinfo.sink_personal = {
		doctype: declaration.shown_fields(doctype) for doctype in declaration.doctypes()
	}
	bootinfo.sink_personal_kept = {
		doctype: list(declaration.kept_fields(doctype)) for doctype in declaration.doctypes()
	}
	bootinfo.sink_personal_columns = {
		doctype: sorted(declaration.marked_fields(doctype))
		for doctype, _field in declaration.every_marked_field()
	}
	bootinfo.sink_personal_person = places.person_source()[0]


def looks_at(person: str) -> list[dict]:
	"""Who looked at a person's numbers, newest first; whether the asker may know is asked before."""
	fields = ["user", "full_name", "revealed_at", "reference_doctype", "reference_field", "reason"]
	# acts for itself: a person sees who looked, without a right on the log
	return frappe.get_all(LOG, filters={"person": person}, fields=fields, order_by="revealed_at desc")


def note_own_look(doc, field: str, reason: str):
	"""Write down that a person's own number was handed out to that person."""
	_log(doc, declaration.source_of(doc, field), field, reason)


def _log(doc, source: declaration.Source, field: str, reason: str):
	entry = frappe.new_doc(LOG)
	entry.update(
		{
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"reference_field": field,
			"person_doctype": source.doctype,
			"person": source.name,
			"user": frappe.session.user,
			"full_name": frappe.utils.get_fullname(),
			"reason": reason,
			"revealed_at": now_datetime(),
		}
	)
	# acts for itself: nobody may write the log, so that nobody can write it falsely
	entry.insert(ignore_permissions=True)
