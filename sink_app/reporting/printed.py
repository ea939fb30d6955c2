"""What the printed reports show, one sheet for all of them (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import cstr, flt, formatdate

from sink_app.organization import bodies
from sink_app.reporting import ANNUAL, DEBRIEF, HALF_YEAR, PROGRESS

ONE_LINE = 20
"""Characters of a heading that fit into a line."""
WORDS = {
	HALF_YEAR: ("done", "problems", "plans"),
	ANNUAL: ("overview", "practices", "problems", "suggestions", "plans"),
	DEBRIEF: ("material", "livelihood", "remarks"),
	PROGRESS: ("overview", "problems"),
}
TABLES = {
	HALF_YEAR: (("checks", ("problem", "measure", "due")),),
	ANNUAL: (),
	DEBRIEF: (("votes", ("grade", "votes")),),
	PROGRESS: (
		("items", ("project_title", "community_title", "stage", "progress", "words")),
		("remarks", ("remark", "due")),
	),
}


def sink_report_sheet(doc) -> frappe._dict:
	"""Heading, facts, words, tables and figures of a report, for whoever may print it."""
	return frappe._dict(
		heading=_heading(doc),
		facts=[(label, text) for label, text in _facts(doc) if text],
		words=[
			(_(doc.meta.get_label(field)), doc.get(field)) for field in WORDS[doc.doctype] if doc.get(field)
		],
		tables=[table for spec in TABLES[doc.doctype] if (table := _table(doc, *spec))],
		figures=_figures(doc),
		opinion=doc.get("branch_opinion") or "",
		signers=_signers(doc),
		day=formatdate(doc.get("filed_on") or doc.get("held_on") or doc.get("handed_in_on"), "long")
		if doc.get("filed_on") or doc.get("held_on") or doc.get("handed_in_on")
		else "",
	)


def _figures(doc) -> list[tuple[str, list]]:
	"""The figures part by part; a report on projects leaves parts out in which there is nothing."""
	parts: dict[str, list] = {}
	for row in doc.figures:
		parts.setdefault(row.section, []).append(row)
	if doc.doctype == PROGRESS:
		parts = {section: rows for section, rows in parts.items() if any(flt(row.figure) for row in rows)}
	return list(parts.items())


def _heading(doc) -> str:
	if doc.doctype == ANNUAL:
		# a long title goes on below the organization's name
		body = bodies.name_of(doc.organization, None)
		return doc.title.replace(body, f"{body}\n", 1) if len(doc.title) > ONE_LINE else doc.title
	return {
		HALF_YEAR: _("Half-Year Report of a Party Member Serving in a Community"),
		DEBRIEF: _("Debriefing Report"),
		PROGRESS: _("Progress Report on Joint Projects"),
	}[doc.doctype]


def _facts(doc) -> list[tuple[str, str]]:
	organization = frappe.db.get_value("Sink Organization", doc.organization, "org_name")
	if doc.doctype == HALF_YEAR:
		return [
			(_("Name"), doc.member_name),
			(_("Party Organization"), organization),
			(_("Half-Year"), _("Year {0}").format(doc.year) + _(doc.half)),
			(_("Handed In On"), formatdate(doc.handed_in_on) if doc.handed_in_on else ""),
		]
	if doc.doctype == ANNUAL:
		above = frappe.db.get_value("Sink Organization", doc.addressed_to, "org_name")
		return [
			(_("Reporting Organization"), organization),
			(_("Reported To"), doc.addressee or above),
			(_("Year"), cstr(doc.year)),
			(_("Filed On"), formatdate(doc.filed_on) if doc.filed_on else ""),
		]
	if doc.doctype == DEBRIEF:
		meeting = frappe.db.get_value("Sink Meeting", doc.meeting, "title") if doc.meeting else ""
		return [
			(_("Kind"), _(doc.kind)),
			(_("Party Organization"), organization),
			(_("Debriefed by"), doc.speaker),
			(_("Meeting"), meeting),
		]
	return [
		(_("Unit"), organization),
		(_("Supervision Group"), doc.supervision_group),
		(_("Period"), f"{formatdate(doc.from_date)} — {formatdate(doc.to_date)}"),
		(_("Projects Behind"), cstr(doc.red or "")),
	]


def _table(doc, field: str, columns: tuple[str, ...]) -> frappe._dict | None:
	rows = doc.get(field)
	if not rows or (field == "votes" and not doc.vote_count):
		return None
	meta = frappe.get_meta(doc.meta.get_options(field))
	return frappe._dict(
		title=_(doc.meta.get_label(field)),
		labels=[_(meta.get_label(column)) for column in columns],
		rows=[[_shown(row, meta, column) for column in columns] for row in rows],
	)


def _shown(row, meta, column: str) -> str:
	value = row.get(column)
	kind = meta.get_field(column).fieldtype
	if kind == "Date":
		return formatdate(value) if value else ""
	return f"{round(value or 0)}%" if kind == "Percent" else cstr(value)


def _signers(doc) -> list[str]:
	return {
		HALF_YEAR: [_("Reported by (signature)"), _("Party Branch (seal)")],
		ANNUAL: [_("Party Organization (seal)")],
		DEBRIEF: [_("Debriefed by (signature)"), _("Party Organization (seal)")],
		PROGRESS: [_("Unit (seal)"), _("Supervision Group (signature)")],
	}[doc.doctype]
