"""半年报告 on the member's phone page: the records tell the figures, the member adds words."""

import frappe
from frappe import _
from frappe.utils import add_days, formatdate, getdate, nowdate

from sink_app.organization.facts import About
from sink_app.registration import phone_chain, phone_form, phone_pages
from sink_app.registration.own import own_member
from sink_app.registration.states import TAKEN_IN
from sink_app.reporting import HALF_YEAR, OPEN, compiled, days
from sink_app.reporting.doctype.sink_half_year_report import sink_half_year_report
from sink_app.reporting.doctype.sink_reporting_settings.sink_reporting_settings import settings

PRINT_FORMAT = "Sink Half-Year Report"
TABLE, COLUMNS = "checks", ("problem", "measure", "due")
WRITTEN = (*sink_half_year_report.WORDS, TABLE)
"""What a member writes on the phone."""
NAMES = {"First": days.FIRST, "Second": days.SECOND}
"""The halves as they stand in the page's address."""


class NoSuchHalf(frappe.ValidationError):
	"""An address that names no half-year."""


@frappe.whitelist()
def cards() -> list[dict]:
	"""The half-years that the member may speak of now, how each report stands."""
	member = own_member()
	now = days.half_of(nowdate())
	before = days.half_before(*now)
	asked = []
	if _is_still_asked(member, *before):
		asked.append(before)
	if _is_registered(member, now[0]) or _name_of(member, *now):
		asked.append(now)
	return [_card(_of(member, *half)) for half in asked]


@frappe.whitelist()
def page(year: int, half: str) -> dict:
	"""The member's report of a half-year, with the figures so far and the steps that are open now."""
	return _page(_own(year, half))


@frappe.whitelist(methods=["POST"])
def save(
	year: int,
	half: str,
	values: str | dict,
	seen: str | dict,
	action: str | None = None,
	reason: str | None = None,
) -> dict:
	"""Write the words and take the step named, if any: all of it or nothing. Returns the page."""
	doc = _own(year, half)
	values, seen = frappe.parse_json(values), frappe.parse_json(seen)
	phone_chain.check_still_as_seen(doc, seen)
	given = values.get(HALF_YEAR)
	if given is not None:
		phone_form.put(doc, _sections(doc), given)
		doc.insert() if doc.is_new() else doc.save()
	if not action:
		return _page(doc)
	try:
		return _page(phone_chain.take(doc, action, seen, reason))
	except (sink_half_year_report.WordsMissing, sink_half_year_report.SelfCheckMissing) as refusal:
		field = "done" if isinstance(refusal, sink_half_year_report.WordsMissing) else TABLE
		phone_form.name_fields([phone_form.error(HALF_YEAR, field, str(refusal))])
		raise


def _own(year: int, half: str):
	if half not in NAMES:
		frappe.throw(_("There is no such half-year."), NoSuchHalf)
	return _of(own_member(), year, NAMES[half])


def _name_of(member, year: int, half: str) -> str | None:
	about = {"member": member.name, "year": year, "half": half}
	found = frappe.get_list(HALF_YEAR, filters=about, pluck="name", limit=1, order_by="creation asc")
	return found[0] if found else None


def _of(member, year: int, half: str):
	"""The member's report of a half-year; else a new one, filled in from the records."""
	if name := _name_of(member, year, half):
		doc = frappe.get_doc(HALF_YEAR, name)
		doc.check_permission("read")
		return doc
	doc = frappe.new_doc(HALF_YEAR)
	doc.update({"member": member.name, "year": year, "half": half, "checks": []})
	return doc


def _is_registered(member, year: int) -> bool:
	about = {"member": member.name, "year": year, "workflow_state": ("in", TAKEN_IN)}
	return bool(frappe.get_list("Sink Registration", filters=about, limit=1, pluck="name"))


def _is_still_asked(member, year: int, half: str) -> bool:
	"""Whether the report of a half-year that is over is still spoken of."""
	if getdate(nowdate()) > add_days(days.due_of_half(year, half), settings().remind_after):
		return False
	name = _name_of(member, year, half)
	state = frappe.db.get_value(HALF_YEAR, name, "workflow_state") if name else None
	return state in OPEN and _is_registered(member, year)


def _card(doc) -> dict:
	due = days.due_of_half(doc.year, doc.half)
	shown = {
		"year": doc.year,
		"half": doc.half.split()[0],
		"label": _("Year {0}").format(doc.year) + _(doc.half),
		"due": formatdate(due),
		"is_overdue": getdate(nowdate()) > due,
		"is_new": doc.is_new(),
	}
	if doc.is_new():
		return {**shown, "may_edit": True}
	return {
		**shown,
		"state": _(doc.workflow_state),
		"style": phone_chain.style_of(doc.workflow_state),
		"next": phone_chain.next_words(doc),
		"reason": doc.return_reason,
		"opinion": doc.branch_opinion,
		"may_edit": doc.workflow_state in OPEN and phone_pages.may_edit(doc),
	}


def _page(doc) -> dict:
	sections = _sections(doc)
	return {
		**_card(doc),
		"parts": [{"doctype": HALF_YEAR, "sections": sections}],
		"values": {HALF_YEAR: phone_form.values(doc, sections)},
		"titles": {},
		"figures": _figures(doc),
		"words": [
			{"label": _(doc.meta.get_label(field)), "text": doc.get(field)}
			for field in sink_half_year_report.WORDS
			if doc.get(field)
		],
		"checks": [{"problem": row.problem, "measure": row.measure} for row in doc.checks],
		"steps": phone_chain.steps_of(doc),
		"seen": phone_chain.seen(doc),
		"history": [] if doc.is_new() else phone_pages.history(doc),
		"pdf": None if doc.is_new() else phone_chain.pdf_address(doc, PRINT_FORMAT),
	}


def _sections(doc) -> list[dict]:
	"""The form's words and its table of self-checks, with the columns that are filled in on a phone."""
	sections = []
	for section in phone_form.describe(doc):
		fields = [field for field in section["fields"] if field["fieldname"] in WRITTEN]
		for field in fields:
			if field["fieldname"] == TABLE:
				field["fields"] = [each for each in field["fields"] if each["fieldname"] in COLUMNS]
		if fields:
			sections.append({**section, "fields": fields})
	return sections


def _figures(doc) -> list[dict]:
	"""What the records say: as it stands, or as it would stand if the report were saved now."""
	if doc.is_new():
		period = days.half(doc.year, doc.half)
		rows = compiled.figures(About(period.first, period.last, member=doc.member))
	else:
		rows = doc.figures
	return [{"label": row.label, "figure": str(row.figure), "note": row.note or ""} for row in rows]
