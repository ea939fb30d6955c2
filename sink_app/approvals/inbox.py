"""«My approvals»: everything that waits for whoever asks, over all DocTypes with an active chain."""

import json

import frappe
from frappe import _
from frappe.utils import (
	cint,
	get_datetime,
	get_fullname,
	getdate,
	now_datetime,
	nowdate,
	time_diff_in_seconds,
)
from frappe.utils.formatters import format_value

from sink_app.approvals import asking, candidates, chain, limits, returns, steps

PAGE = 30
MOST_COUNTED = 999
"""The number in the navbar stops there: nobody reads further, and counting on costs time at every page."""
MOST_ASKED = 50
"""So many records are asked one by one where only Python can say whether a step is open."""
FACTS = 4
PLAIN = ("Data", "Link", "Select", "Date", "Datetime", "Int", "Float", "Small Text", "Dynamic Link")


@frappe.whitelist()
def count() -> dict:
	"""How many records wait for whoever asks: {count, more}; more says that there are further ones."""
	user = frappe.session.user
	found, more = 0, False
	by_doctype: dict[str, list[candidates.Kind]] = {}
	for kind in candidates.kinds(user):
		by_doctype.setdefault(kind.doctype, []).append(kind)
	for kinds in by_doctype.values():
		counts, unsure = _counts(user, kinds, MOST_COUNTED + 1)
		found += sum(counts.values())
		more = more or unsure
	return {"count": min(found, MOST_COUNTED), "more": more or found > MOST_COUNTED}


@frappe.whitelist()
def kinds() -> list[dict]:
	"""What waits for whoever asks, by DocType and state, with how many there are."""
	user = frappe.session.user
	by_doctype: dict[str, list[candidates.Kind]] = {}
	for kind in candidates.kinds(user):
		by_doctype.setdefault(kind.doctype, []).append(kind)
	found = []
	for doctype, same in by_doctype.items():
		counts, unsure = _counts(user, same)
		found += [
			{"doctype": doctype, "state": state, "style": _style(state), "count": number, "more": unsure}
			for state, number in counts.items()
			if number
		]
	return found


@frappe.whitelist()
def rows(
	doctype: str | None = None,
	state: str | None = None,
	text: str = "",
	after: str | None = None,
	limit: int = PAGE,
) -> dict:
	"""The next records that wait for whoever asks, the longest waiting first: {rows, after}.

	after is where the last page ended, as this function said it; it says none when nothing more waits.
	"""
	user = frappe.session.user
	limit = max(1, min(cint(limit), 200))
	kinds = candidates.kinds(user, doctype, state)
	found: list[dict] = []
	cursor = _cursor(after)
	while len(found) < limit:
		batch = candidates.found(user, kinds, cursor, text, limit)
		for candidate in batch:
			if len(found) == limit:
				break
			cursor = candidate.cursor
			if row := _row(candidate):
				found.append(row)
		else:
			if len(batch) < limit:
				cursor = None
				break
	return {"rows": found, "after": json.dumps(cursor, default=str) if cursor else None}


@frappe.whitelist(methods=["POST"])
def take(
	doctype: str,
	name: str,
	action: str,
	seen_state: str,
	reason: str | None = None,
	values: str | dict | None = None,
	to_state: str | None = None,
) -> dict:
	"""Take a step on a record, with the fields it asked for; returns its new state."""
	if values:
		asking.fill(doctype, name, action, seen_state, frappe.parse_json(values))
	doc = steps.take(doctype, name, action, seen_state, reason, to_state)
	return {"name": doc.name, "state": chain.state_of(doc)}


def _counts(user: str, kinds: list[candidates.Kind], most: int = 0) -> tuple[dict[str, int], bool]:
	"""How many records of one DocType wait by state, and whether there may be more."""
	counts = candidates.counted(user, [kind for kind in kinds if not kind.is_asked], most)
	unsure = False
	for kind in kinds:
		if kind.is_asked:
			found = candidates.found(user, [kind], limit=MOST_ASKED + 1)
			unsure = unsure or len(found) > MOST_ASKED
			counts[kind.state] = sum(bool(_open_steps(candidate)) for candidate in found[:MOST_ASKED])
	return counts, unsure


def _open_steps(candidate: candidates.Candidate) -> list[dict]:
	return _steps_on(frappe.get_doc(candidate.doctype, candidate.name))


def _steps_on(doc) -> list[dict]:
	"""The steps that wait for the user; that one may take something back is no work that waits."""
	return [step for step in steps.open_steps(doc) if step["action"] != returns.WITHDRAW]


def _row(candidate: candidates.Candidate) -> dict | None:
	"""What the page shows of a record; None where no step on it is open."""
	doc = frappe.get_doc(candidate.doctype, candidate.name)
	open_steps = _steps_on(doc)
	if not open_steps:
		return None
	title_field = doc.meta.get_title_field()
	due = limits.due_on(doc)
	return {
		"doctype": doc.doctype,
		"name": doc.name,
		"title": doc.get(title_field) or doc.name,
		"state": candidate.state,
		"style": _style(candidate.state),
		"filed_by": get_fullname(doc.owner),
		"filed_on": doc.creation,
		"since": candidate.since,
		"waited_seconds": int(time_diff_in_seconds(now_datetime(), candidate.since)),
		"due": due,
		"is_overdue": bool(due) and getdate(nowdate()) > due,
		"facts": _facts(doc, title_field),
		"on_behalf_of": _on_behalf_of(open_steps),
		"steps": [_step(doc, step) for step in _forward_first(open_steps)],
	}


def _forward_first(open_steps: list[dict]) -> list[dict]:
	return sorted(open_steps, key=lambda step: bool(step.get("needs_reason")))


def _step(doc, step: dict) -> dict:
	return {
		"action": step["action"],
		"next_state": step["next_state"],
		"needs_reason": bool(step.get("needs_reason")),
		"targets": step.get("targets") or [],
		"signatures": step.get("signatures"),
		**asking.of_step(doc, step),
	}


def _on_behalf_of(open_steps: list[dict]) -> str | None:
	"""The absent person for whom every open step would be taken, if there is one."""
	absent = {step.get("on_behalf_of") for step in open_steps}
	return get_fullname(absent.pop()) if len(absent) == 1 and None not in absent else None


def _facts(doc, title_field: str) -> list[dict]:
	"""What the list of the DocType shows beside the title, as words."""
	passed_over = {title_field, chain.of(doc.doctype).workflow_state_field}
	shown = [
		field
		for field in doc.meta.fields
		if field.in_list_view
		and not field.permlevel
		and field.fieldtype in PLAIN
		and field.fieldname not in passed_over
		and doc.get(field.fieldname)
	]
	return [{"label": _(field.label), "value": _value(doc, field)} for field in shown[:FACTS]]


def _value(doc, field) -> str:
	value = doc.get(field.fieldname)
	if field.fieldtype == "Select":
		return _(value)
	if field.fieldtype == "Link":
		meta = frappe.get_meta(field.options)
		if meta.title_field and meta.show_title_field_in_link:
			return frappe.get_cached_value(field.options, value, meta.title_field) or value
		return value
	return format_value(value, field, doc)


def _style(state: str) -> str:
	return frappe.get_cached_value("Workflow State", state, "style") or ""


def _cursor(after: str | None) -> candidates.Cursor | None:
	if not after:
		return None
	moment, doctype, name = json.loads(after)
	return (get_datetime(moment), doctype, name)
