"""我的信息 on the phone page: what is kept about me, who looked, what I agreed to, and a copy of it all."""

from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import format_datetime, formatdate, now_datetime
from werkzeug.wrappers import Response

from sink_app.approvals import printing, steps
from sink_app.pdf import documents
from sink_app.personal import about, consents, doors, vault
from sink_app.personal import declaration as personal
from sink_app.registration import phone, phone_form, phone_pages, privacy
from sink_app.registration.own import own_member

WHEN = "yyyy-MM-dd HH:mm"
COPY = "sink_app/registration/personal_copy.html"
LOOKS_SHOWN = 50


@frappe.whitelist()
def page() -> dict:
	"""All that the page shows: records in words, looks at numbers, consents, and what can be asked for."""
	member = own_member()
	return {
		"records": [_record(doc) for doc in about.records_of(member.name)],
		"looks": _looks(member)[:LOOKS_SHOWN],
		"consents": _consents(member),
		"correctable": _correctable(member),
		"asked": [
			{"text": row.description, "when": _when(row.creation)}
			for row in privacy.asked_corrections(member)
		],
	}


@frappe.whitelist(methods=["POST"])
def show_number(doctype: str, name: str, field: str) -> dict[str, str]:
	"""One's own number in full; the look is written down like any other."""
	return doors.reveal(doctype, name, field)


@frappe.whitelist(methods=["POST"])
def give_consent(purpose: str, notice: str) -> list[dict]:
	"""Agree to the notice that the page showed; returns the consents as they stand then."""
	member = own_member()
	in_force = consents.notice_in_force(purpose)
	if in_force and in_force.name != notice:
		frappe.throw(
			_("This notice was changed since you opened the page. Please read it again."),
			phone.ChangedMeanwhile,
		)
	consents.give(member.name, purpose, consents.PHONE, about=(member.doctype, member.name))
	return _consents(member)


@frappe.whitelist(methods=["POST"])
def withdraw_consent(purpose: str, note: str = "") -> list[dict]:
	"""Withdraw one's consent and tell the unit; returns the consents as they stand then."""
	member = own_member()
	consents.withdraw(member.name, purpose, consents.PHONE, note)
	return _consents(member)


@frappe.whitelist(methods=["POST"])
def ask_to_correct(fieldname: str, proposed: str, note: str = "") -> list[dict]:
	"""Ask the unit to correct what one cannot change oneself; returns what is asked for now."""
	member = own_member()
	if fieldname not in {each["fieldname"] for each in _correctable(member)}:
		frappe.throw(_("You can change this yourself, under «My Details»."), frappe.PermissionError)
	privacy.ask_to_correct(member, fieldname, proposed, note)
	return page()["asked"]


@frappe.whitelist(methods=["POST"])
def copy() -> Response:
	"""A PDF of all that is kept about oneself, with one's own numbers in full (PIPL art. 45)."""
	member = own_member()
	told = {
		"member": member,
		"made_at": _when(now_datetime()),
		"records": [_record(doc, in_full=True) for doc in about.records_of(member.name)],
		"looks": _looks(member),
		"consents": [
			{**row, "purpose": _(row.purpose), "notice_text": _text_of(row.notice)}
			for row in consents.of(member.name)
		],
		"when": _when,
	}
	for field in personal.kept_fields(member.doctype):
		if member.get(field):
			doors.note_own_look(member, field, _("Took a copy of one's own data"))
	pdf = documents.render(frappe.render_template(COPY, told))
	response = Response(pdf, mimetype="application/pdf")
	name = quote(f"{_('What Is Kept About Me')}-{formatdate(now_datetime(), 'yyyy-MM-dd')}.pdf")
	response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
	response.headers["Cache-Control"] = "no-store"
	return response


def _record(doc, in_full: bool = False) -> dict:
	"""A record in words; its numbers masked, or as they were given."""
	state = doc.get("workflow_state") or ""
	lines = about.lines_of(doc)
	for line in lines if in_full else ():
		if line["is_number"] and (source := personal.source_of(doc, line["fieldname"])):
			line["text"] = vault.number_of(source.doctype, source.name, source.field) or line["text"]
	return {
		"doctype": doc.doctype,
		"name": doc.name,
		"label": _(doc.doctype),
		"title": " · ".join(str(part) for part in (doc.get("year"), _(state) if state else "") if part),
		"since": _when(doc.creation),
		"lines": lines,
		"history": [
			{
				"action": _(step.action),
				"who": printing.who(step),
				"when": _when(step.taken_at),
				"reason": step.reason,
			}
			for step in steps.history(doc.doctype, doc.name)
		],
	}


def _looks(member) -> list[dict]:
	"""Looks of others at the member's numbers."""
	return [
		{
			"who": look.full_name or look.user,
			"when": _when(look.revealed_at),
			"what": _(frappe.get_meta(look.reference_doctype).get_label(look.reference_field)),
			"reason": look.reason,
		}
		for look in doors.looks_at(member.name)
		if look.user != member.user
	]


def _consents(member) -> list[dict]:
	"""How each purpose stands: its notice in force, and the member's consents to it, newest first."""
	given = consents.of(member.name)
	found = []
	for purpose in consents.purposes():
		notice = consents.notice_in_force(purpose)
		own = [row for row in given if row.purpose == purpose]
		if notice or own:
			found.append(
				{
					"purpose": purpose,
					"label": _(purpose),
					"notice": notice and {**notice, "in_force_from": formatdate(notice.in_force_from)},
					"is_given": any(not row.withdrawn_on for row in own),
					"is_latest": any(
						notice and row.notice == notice.name and not row.withdrawn_on for row in own
					),
					"history": [_in_words(row) for row in own],
				}
			)
	return found


def _in_words(row) -> str:
	given = _("Agreed to version {0} on {1} ({2})").format(
		row.version, _when(row.given_on), _(row.given_through)
	)
	if not row.withdrawn_on:
		return given
	return _("{0}; withdrawn on {1}").format(given, _when(row.withdrawn_on))


def _correctable(member) -> list[dict]:
	"""What stands in the member's record and is not the member's to change."""
	own = {each["fieldname"] for each in phone_form.fields_of(phone_pages.sections_of(member))}
	kept = phone_pages.KEPT_BY_OFFICE[member.doctype]
	readable = {line["fieldname"]: line for line in about.lines_of(member)}
	return [
		{
			"fieldname": field.fieldname,
			"label": _(field.label or "", context=member.doctype),
			"text": readable.get(field.fieldname, {}).get("text", ""),
		}
		for field in member.meta.fields
		if field.fieldname in kept - own - {"user"}
	]


def _text_of(notice: str) -> str:
	return frappe.db.get_value(consents.NOTICE, notice, "text") or ""


def _when(moment) -> str:
	return format_datetime(moment, WHEN)
