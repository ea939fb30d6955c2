"""What a commitment may be made of: offered by whoever knows of tasks taken on (hook `commitment_sources`).

Each source is a function (commitment) -> [{"promise", "measure", "due", "source_type", "source"}].
"""

import frappe
from frappe import _

from sink_app.registration.commitments import MEMBER, TEAM
from sink_app.registration.posts import ASSIGNMENT, ENDED, POSITION


def offered(commitment) -> list[dict]:
	"""What all sources offer to who promises, without what stands in the commitment already."""
	there = {(row.source_type, row.source) for row in commitment.items if row.source}
	found = [
		item for path in frappe.get_hooks("commitment_sources") for item in frappe.get_attr(path)(commitment)
	]
	return [item for item in found if (item["source_type"], item["source"]) not in there]


def from_posts(commitment) -> list[dict]:
	"""认领岗位: a member's own posts; for an organization, the posts that its members have taken on."""
	if commitment.committer_kind == TEAM or not commitment.community:
		return []
	if commitment.committer_kind == MEMBER:
		return _posts_of_member(commitment) if commitment.member else []
	return _posts_of_unit(commitment) if commitment.organization else []


def _posts_of_member(commitment) -> list[dict]:
	about = {
		"member": commitment.member,
		"community": commitment.community,
		"year": commitment.year,
		"workflow_state": ("!=", ENDED),
	}
	# acts for itself: the posts are those of the member whom the commitment, which may be read, speaks of
	held = frappe.get_all(
		ASSIGNMENT, filters=about, fields=["name", "position", "post_title"], order_by="creation asc"
	)
	return [_offer(commitment, ASSIGNMENT, row.name, row.position, row.post_title) for row in held]


def _posts_of_unit(commitment) -> list[dict]:
	assignment, position = frappe.qb.DocType(ASSIGNMENT), frappe.qb.DocType(POSITION)
	columns = ("unit", "second_level", "branch", "system")
	below = [assignment[column] == commitment.organization for column in columns]
	rows = (
		frappe.qb.from_(assignment)
		.join(position)
		.on(position.name == assignment.position)
		.select(position.name, position.title)
		.distinct()
		.where((assignment.community == commitment.community) & (assignment.year == commitment.year))
		.where(assignment.workflow_state != ENDED)
		.where(below[0] | below[1] | below[2] | below[3])
		.orderby(position.title)
		.run(as_dict=True)
	)
	return [_offer(commitment, POSITION, row.name, row.name, row.title) for row in rows]


def _offer(commitment, source_type: str, source: str, position: str | None, title: str) -> dict:
	duties, to_date = frappe.db.get_value(POSITION, position, ["duties", "to_date"]) or ("", None)
	return {
		"promise": _("Do the work of «{0}»: {1}").format(title, duties)
		if duties
		else _("Do the work of «{0}» well").format(title),
		"measure": "",
		"due": str(to_date or f"{commitment.year}-12-31"),
		"source_type": source_type,
		"source": source,
	}
