"""What the member's phone page shows: how registrations stand, their forms, and what comes next in words."""

from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.model.workflow import get_workflow, is_transition_condition_satisfied
from frappe.utils import cint, format_datetime, getdate, nowdate

from sink_app.access import query
from sink_app.approvals import chain, printing, steps
from sink_app.personal import consents
from sink_app.registration import phone_form

MEMBER = "Sink Member"
REGISTRATION = "Sink Registration"
RESIDENCE = "Residence"
PLACED = "Placed in Grid"
PRINT_FORMAT = "Sink Registration Form"
NOTICES = "notice_section"
PRIVACY_BOX, PRIVACY_PURPOSE = "privacy_accepted", "Registration"

# What the office keeps; every other field, a new custom one too, is the member's to fill in.
KEPT_BY_OFFICE = {
	MEMBER: frozenset(
		("member_name", "organization", "staff_kind", "status", "user", "is_double_leader", "is_backbone")
	),
	REGISTRATION: frozenset(
		(
			"member",
			"registration_type",
			"year",
			"compound",
			"grid",
			"building",
			"given_post",
			"identity_shown",
		)
	),
}
LIMITS = {
	(REGISTRATION, "community"): {"level": "Community"},
	(MEMBER, "home_area"): {"level": "Community"},
	("Sink Member Wish", "category"): {"is_group": 0},
}


def sections_of(doc, registration=None) -> list[dict]:
	"""The sections of a document's form; a residence's form asks for the home community only once."""
	kept = KEPT_BY_OFFICE[doc.doctype]
	if doc.doctype == MEMBER and registration and registration.registration_type == RESIDENCE:
		kept |= {"home_area"}
	if doc.doctype == REGISTRATION and doc.registration_type != RESIDENCE:
		kept |= {"is_external", "external_place"}
	sections = phone_form.describe(doc, kept, LIMITS)
	if doc.doctype == REGISTRATION and (notice := consents.notice_in_force(PRIVACY_PURPOSE)):
		for field in phone_form.fields_of(sections):
			if field["fieldname"] == PRIVACY_BOX:
				field["description"] = notice.text
	return sections


def notice_name() -> str | None:
	"""The notice on personal data that stands on the form now."""
	notice = consents.notice_in_force(PRIVACY_PURPOSE)
	return notice and notice.name


def registration_page(member, registration) -> dict:
	"""The form of a registration with the member's own facts, its history and the steps open now."""
	own, facts = sections_of(registration), sections_of(member, registration)
	first = [section for section in own if section["fieldname"] != NOTICES]
	last = [section for section in own if section["fieldname"] == NOTICES]
	forms = ((registration, own), (member, facts))
	return {
		**card(registration),
		"parts": [
			{"doctype": REGISTRATION, "sections": first},
			{"doctype": MEMBER, "sections": facts, "folded": True, "label": _("My Details")},
			{"doctype": REGISTRATION, "sections": last},
		],
		"values": {doc.doctype: phone_form.values(doc, sections) for doc, sections in forms},
		"titles": _merged([phone_form.titles(doc, sections) for doc, sections in forms]),
		"offered": {"community": offered_communities(member, registration.registration_type)},
		"may_edit": may_edit(registration),
		"steps": _open_steps(registration),
		"seen": {
			"state": registration.workflow_state if not registration.is_new() else None,
			REGISTRATION: stamp(registration),
			MEMBER: stamp(member),
			"notice": notice_name(),
		},
		"history": [] if registration.is_new() else history(registration),
		"pdf": None if registration.is_new() else _pdf_address(registration),
	}


def profile_page(member) -> dict:
	"""The form of the member's own facts."""
	sections = sections_of(member)
	return {
		"member": {"name": member.member_name, **organizations(member)},
		"parts": [{"doctype": MEMBER, "sections": sections}],
		"values": {MEMBER: phone_form.values(member, sections)},
		"titles": phone_form.titles(member, sections),
		"may_edit": bool(member.has_permission("write")),
		"seen": {MEMBER: stamp(member)},
	}


def card(registration) -> dict:
	"""How a registration stands, in words."""
	kind = registration.registration_type
	shown = {"kind": kind, "label": _(kind), "year": this_year(), "is_new": registration.is_new()}
	if registration.is_new():
		return {**shown, "next": _("You have not registered yet this year.")}
	state = registration.workflow_state
	return {
		**shown,
		"state": _(state),
		"style": frappe.db.get_value("Workflow State", state, "style") or "",
		"next": _next(registration),
		"reason": registration.return_reason,
		"place": _place(registration),
		"post": registration.given_post,
		"may_edit": may_edit(registration),
	}


