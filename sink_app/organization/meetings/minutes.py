"""What the printed 会议纪要 and its sign-in list show beside the meeting's own fields."""

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, formatdate

from sink_app.organization import bodies

EMPTY_LINES = 6
"""Lines of the sign-in list for those who come without having been invited."""


def sink_meeting_minutes(doc) -> frappe._dict:
	"""Everything a print format of Sink Meeting needs and its fields do not hold (hook: jinja).

	body       who held it;  when: its date and times in words
	present, on_leave, absent   the names, with 、 between them
	topics     [{"number", "duty", "topic", "resolution"}]
	actions    [{"number", "task", "who", "due", "state", "result"}]
	invited    [{"who", "from"}] for the sign-in list, and empty_lines
	"""
	by_attendance: dict[str, list[str]] = {}
	for row in doc.attendees:
		by_attendance.setdefault(row.attendance or "Present", []).append(_who(row))
	names = {attendance: _("、").join(people) for attendance, people in by_attendance.items()}
	return frappe._dict(
		body=bodies.name_of(doc.organization, doc.area),
		area=bodies.name_of(None, doc.area) if doc.organization else "",
		when=_when(doc),
		present=names.get("Present", ""),
		on_leave=names.get("On Leave", ""),
		absent=names.get("Absent", ""),
		topics=[
			{
				"number": row.idx,
				"duty": _(row.duty) if row.duty else "",
				"topic": row.topic,
				"resolution": row.resolution or "",
			}
			for row in doc.topics
		],
		actions=[_action(row) for row in doc.action_items],
		invited=[
			{"who": row.person_name or "", "from": _body(row), "left_out": row.attendance == "On Leave"}
			for row in doc.attendees
		],
		empty_lines=range(max(EMPTY_LINES, cint(12 - len(doc.attendees)))),
	)


def _who(row) -> str:
	"""鲍晓晴（党委组织部）."""
	body = _body(row)
	if not row.person_name:
		return body
	return f"{row.person_name}（{body}）" if body else row.person_name


def _body(row) -> str:
	return " ".join(filter(None, (bodies.name_of(row.organization, None), row.post)))


def _action(row) -> dict:
	people = frappe.utils.get_fullname(row.owner_user) if row.owner_user else ""
	return {
		"number": row.idx,
		"task": row.task,
		"who": " ".join(filter(None, (bodies.name_of(row.owner_organization, None), people))),
		"due": formatdate(row.due) if row.due else "",
		"state": _(row.status),
		"result": row.result or "",
	}


def _when(doc) -> str:
	begins = format_datetime(doc.starts_on, "HH:mm")
	ends = f"—{format_datetime(doc.ends_on, 'HH:mm')}" if doc.ends_on else ""
	return f"{formatdate(doc.starts_on, 'long')} {begins}{ends}"
