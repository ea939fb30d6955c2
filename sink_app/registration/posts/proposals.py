"""九月初定岗: one table with a post for every member without one, confirmed in one go.

A run may be killed at any moment and started again: rows with an outcome are left as they are.
"""

import frappe
from frappe import _
from frappe.utils import strip_html

from sink_app.approvals import runs
from sink_app.registration.posts import claiming, matching

PROPOSAL, ROW = "Sink Post Proposal", "Sink Post Proposal Row"
DRAFT, QUEUED, RUNNING, DONE, BROKEN = "Draft", "In the Queue", "Placing", "Placed", "Broken Off"
PLACED, REFUSED = "Placed", "Refused"
INLINE = 20
"""So many rows are placed while their user waits; more go to a worker."""
LONGEST = 3600
"""Seconds that a run may take."""
STEP = 5
"""Rows between two signs of progress."""


def rows_for(doc) -> list[dict]:
	"""A row a member of the office's without a post, with the post that fits best and why."""
	filters = {"year": doc.year}
	if doc.community:
		filters["community"] = doc.community
	people = [each for each in matching.candidates(filters) if not each.held and _belongs(each, doc)]
	communities = sorted({each.community for each in people})
	given = matching.propose(people, matching.open_posts(communities, doc.year))
	rows = []
	for each in people:
		post, matched = given.get((each.member, each.community), (None, None))
		rows.append(
			{
				"member": each.member,
				"member_name": each.member_name,
				"about": each.about,
				"position": post.name if post else None,
				"reason": matched.words if post else None,
			}
		)
	return rows


def start(doc):
	"""Place the rows of a proposal: at once, or by a worker where they are many."""
	if len(_open_rows(doc.name)) <= INLINE:
		work(doc.name, settle=lambda: None)
		return
	runs.put_into_queue(doc, "sink_app.registration.posts.proposals.run", "long", LONGEST, QUEUED)


def run(name: str):
	"""The worker's part."""
	runs.see_through(
		PROPOSAL, name, lambda: work(name, settle=frappe.db.commit), RUNNING, BROKEN, "post_proposal_done"
	)


def work(name: str, settle):
	"""Place every row that names a post and has no outcome; settle is called after each and makes it last."""
	frappe.db.set_value(PROPOSAL, name, "status", RUNNING)
	settle()
	rows = _open_rows(name)
	for number, row in enumerate(rows, start=1):
		frappe.db.set_value(ROW, row.name, _outcome(row), update_modified=False)
		settle()
		if number % STEP == 0 or number == len(rows):
			_tell_progress(name, number, len(rows))
	frappe.db.set_value(PROPOSAL, name, "status", DONE)
	settle()


def _outcome(row) -> dict:
	"""How one row went; what a refused one had begun is taken back."""
	frappe.db.savepoint("proposal_row")
	try:
		assignment = claiming.place(row.member, row.position, row.reason)
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		frappe.db.rollback(save_point="proposal_row")
		frappe.clear_messages()
		sentence = strip_html(str(refusal)) or _("You do not work for the place where this record stands.")
		return {"outcome": REFUSED, "sentence": sentence[:500]}
	# a unit proposes, a community places: the stage says which it was
	stage = _(assignment.workflow_state)
	return {"outcome": PLACED, "sentence": stage, "assignment": assignment.name}


def _belongs(candidate: matching.Candidate, doc) -> bool:
	"""Whether a member is of the organization whose members are to be placed."""
	if not doc.organization:
		return True
	above = frappe.get_cached_value(
		"Sink Organization", candidate.organization, ["unit", "second_level", "branch", "system"]
	)
	return doc.organization in (candidate.organization, *(above or ()))


def _open_rows(name: str) -> list:
	# acts for itself: the rows of a document whose write right was asked
	return frappe.get_all(
		ROW,
		filters={
			"parent": name,
			"parenttype": PROPOSAL,
			"position": ("is", "set"),
			"outcome": ("is", "not set"),
		},
		fields=["name", "member", "position", "reason"],
		order_by="idx asc",
	)


def _tell_progress(name: str, number: int, total: int):
	frappe.publish_progress(
		number * 100 / total,
		title=_("Placing Members"),
		doctype=PROPOSAL,
		docname=name,
		description=_("{0} of {1} members").format(number, total),
	)