def _next(registration) -> str:
	"""What comes next: the chain's own words for the state, or who can take which step."""
	if not chain.has_chain(REGISTRATION):
		return ""
	workflow = get_workflow(REGISTRATION)
	state = registration.workflow_state
	if words := next((row.message for row in workflow.states if row.state == state and row.message), None):
		return _(words)
	if own := _open_steps(registration):
		words = (
			_("Next: put it right and press «{0}».")
			if registration.return_reason
			else _("Next: press «{0}».")
		)
		return words.format(own[0]["label"])
	others = dict.fromkeys(_(row.allowed) for row in workflow.transitions if row.state == state)
	if others:
		return _("Next: {0} handles it.").format(" / ".join(others))
	return _("Nothing more to do.")


def _open_steps(registration) -> list[dict]:
	found = _first_steps(registration) if registration.is_new() else steps.open_steps(registration)
	return [
		{"action": action, "label": _(action), "needs_reason": cint(step.get("needs_reason"))}
		for action, step in {step["action"]: step for step in found}.items()
	]


def _first_steps(registration) -> list[dict]:
	"""The steps that will be open to the member once a new registration is saved."""
	if not chain.has_chain(REGISTRATION):
		return []
	workflow = get_workflow(REGISTRATION)
	roles = query.roles_at(registration)
	return [
		row.as_dict()
		for row in workflow.transitions
		if row.state == workflow.states[0].state
		and row.allowed in roles
		and row.allow_self_approval
		and is_transition_condition_satisfied(row, registration)
	]


def may_edit(doc) -> bool:
	"""Whether the member may change a form now, by rights and by the state's «Only Allow Edit For»."""
	if not doc.has_permission("create" if doc.is_new() else "write"):
		return False
	if doc.is_new() or not chain.has_chain(doc.doctype):
		return True
	rows = get_workflow(doc.doctype).states
	editors = {row.allow_edit for row in rows if row.state == doc.workflow_state}
	return "All" in editors or bool(editors & query.roles_at(doc))


def offered_communities(member, kind: str) -> list[dict]:
	"""The communities to offer first: the member's own, or those that the member's unit is paired with."""
	names = [member.community] if kind == RESIDENCE else _paired_communities(member)
	names = [name for name in names if name]
	filters = {"name": ("in", names), "disabled": 0}
	return phone_form.choices("Sink Area", filters, len(names)) if names else []


def _paired_communities(member) -> list[str]:
	organizations = [member.organization, member.branch, member.second_level, member.unit, member.system]
	# acts for itself: a member is offered the communities, and is not shown the pairings
	pairings = frappe.get_all(
		"Sink Pairing",
		filters={
			"kind": "Unit and Community",
			"organization": ("in", [name for name in organizations if name]),
		},
		fields=["area", "from_date", "to_date"],
		order_by="creation asc",
	)
	today = getdate(nowdate())
	return [
		row.area
		for row in pairings
		if (not row.from_date or row.from_date <= today) and (not row.to_date or today <= row.to_date)
	]


def history(doc) -> list[dict]:
	"""The steps taken on a record, in words."""
	return [
		{
			"action": _(step.action),
			"state": _(step.to_state),
			"who": printing.who(step),
			"when": format_datetime(step.taken_at, "yyyy-MM-dd HH:mm"),
			"reason": step.reason,
		}
		for step in steps.history(doc.doctype, doc.name)
	]


def _pdf_address(registration) -> str:
	chosen = registration.meta.default_print_format or PRINT_FORMAT
	asked = {"doctype": REGISTRATION, "name": registration.name}
	if frappe.db.exists("Print Format", {"name": chosen, "disabled": 0}):
		asked["format"] = chosen
	return f"/api/method/frappe.utils.print_format.download_pdf?{urlencode(asked)}"


def _place(registration) -> str:
	names = [registration.grid or registration.compound, registration.community]
	inside = next((frappe.db.get_value("Sink Area", name, "title") for name in names if name), "")
	return inside or registration.external_place or ""


def organizations(member) -> dict[str, str | None]:
	"""The titles of the member's unit and of the organization they belong to."""
	return {
		key: frappe.db.get_value("Sink Organization", name, "org_name") if name else None
		for key, name in (("unit", member.unit), ("branch", member.branch or member.organization))
	}


def stamp(doc) -> str | None:
	"""When a document was last changed, as the page sends it back; nothing for a new one."""
	return None if doc.is_new() else str(doc.modified)


def _merged(parts: list[dict[str, dict]]) -> dict[str, dict]:
	merged: dict[str, dict] = {}
	for part in parts:
		for key, found in part.items():
			merged.setdefault(key, {}).update(found)
	return merged


def this_year() -> int:
	"""The year that registrations are made for."""
	return cint(nowdate()[:4])
