"""What the public writes to a notice: kept as an issue, without an account and without personal data."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from sink_app.approvals import following
from sink_app.organization.doctype.sink_issue.sink_issue import ARRIVALS
from sink_app.organization.notices import published

LONGEST = 1000
AN_HOUR = 60 * 60
RAISED = "Raise Issue"


class FeedbackNotTaken(frappe.ValidationError):
	pass


class FeedbackEmpty(frappe.ValidationError):
	pass


class FeedbackTooLong(frappe.ValidationError):
	pass


@rate_limit(limit=5, seconds=AN_HOUR)
def give(notice: str = "", text: str = "", website: str = ""):
	"""Keep a reader's words as an issue that waits for who published the notice; five an hour and address.

	`website` is a field that people do not see: what fills it in is a program, and nothing is kept.
	Raises FeedbackNotTaken, FeedbackEmpty, FeedbackTooLong; a ValidationError after the fifth.
	"""
	if website:
		return
	found = published.one(notice)
	if not found or not found.takes_feedback:
		frappe.throw(_("This notice takes no feedback."), FeedbackNotTaken)
	text = frappe.utils.strip_html(text).strip()
	if not text:
		frappe.throw(_("Please write a few words first."), FeedbackEmpty)
	if len(text) > LONGEST:
		frappe.throw(_("Please keep to {0} characters.").format(LONGEST), FeedbackTooLong)
	_keep(notice, found, text)


def _keep(notice: str, found, text: str):
	place = frappe.db.get_value("Sink Notice", notice, ["organization", "area"], as_dict=True)
	issue = frappe.new_doc("Sink Issue")
	issue.update(
		{
			"title": _("Feedback on «{0}»").format(found.title)[:140],
			"kind": "Suggestion",
			"organization": place.organization,
			"area": place.area,
			"description": text,
			"notice": notice,
		}
	)
	issue.flags.from_public = True
	issue.set_raiser()
	issue.handled_by = issue.level_above()
	following.put(issue, ARRIVALS[issue.handled_by], RAISED)
