"""我要吹哨 and 协同处置 on the member's phone page: whistles of one's own, and calls to help."""

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, nowdate

from sink_app.approvals import asking, steps
from sink_app.registration.own import own_member
from sink_app.registration.states import PLACED
from sink_app.service.doctype.sink_whistle_call.sink_whistle_call import NEXT
from sink_app.service.whistles import (
	BLOW,
	CALL,
	CALLED,
	CANNOT,
	CLOSED,
	COMING,
	CONFIRM,
	DONE,
	KIND,
	NOT_SOLVED,
	RESOLVED,
	WHISTLE,
	calls,
)

SHOWN = 10
"""So many of one's own whistles stand on the page."""


class NotYourPlace(frappe.PermissionError):
	"""A community where the member is not placed this year."""


@frappe.whitelist()
def page() -> dict:
	"""Places and kinds to choose from, one's own whistles, and the calls to help that are open."""
	member = own_member()
	return {
		"places": _places(member),
		"kinds": _kinds(),
		"whistles": [_card(row) for row in _own(member)],
		"calls": [_call_card(row) for row in _open_calls(member)],
	}


@frappe.whitelist(methods=["POST"])
def blow(kind: str, area: str, title: str, description: str, place_detail: str | None = None) -> dict:
	"""Blow a whistle for a place where the member is placed; returns the page as it stands then."""
	member = own_member()
	if area not in {place["value"] for place in _places(member)}:
		frappe.throw(_("You are not placed there this year; please choose one of your places."), NotYourPlace)
	doc = frappe.get_doc(
		{
			"doctype": WHISTLE,
			"member": member.name,
			"kind": kind,
			"area": area,
			"title": title,
			"description": description,
			"place_detail": place_detail,
		}
	).insert()
	steps.take(WHISTLE, doc.name, BLOW)
	return page()


@frappe.whitelist(methods=["POST"])
def confirm(whistle: str, satisfaction: str, remark: str | None = None) -> dict:
	"""Say that a whistle of one's own is solved, and how satisfied one is; returns the page."""
	own_member()
	asking.fill(WHISTLE, whistle, CONFIRM, RESOLVED, {"satisfaction": satisfaction, "remark": remark})
	steps.take(WHISTLE, whistle, CONFIRM, seen_state=RESOLVED)
	return page()


@frappe.whitelist(methods=["POST"])
def not_solved(whistle: str, reason: str) -> dict:
	"""Say that a whistle of one's own is not solved yet, and why; returns the page."""
	own_member()
	steps.take(WHISTLE, whistle, NOT_SOLVED, seen_state=RESOLVED, reason=reason)
	return page()


@frappe.whitelist(methods=["POST"])
def answer(call: str, status: str, words: str | None = None) -> dict:
	"""Answer a call to help; `words` says why one cannot come or what was done. Returns the page."""
	own_member()
	calls.answer(call, status, reason=words, result=words if status == DONE else None)
	return page()


def _places(member) -> list[dict]:
	"""The grids and communities where the member is placed this year."""
	rows = frappe.get_list(
		"Sink Registration",
		filters={"member": member.name, "year": cint(nowdate()[:4]), "workflow_state": PLACED},
		fields=["grid", "community"],
		order_by="creation asc",
	)
	areas = dict.fromkeys(filter(None, (row.grid or row.community for row in rows)))
	return [{"value": area, "label": frappe.get_cached_value("Sink Area", area, "title")} for area in areas]


def _kinds() -> list[dict]:
	found = frappe.get_list(
		KIND, filters={"disabled": 0, "on_phone": 1}, fields=["name", "description"], order_by="name asc"
	)
	return [{"value": row.name, "label": row.name, "description": row.description or ""} for row in found]


def _own(member) -> list:
	return frappe.get_list(
		WHISTLE,
		filters={"member": member.name},
		fields=[
			*("name", "title", "kind", "area", "workflow_state", "result", "outcome", "handled_at"),
			*("whistled_on", "respond_by", "close_by", "satisfaction"),
		],
		order_by="creation desc",
		limit=SHOWN,
	)


def _card(row) -> dict:
	return {
		"name": row.name,
		"title": row.title,
		"kind": row.kind,
		"place": frappe.get_cached_value("Sink Area", row.area, "title"),
		"state": _(row.workflow_state),
		"style": frappe.get_cached_value("Workflow State", row.workflow_state, "style") or "",
		"next": _next(row),
		"result": row.result or "",
		"asks": row.workflow_state == RESOLVED,
		"satisfactions": [
			{"value": each, "label": _(each)}
			for each in frappe.get_meta(WHISTLE).get_options("satisfaction").split("\n")
			if each
		],
	}


def _next(row) -> str:
	if row.workflow_state == "Whistle Blown":
		return _("Somebody takes it on by {0}; else it goes one level up.").format(_when(row.respond_by))
	if row.workflow_state == "Whistle in Hand":
		return _("It is to be settled by {0}.").format(_when(row.close_by))
	return ""


def _open_calls(member) -> list:
	whistle, call = frappe.qb.DocType(WHISTLE), frappe.qb.DocType(CALL)
	return (
		frappe.qb.from_(call)
		.join(whistle)
		.on(whistle.name == call.whistle)
		.select(
			*(call.name, call.title, call.description, call.place_detail, call.area, call.task),
			*(call.status, call.answer_by),
		)
		.where((call.member == member.name) & call.status.isin([CALLED, COMING]))
		.where(whistle.workflow_state != CLOSED)
		.orderby(call.called_on, order=frappe.qb.desc)
		.run(as_dict=True)
	)


def _call_card(row) -> dict:
	place = frappe.get_cached_value("Sink Area", row.area, "title")
	return {
		"name": row.name,
		"title": row.title,
		"description": row.description,
		"place": " · ".join(filter(None, (place, row.place_detail))),
		"task": row.task or "",
		"answer": _(row.status),
		"due": _when(row.answer_by) if row.status == CALLED else "",
		"answers": [
			{"status": each, "label": _words(each), "needs_words": each in (CANNOT, DONE)}
			for each in NEXT[row.status]
		],
	}


def _words(status: str) -> str:
	return {COMING: _("I Am Coming"), CANNOT: _("I Cannot Come"), DONE: _("It Is Done")}[status]


def _when(moment) -> str:
	return format_datetime(moment, "MM-dd HH:mm") if moment else ""
