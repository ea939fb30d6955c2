"""Issues on the agenda of meetings, and what a meeting resolves on its way back to the issue."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from sink_app.approvals import reminders
from sink_app.organization import bodies

ISSUE = "Sink Issue"
DUTY = "Difficult Problem"


class NoMeetingPlanned(frappe.ValidationError):
	pass


class OnAgendaAlready(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def put(issue: str, meeting: str | None = None) -> dict[str, str]:
	"""Put an issue on the agenda of a meeting, the next one planned unless named; returns {meeting, title}.

	重点难点问题 go to the 联席会议 (湖北经济学院 plan, 二). Raises NoMeetingPlanned, OnAgendaAlready.
	"""
	doc = frappe.get_doc(ISSUE, issue)
	doc.check_permission("read")
	held = frappe.get_doc("Sink Meeting", meeting or _next_planned(doc))
	held.check_permission("write")
	if any(row.issue == issue for row in held.topics):
		frappe.throw(
			_("This issue stands on the agenda of «{0}» already.").format(held.title), OnAgendaAlready
		)
	held.append("topics", {"duty": DUTY, "topic": doc.title, "issue": issue})
	held.save()
	# what is shown of the meeting on the issue is kept by the meeting, whoever may edit the issue by now
	doc.db_set("meeting", held.name)
	return {"meeting": held.name, "title": held.title}


@frappe.whitelist()
def planned(issue: str) -> list[dict]:
	"""The meetings on whose agenda one may put an issue, the next first: {name, title, starts_on}."""
	doc = frappe.get_doc(ISSUE, issue)
	doc.check_permission("read")
	found = frappe.get_list(
		"Sink Meeting",
		filters={"status": "Planned", "starts_on": (">=", now_datetime().date())},
		fields=["name", "title", "starts_on"],
		order_by="starts_on asc",
		limit_page_length=20,
	)
	return [row for row in found if frappe.has_permission("Sink Meeting", "write", doc=row.name)]


def bring_back_results(meeting):
	"""Write what a held meeting resolved to the issues it spoke of, and tell who raised them."""
	for row in meeting.topics:
		if meeting.status == "Held" and row.issue and row.resolution:
			tell_issue(row.issue, row.resolution, meeting.name)


def tell_issue(issue: str | None, result: str | None, meeting: str | None = None):
	"""Keep a result with an issue and tell who raised it, where it says something new."""
	if not issue or not result:
		return
	doc = frappe.get_doc(ISSUE, issue)
	if doc.meeting_result == result:
		return
	# kept by the meeting, whoever may edit the issue by now
	doc.db_set({"meeting_result": result, **({"meeting": meeting} if meeting else {})})
	if doc.owner != "Guest":
		subject = _("Result of the meeting on «{0}»: {1}").format(doc.title, result)
		reminders.tell(doc.owner, frappe.utils.escape_html(subject), ISSUE, issue)


def take_off(meeting):
	"""Let the issues on its agenda forget a meeting that is deleted."""
	issue = frappe.qb.DocType(ISSUE)
	frappe.qb.update(issue).set(issue.meeting, None).where(issue.meeting == meeting.name).run()


def _next_planned(doc) -> str:
	found = planned(doc.name)
	if not found:
		frappe.throw(
			_("No meeting of {0} is planned. Please plan one, then put the issue on its agenda.").format(
				bodies.name_of(doc.organization, doc.area) or _("your office")
			),
			NoMeetingPlanned,
			title=_("No Meeting Planned"),
		)
	return found[0]["name"]
