"""What everybody may read of commitments, posts and how promises were kept, without logging in.

Only what was published, by the names that the office chose, and never a phone number.
"""

import re

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.rate_limiter import rate_limit
from frappe.utils import formatdate, nowdate

from sink_app.registration.commitments import (
	COMMITMENT,
	FEEDBACK,
	FULFILLED,
	ITEM,
	MEMBER,
	PRIVATE,
	PUBLICATION,
	names,
	publications,
)
from sink_app.registration.doctype.sink_commitment_settings.sink_commitment_settings import settings
from sink_app.registration.posts import ASSIGNMENT, CONFIRMED, POSITION

LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){6,}")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
MOST_COMMUNITIES = 60
SHOWN_FEEDBACK = 20


class FeedbackClosed(frappe.ValidationError):
	"""The office takes no feedback on the public page."""


def communities(text: str = "") -> list[dict]:
	"""The communities with published commitments of this year whose name holds a text, with their counts."""
	area, commitment = frappe.qb.DocType("Sink Area"), frappe.qb.DocType(COMMITMENT)
	query = (
		frappe.qb.from_(commitment)
		.join(area)
		.on(area.name == commitment.community)
		.select(area.name, area.title, area.area_name, Count("*").as_("count"))
		.where((commitment.year == _year()) & commitment.workflow_state.notin(PRIVATE))
		.groupby(area.name)
		.orderby(area.title)
		.limit(MOST_COMMUNITIES)
	)
	if text:
		query = query.where(area.area_name.like(f"%{text}%"))
	return query.run(as_dict=True)


def page(community: str) -> dict | None:
	"""All that is public of a community this year; None where nothing is published there."""
	title = frappe.db.get_value("Sink Area", {"name": community, "level": "Community"}, "title")
	if not title:
		return None
	commitments = _commitments(community)
	lines = [line for each in commitments for line in each["lines"]]
	return {
		"name": community,
		"title": title,
		"year": _year(),
		"commitments": commitments,
		"promises": len(lines),
		"fulfilled": sum(line["is_fulfilled"] for line in lines),
		"posts": _posts(community),
		"publications": _publications(community),
		"ratings": _ratings(),
		"takes_feedback": bool(settings().takes_feedback),
	}


def without_numbers(text: str | None) -> str:
	"""A text whose phone numbers and other long numbers are struck out; dates stay."""

	def strike(found: re.Match) -> str:
		return found[0] if DATE.fullmatch(found[0]) else "****"

	return LONG_NUMBER.sub(strike, text or "")


def _per_hour() -> int:
	return settings().feedback_per_hour


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=_per_hour, seconds=60 * 60)
def give_feedback(commitment: str, rating: str = "", words: str = "") -> str:
	"""Keep what somebody says of a published commitment; shown once the community has read it."""
	if not settings().takes_feedback:
		frappe.throw(_("Remarks are not taken here at present."), FeedbackClosed)
	if not frappe.db.exists(COMMITMENT, commitment):
		frappe.throw(_("This commitment is not published."), frappe.DoesNotExistError)
	feedback = frappe.get_doc(
		{
			"doctype": FEEDBACK,
			"commitment": commitment,
			"community": frappe.db.get_value(COMMITMENT, commitment, "community"),
			"rating": rating or None,
			"words": without_numbers(words),
		}
	)
	# acts for itself: the public holds no right on the DocType; this door checks, limits and shows nothing
	feedback.insert(ignore_permissions=True)
	return _("Thank you. The community reads it first; then it is shown here.")


def _year() -> int:
	return int(nowdate()[:4])


def _commitments(community: str) -> list[dict]:
	# acts for itself: published commitments are for everybody
	rows = frappe.get_all(
		COMMITMENT,
		filters={"community": community, "year": _year(), "workflow_state": ("not in", PRIVATE)},
		fields=[
			*("name", "committer_kind", "committer_name", "organization", "workflow_state"),
			*("fulfilment", "rating", "judgement", "published_on"),
		],
		order_by="committer_kind desc, committer_name asc",
	)
	names_of_commitments = [row.name for row in rows]
	lines, remarks = _lines(names_of_commitments), _remarks(names_of_commitments)
	organizations = _titles({row.organization for row in rows})
	return [
		{
			"name": row.name,
			"kind": _(row.committer_kind),
			"committer": names.shown(row.committer_name, row.committer_kind),
			"organization": organizations.get(row.organization) if row.committer_kind == MEMBER else "",
			"state": _(row.workflow_state),
			"percent": round(row.fulfilment or 0),
			"rating": row.rating,
			"judgement": without_numbers(row.judgement),
			"published_on": formatdate(row.published_on) if row.published_on else "",
			"lines": lines.get(row.name, []),
			"remarks": remarks.get(row.name, [])[:SHOWN_FEEDBACK],
		}
		for row in rows
	]


