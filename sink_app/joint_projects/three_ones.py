"""“三个一”: one party day, one activity, one matter of livelihood of a branch with its compound in a year.

武组通〔2021〕37号, 三.
"""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from sink_app.joint_projects import ONES_FIXED, THREE_ONES, settings

WRITTEN = (
	*("party_day_theme", "party_day_on", "party_day_words", "activity_title", "key_task", "activity_on"),
	*("activity_words", "matter_title", "matter_source_type", "matter_source", "no_source_reason"),
	*("matter_words", "matter_due"),
)
"""What is agreed on with the compound."""
NEEDED = (
	"party_day_theme",
	"party_day_on",
	"activity_title",
	"key_task",
	"activity_on",
	"matter_title",
	"matter_due",
)
DONE_DAYS = {
	"party_day_done_on": "party_day_result",
	"activity_done_on": "activity_result",
	"matter_done_on": "matter_result",
}


def ones() -> list[tuple[str, str]]:
	"""The three by what their fields begin with, and what the paper calls them."""
	return [
		("party_day", _("One Joint Party Day")),
		("activity", _("One Activity Together")),
		("matter", _("One Matter of People's Livelihood")),
	]


class NotFixedYet(frappe.ValidationError):
	pass


class TooEarly(frappe.ValidationError):
	pass


class WordsMissing(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def tell_members(plan: str, words: str, meeting: str | None = None) -> str:
	"""Note that the branch told its members of the progress at the July party day; returns the day."""
	doc = _fixed(plan)
	begins = settings.day("notice_from", doc.year)
	if getdate(nowdate()) < begins:
		frappe.throw(_("The members are told from {0} on.").format(frappe.utils.formatdate(begins)), TooEarly)
	if not words.strip():
		frappe.throw(_("Please fill in «{0}» first.").format(_("What Was Told")), WordsMissing)
	if meeting:
		frappe.get_doc("Sink Meeting", meeting).check_permission("read")
	doc.update({"notice_on": nowdate(), "notice_words": words.strip(), "notice_meeting": meeting})
	doc.save()
	settings.tick(settings.NOTICE, doc.organization, doc.year)
	return doc.notice_on


@frappe.whitelist(methods=["POST"])
def report(plan: str, words: str = "") -> str:
	"""Note that the year-end report went to the upper organization; returns the day."""
	doc = _fixed(plan)
	doc.update({"reported_on": nowdate(), "report_words": words.strip() or doc.report_words})
	doc.save()
	return doc.reported_on


@frappe.whitelist()
def beginning() -> dict:
	"""What a new plan begins with: the asker's branch, the compound it answers for, theme and campaign."""
	frappe.has_permission(THREE_ONES, "create", throw=True)
	pairings = frappe.get_list(
		"Sink Pairing",
		filters={"kind": "Branch and Compound", "to_date": ("is", "not set")},
		fields=["organization", "area"],
		limit=2,
		order_by="creation asc",
	)
	own = pairings[0] if len(pairings) == 1 else frappe._dict()
	return {
		"organization": own.organization,
		"compound": own.area,
		"theme": settings.value("party_day_theme"),
		"campaign": settings.campaign_of("Three Ones"),
	}


def fixed(doc):
	"""Both sides agreed: the day is kept, and the milestone of the branch's plan is reached by it."""
	late = cint(getdate(nowdate()) > getdate(doc.due_date))
	doc.db_set({"fixed_on": nowdate(), "is_late": late}, update_modified=False)
	settings.tick(settings.THREE_ONES, doc.organization, doc.year)


def flag_late():
	"""Mark the plans whose day has passed before both sides agreed (hook: daily). May be run again."""
	table = frappe.qb.DocType(THREE_ONES)
	(
		frappe.qb.update(table)
		.set(table.is_late, 1)
		.where((table.year >= cint(nowdate()[:4]) - 1) & (table.workflow_state != ONES_FIXED))
		.where((table.due_date < nowdate()) & (table.is_late == 0))
		.run()
	)


def _fixed(name: str):
	doc = frappe.get_doc(THREE_ONES, name, for_update=True)
	doc.check_permission("write")
	if doc.workflow_state != ONES_FIXED:
		frappe.throw(_("The plan is not agreed on with the compound yet."), NotFixedYet)
	return doc
