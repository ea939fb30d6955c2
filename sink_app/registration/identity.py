"""亮明身份: the printed badge of a registered member, and the door plate of a building head (hook: jinja).

Nothing of a person is put on a wall without their word: the badge needs «Identity Shown» of the registration,
a number on the plate the consent to publish contact data.
"""

import frappe
from frappe import _
from frappe.utils import cint

from sink_app.personal import consents, vault
from sink_app.registration.states import TAKEN_IN

CONTACT = "Publication of Contact Data"
REGISTRATION, MEMBER = "Sink Registration", "Sink Member"


def sink_identity_card(doc) -> frappe._dict:
	"""What a badge or a plate shows; `refusal` says why there is nothing to show."""
	return _badge(doc) if doc.doctype == REGISTRATION else _plate(doc)


def _badge(doc) -> frappe._dict:
	card = _card(doc, _("Party Member Serving in the Community"))
	card.facts = [
		(_("Unit"), _organization(doc.unit or doc.organization)),
		(_("Community"), _area(doc.community)),
		(_("Grid"), _area(doc.grid)),
		(_("Post"), doc.given_post),
	]
	if doc.workflow_state not in TAKEN_IN:
		card.refusal = _("The community has not taken this registration in yet.")
	elif not cint(doc.identity_shown):
		card.refusal = _("This member has not agreed to show the identity: tick «Identity Shown» first.")
	return card


def _plate(doc) -> frappe._dict:
	card = _card(doc, _("Building Head") if doc.kind == "Building Head" else doc.post_title)
	card.facts = [
		(_("Place"), _area(doc.building) or _area(doc.grid) or _area(doc.community)),
		(_("Unit"), _organization(doc.unit or doc.organization)),
		(_("Telephone"), _number(doc.member)),
	]
	if not _is_shown(doc):
		card.refusal = _("This member has not agreed to show the identity: tick «Identity Shown» first.")
	return card


def _card(doc, title: str) -> frappe._dict:
	return frappe._dict(title=title, name=doc.member_name, year=doc.year, facts=[], refusal="")


def _is_shown(doc) -> bool:
	"""Whether the member agreed in a registration of the year with the community of the post."""
	about = {"member": doc.member, "year": doc.year, "community": doc.community, "identity_shown": 1}
	return bool(frappe.db.exists(REGISTRATION, about))


def _number(member: str) -> str:
	return vault.number_of(MEMBER, member, "mobile") if consents.consented(member, CONTACT) else ""


def _area(name: str | None) -> str:
	return (frappe.db.get_value("Sink Area", name, "title") or "") if name else ""


def _organization(name: str | None) -> str:
	return (frappe.db.get_value("Sink Organization", name, "org_name") or "") if name else ""