def _lines(commitments: list[str]) -> dict[str, list[dict]]:
	# acts for itself: the lines of published commitments
	rows = frappe.get_all(
		ITEM,
		filters={"parent": ("in", commitments), "parenttype": COMMITMENT},
		fields=["parent", "promise", "measure", "due", "state", "outcome"],
		order_by="idx asc",
	)
	found: dict[str, list[dict]] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(
			{
				"promise": without_numbers(row.promise),
				"measure": without_numbers(row.measure),
				"due": formatdate(row.due),
				"state": _(row.state),
				"is_fulfilled": row.state == FULFILLED,
				"outcome": without_numbers(row.outcome),
			}
		)
	return found


def _remarks(commitments: list[str]) -> dict[str, list[dict]]:
	# acts for itself: remarks that the community has let through
	rows = frappe.get_all(
		FEEDBACK,
		filters={"commitment": ("in", commitments), "status": "Shown"},
		fields=["commitment", "rating", "words", "creation"],
		order_by="creation desc",
	)
	found: dict[str, list[dict]] = {}
	for row in rows:
		found.setdefault(row.commitment, []).append(
			{"rating": row.rating, "words": without_numbers(row.words), "day": formatdate(row.creation)}
		)
	return found


def _posts(community: str) -> list[dict]:
	"""认领岗位公示: the posts that are held, and who holds them."""
	post, held = frappe.qb.DocType(POSITION), frappe.qb.DocType(ASSIGNMENT)
	rows = (
		frappe.qb.from_(held)
		.left_join(post)
		.on(post.name == held.position)
		.select(held.post_title, held.member_name, held.grid, held.building, post.position_class)
		.where((held.community == community) & (held.year == _year()) & (held.workflow_state == CONFIRMED))
		.orderby(held.post_title)
		.orderby(held.creation)
		.run(as_dict=True)
	)
	places = _areas({row.building or row.grid for row in rows if not row.position_class})
	found: dict[tuple, dict] = {}
	for row in rows:
		place = "" if row.position_class else places.get(row.building or row.grid, "")
		entry = found.setdefault(
			(row.post_title, place), {"title": row.post_title, "place": place, "holders": []}
		)
		entry["holders"].append(names.shown(row.member_name))
	return list(found.values())


def _publications(community: str) -> list[dict]:
	# acts for itself: published for everybody
	found = frappe.get_all(
		PUBLICATION,
		filters={"community": community, "status": publications.PUBLISHED},
		fields=["name", "title", "published_on", "words"],
		order_by="to_date desc",
		limit=4,
	)
	return [
		{
			"title": row.title,
			"published_on": formatdate(row.published_on),
			"words": without_numbers(row.words),
			"rows": _rows(row.name),
		}
		for row in found
	]


def _rows(publication: str) -> list[dict]:
	# acts for itself: published for everybody
	return frappe.get_all(
		"Sink Fulfilment Row",
		filters={"parent": publication, "parenttype": PUBLICATION},
		fields=["kind", "title", "belongs_to", "promises", "fulfilled", "not_fulfilled", "overdue"],
		order_by="idx asc",
	)


def _ratings() -> list[str]:
	# acts for itself: the choices of a public form
	return frappe.get_all(
		"Sink Commitment Rating", filters={"disabled": 0}, pluck="name", order_by="position asc"
	)


def _titles(organizations: set) -> dict[str, str]:
	# acts for itself: the names of organizations are public
	rows = frappe.get_all(
		"Sink Organization", filters={"name": ("in", list(organizations))}, fields=["name", "org_name"]
	)
	return {row.name: row.org_name for row in rows}


def _areas(areas: set) -> dict[str, str]:
	# acts for itself: the names of areas are public
	rows = frappe.get_all("Sink Area", filters={"name": ("in", list(areas))}, fields=["name", "title"])
	return {row.name: row.title for row in rows}
