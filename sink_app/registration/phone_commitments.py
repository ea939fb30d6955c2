"""我的承诺 on the member's phone page: written, sent on its way, kept."""

import frappe
from frappe import _
from frappe.utils import cstr, formatdate

from sink_app.registration import phone_chain, phone_form, phone_pages
from sink_app.registration.commitments import BEING_KEPT, COMMITMENT, MEMBER, OPEN, PRIVATE, sources
from sink_app.registration.own import own_member
from sink_app.registration.phone_pages import PLACED

PRINT_FORMAT = "Sink Commitment Form"
WRITTEN = ("promise", "measure", "due")
"""The columns of a promise that a member writes; how it was kept is told later."""


class NotYourCommunity(frappe.PermissionError):
	"""A community where the member is not placed this year."""


def cards(member) -> list[dict]:
	"""This year's commitments by community: one for each where the member is placed."""
	return [_card(_of(member, community)) for community in _communities(member)]


@frappe.whitelist()
def commitment_page(community: str) -> dict:
	"""The member's commitment to a community, with the steps that are open now."""
	return _page(_own(community))


@frappe.whitelist(methods=["POST"])
def save_commitment(
	community: str,
	values: str | dict,
	seen: str | dict,
	action: str | None = None,
	reason: str | None = None,
) -> dict:
	"""Write the promises and take the step named, if any: all of it or nothing. Returns the page."""
	doc = _own(community)
	values, seen = frappe.parse_json(values), frappe.parse_json(seen)
	phone_chain.check_still_as_seen(doc, seen)
	given = values.get(COMMITMENT)
	if given is not None:
		sections = _sections(doc)
		phone_form.put(doc, sections, given)
		_name_sources(doc)
		if not doc.items:
			sentence = _("Please promise at least one thing.")
			phone_form.refuse([phone_form.error(COMMITMENT, "items", sentence)])
		doc.insert() if doc.is_new() else doc.save()
	return _page(phone_chain.take(doc, action, seen, reason))


@frappe.whitelist(methods=["POST"])
def tell_outcomes(community: str, outcomes: str | dict, seen: str | dict, action: str | None = None) -> dict:
	"""Say of each promise whether it is kept: {row: {"state", "outcome"}}; returns the page."""
	doc = _own(community)
	phone_chain.check_still_as_seen(doc, frappe.parse_json(seen))
	told = frappe.parse_json(outcomes)
	for row in doc.items:
		if row.name in told:
			row.state, row.outcome = cstr(told[row.name].get("state")), cstr(told[row.name].get("outcome"))
	doc.save()
	return _page(phone_chain.take(doc, action, frappe.parse_json(seen), None))


def _communities(member) -> list[str]:
	filters = {"member": member.name, "year": phone_pages.this_year(), "workflow_state": PLACED}
	found = frappe.get_list("Sink Registration", filters=filters, pluck="community", order_by="creation asc")
	return list(dict.fromkeys(found))


def _own(community: str):
	member = own_member()
	if community not in _communities(member):
		frappe.throw(_("You are not placed in this community this year."), NotYourCommunity)
	return _of(member, community)


def _of(member, community: str):
	"""The member's commitment to a community this year; else a new one with what can be promised."""
	about = {"member": member.name, "community": community, "year": phone_pages.this_year()}
	found = frappe.get_list(COMMITMENT, filters=about, pluck="name", limit=1, order_by="creation asc")
	if found:
		doc = frappe.get_doc(COMMITMENT, found[0])
		doc.check_permission("read")
		return doc
	doc = frappe.new_doc(COMMITMENT)
	doc.update({**about, "committer_kind": MEMBER, "items": []})
	for item in sources.offered(doc):
		doc.append("items", item)
	return doc


def _card(doc) -> dict:
	shown = {
		"community": doc.community,
		"label": frappe.db.get_value("Sink Area", doc.community, "title"),
		"year": doc.year,
		"is_new": doc.is_new(),
	}
	if doc.is_new():
		return {**shown, "next": _("You have not promised anything here yet this year.")}
	state = doc.workflow_state
	return {
		**shown,
		"state": _(state),
		"style": phone_chain.style_of(state),
		"next": phone_chain.next_words(doc),
		"reason": doc.return_reason,
		"fulfilment": None if state in PRIVATE else round(doc.fulfilment or 0),
		"rating": doc.rating,
		"may_edit": state in PRIVATE and phone_pages.may_edit(doc),
		"is_kept_now": state == BEING_KEPT,
	}


def _page(doc) -> dict:
	sections = _sections(doc)
	return {
		**_card(doc),
		"parts": [{"doctype": COMMITMENT, "sections": sections}],
		"values": {COMMITMENT: phone_form.values(doc, sections)},
		"titles": {},
		"may_edit": (doc.is_new() or doc.workflow_state in PRIVATE) and phone_pages.may_edit(doc),
		"items": [_line(row) for row in doc.items],
		"steps": phone_chain.steps_of(doc),
		"seen": phone_chain.seen(doc),
		"history": [] if doc.is_new() else phone_pages.history(doc),
		"pdf": None if doc.is_new() else phone_chain.pdf_address(doc, PRINT_FORMAT),
	}


def _sections(doc) -> list[dict]:
	"""The form's table of promises, with the columns a member writes."""
	for section in phone_form.describe(doc, frozenset()):
		fields = [field for field in section["fields"] if field["fieldname"] == "items"]
		if fields:
			fields[0]["fields"] = [each for each in fields[0]["fields"] if each["fieldname"] in WRITTEN]
			return [{**section, "fields": fields}]
	return []


def _line(row) -> dict:
	return {
		"name": row.name,
		"promise": row.promise,
		"measure": row.measure or "",
		"due": formatdate(row.due),
		"state": row.state or OPEN,
		"state_label": _(row.state or OPEN),
		"outcome": row.outcome or "",
	}


def _name_sources(doc):
	"""A line taken over as it was offered points at where it comes from."""
	bare = frappe.copy_doc(doc)
	bare.items = []
	offered = {item["promise"]: item for item in sources.offered(bare)}
	for row in doc.items:
		item = offered.get(row.promise)
		if item and not row.source:
			row.source_type, row.source = item["source_type"], item["source"]
