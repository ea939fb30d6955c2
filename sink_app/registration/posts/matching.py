"""Whom a post would suit, and which posts would suit a member, with the reasons in words.

An aid, no filter: who shares nothing with a post is listed as well, after those who do. Everything is read in
sets, however many members there are.
"""

from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from sink_app.registration.doctype.sink_registration.sink_registration import PLACED
from sink_app.registration.posts import ASSIGNMENT, ENDED, OPEN, POSITION

ASKED_FOR, SKILL, WISH, SAME_GRID, FREE_THEN = 6, 4, 3, 3, 2
"""How much a reason counts; only the order of the list depends on it."""


@dataclass
class Candidate:
	"""A member who is placed in a grid of a community this year."""

	member: str
	member_name: str
	registration: str
	community: str
	grid: str | None
	organization: str | None
	wanted_post: str
	skills: set[str] = field(default_factory=set)
	wishes: set[str] = field(default_factory=set)
	days: set[str] = field(default_factory=set)
	held: list[str] = field(default_factory=list)

	@property
	def about(self) -> str:
		"""Skills and wishes, as one line."""
		return "、".join([*sorted(self.skills), *sorted(_(wish) for wish in self.wishes)])


@dataclass
class Post:
	name: str
	title: str
	community: str
	grid: str | None
	service_category: str | None
	day_kind: str | None
	left: int
	skills: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Match:
	score: int
	reasons: list[str]

	@property
	def words(self) -> str:
		return "；".join(self.reasons)


def match(candidate: Candidate, post: Post) -> Match:
	"""How well a member and a post go together, and why."""
	score, reasons = 0, []
	if candidate.wanted_post and candidate.wanted_post == post.title:
		score += ASKED_FOR
		reasons.append(_("asked for this post"))
	if shared := sorted(candidate.skills & post.skills):
		score += SKILL * len(shared)
		reasons.append(_("skill: {0}").format("、".join(shared)))
	if post.service_category and post.service_category in candidate.wishes:
		score += WISH
		reasons.append(_("wishes to do: {0}").format(_(post.service_category)))
	if post.grid and post.grid == candidate.grid:
		score += SAME_GRID
		reasons.append(_("serves in this grid"))
	if post.day_kind and post.day_kind in candidate.days:
		score += FREE_THEN
		reasons.append(_("free then: {0}").format(_(post.day_kind)))
	return Match(score, reasons)


def suggestions(position: str) -> list[dict]:
	"""Every member placed in a post's community whom the asker may read, those who fit best first."""
	doc = frappe.get_doc(POSITION, position)
	doc.check_permission("read")
	post = _posts({"name": position})[0]
	people = candidates({"community": doc.community, "year": doc.year})
	found = [
		{
			"member": each.member,
			"member_name": each.member_name,
			"about": each.about,
			"held": "、".join(each.held),
			"score": matched.score,
			"reason": matched.words,
		}
		for each in people
		if (matched := match(each, post))
	]
	# who holds no post yet goes before who holds one, at the same fit
	return sorted(found, key=lambda row: (-row["score"], len(row["held"]), row["member_name"]))


def candidates(filters: dict) -> list[Candidate]:
	"""The members of placed registrations that the asker may read, with what they bring."""
	rows = frappe.get_list(
		"Sink Registration",
		filters={**filters, "workflow_state": PLACED},
		fields=["name", "member", "member_name", "community", "grid", "organization", "wanted_post"],
		order_by="member_name asc",
		limit_page_length=0,
	)
	# a member registered twice with a community is one person
	found = {
		(row.member, row.community): Candidate(
			row.member,
			row.member_name,
			row.name,
			row.community,
			row.grid,
			row.organization,
			row.wanted_post or "",
		)
		for row in rows
	}
	people: dict[str, list[Candidate]] = {}
	for each in found.values():
		people.setdefault(each.member, []).append(each)
	for doctype, column, name in (
		("Sink Member Skill", "skill", "skills"),
		("Sink Member Wish", "category", "wishes"),
		("Sink Member Time", "day_kind", "days"),
	):
		for member, value in _of_parents(doctype, column, list(people)):
			for each in people[member]:
				getattr(each, name).add(value)
	_add_held(found, cint(filters.get("year")) or cint(nowdate()[:4]))
	return list(found.values())


def open_posts(communities: list[str], year: int) -> list[Post]:
	"""The posts of communities that still want somebody this year."""
	filters = {"community": ("in", communities), "year": year, "status": OPEN}
	return _posts(filters) if communities else []


def propose(people: list[Candidate], posts: list[Post]) -> dict[tuple[str, str], tuple[Post, Match]]:
	"""{(member, community): (post, match)} for members without a post: the best fits are given first.

	No post is given more often than it wants people. Members whom nothing fits get what is left in their grid
	or community, so that the table is full; the office changes what it knows better.
	"""
	by_community: dict[str, list[Post]] = {}
	for post in posts:
		by_community.setdefault(post.community, []).append(post)
	pairs = [
		(matched.score, -number, each, post, matched)
		for number, each in enumerate(people)
		if not each.held
		for post in by_community.get(each.community, ())
		if (matched := match(each, post))
	]
	pairs.sort(key=lambda pair: pair[:2], reverse=True)
	left = {post.name: post.left for post in posts}
	given: dict[tuple[str, str], tuple[Post, Match]] = {}
	for _score, _number, each, post, matched in pairs:
		key = (each.member, each.community)
		if key not in given and left[post.name] > 0:
			left[post.name] -= 1
			given[key] = (post, matched)
	return given


def _posts(filters: dict) -> list[Post]:
	rows = frappe.get_list(
		POSITION,
		filters=filters,
		fields=[
			*("name", "title", "community", "grid", "service_category", "day_kind"),
			*("headcount", "taken"),
		],
		order_by="title asc",
		limit_page_length=0,
	)
	skills: dict[str, set[str]] = {}
	for position, skill in _of_parents("Sink Position Skill", "skill", [row.name for row in rows]):
		skills.setdefault(position, set()).add(skill)
	return [
		Post(
			*(row.name, row.title, row.community, row.grid, row.service_category, row.day_kind),
			left=row.headcount - (row.taken or 0),
			skills=skills.get(row.name, set()),
		)
		for row in rows
	]


def _of_parents(doctype: str, column: str, parents: list[str]) -> list[tuple[str, str]]:
	if not parents:
		return []
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(table.parent, table[column]).where(table.parent.isin(parents)).run()


def _add_held(found: dict[tuple[str, str], Candidate], year: int):
	if not found:
		return
	table = frappe.qb.DocType(ASSIGNMENT)
	rows = (
		frappe.qb.from_(table)
		.select(table.member, table.community, table.post_title)
		.where(table.member.isin([member for member, _community in found]))
		.where((table.year == year) & (table.workflow_state != ENDED))
		.run()
	)
	for member, community, post_title in rows:
		if each := found.get((member, community)):
			each.held.append(post_title)
