"""我的岗位 on the member's phone page: posts to take, by one tap, and those the member holds."""

import frappe
from frappe import _
from frappe.utils import cint, formatdate

from sink_app.approvals import steps
from sink_app.registration import phone_pages
from sink_app.registration.commitments import names
from sink_app.registration.own import own_member
from sink_app.registration.phone_pages import PLACED
from sink_app.registration.posts import ASSIGNMENT, CLOSED, ENDED, GIVE_UP, POSITION, claiming, matching


class NotYourCommunity(frappe.PermissionError):
	"""A post of a community where the member is not placed."""


@frappe.whitelist()
def posts() -> dict:
	"""The posts of the communities where the member is placed this year, and those the member holds."""
	member = own_member()
	held = _held(member)
	taken = {row.position for row in held if row.position}
	open_rows = [row for row in _posts_of(_communities(member)) if row.name not in taken]
	return {
		"year": phone_pages.this_year(),
		"is_placed": bool(_communities(member)),
		"held": [_held_card(row) for row in held],
		"posts": _cards(member, open_rows),
	}


@frappe.whitelist(methods=["POST"])
def claim(position: str) -> dict:
	"""Take a post; the community confirms it. Returns the page as it stands then."""
	member = own_member()
	if frappe.db.get_value(POSITION, position, "community") not in _communities(member):
		frappe.throw(_("This post belongs to a community where you are not placed."), NotYourCommunity)
	claiming.claim(member.name, position)
	return posts()


@frappe.whitelist(methods=["POST"])
def give_up(assignment: str, seen_state: str, reason: str | None = None) -> dict:
	"""Give a post back; returns the page as it stands then."""
	own_member()
	steps.take(ASSIGNMENT, assignment, GIVE_UP, seen_state=seen_state, reason=reason)
	return posts()


def card(member) -> dict:
	"""What the home page says: the posts held, and how many are to be had."""
	held = _held(member)
	taken = {row.position for row in held}
	open_now = [row for row in _posts_of(_communities(member)) if row.name not in taken and _left(row) > 0]
	return {
		"held": [{"title": row.post_title, "state": _(row.workflow_state)} for row in held],
		"open": len(open_now),
		"is_placed": bool(_communities(member)),
	}


def _communities(member) -> list[str]:
	filters = {"member": member.name, "year": phone_pages.this_year(), "workflow_state": PLACED}
	return frappe.get_list("Sink Registration", filters=filters, pluck="community", order_by="creation asc")


def _held(member) -> list:
	return frappe.get_list(
		ASSIGNMENT,
		filters={
			"member": member.name,
			"year": phone_pages.this_year(),
			"workflow_state": ("!=", ENDED),
		},
		fields=[
			*("name", "position", "post_title", "community", "grid", "building"),
			*("workflow_state", "from_date"),
		],
		order_by="creation asc",
	)


def _posts_of(communities: list[str]) -> list:
	# acts for itself: the posts of a community are offered to all who are placed there
	return frappe.get_all(
		POSITION,
		filters={
			"community": ("in", communities),
			"year": phone_pages.this_year(),
			"status": ("!=", CLOSED),
		},
		fields=[
			*("name", "title", "position_class", "community", "grid", "duties", "headcount", "taken"),
			*("service_category", "day_kind", "from_date", "to_date"),
		],
		order_by="title asc",
	)


def _cards(member, rows: list) -> list[dict]:
	"""Open posts as cards, those that fit the member first; full ones come last and name who holds them."""
	skills = _skills([row.name for row in rows])
	candidate = _candidate(member)
	holders = _holders([row.name for row in rows])
	cards = []
	for row in rows:
		post = matching.Post(
			*(row.name, row.title, row.community, row.grid, row.service_category, row.day_kind),
			left=_left(row),
			skills=set(skills.get(row.name, ())),
		)
		candidate.grid, candidate.wanted_post = _placed_as(member, row.community)
		matched = matching.match(candidate, post)
		cards.append(
			{
				"name": row.name,
				"title": row.title,
				"class": row.position_class,
				"duties": row.duties,
				"place": _area(row.grid or row.community),
				"when": _when(row),
				"skills": "、".join(skills.get(row.name, ())),
				"wanted": row.headcount,
				"left": post.left,
				"holders": "、".join(holders.get(row.name, ())),
				"reason": matched.words,
				"score": matched.score,
			}
		)
	return sorted(cards, key=lambda each: (each["left"] <= 0, -each.pop("score")))


def _held_card(row) -> dict:
	post = (
		frappe.db.get_value(
			POSITION, row.position, ["duties", "contact_name", "contact_phone", "title"], as_dict=True
		)
		or frappe._dict()
	)
	doc = frappe.get_doc(ASSIGNMENT, row.name)
	step = next((each for each in steps.open_steps(doc) if each["action"] == GIVE_UP), None)
	return {
		"name": row.name,
		"title": row.post_title,
		"place": _area(row.building or row.grid or row.community),
		"state": _(row.workflow_state),
		"style": frappe.db.get_value("Workflow State", row.workflow_state, "style") or "",
		"seen_state": row.workflow_state,
		"duties": post.duties or "",
		# whoever holds a post has to reach the person who looks after it
		"contact": " ".join(filter(None, (post.contact_name, post.contact_phone))),
		"may_give_up": bool(step),
		"needs_reason": cint(step.get("needs_reason")) if step else 0,
	}


def _candidate(member) -> matching.Candidate:
	return matching.Candidate(
		*(member.name, member.member_name, "", "", None, member.organization, ""),
		skills={row.skill for row in member.skills},
		wishes={row.category for row in member.wishes},
		days={row.day_kind for row in member.times},
	)


def _placed_as(member, community: str) -> tuple[str | None, str]:
	about = {"member": member.name, "community": community, "year": phone_pages.this_year()}
	found = frappe.db.get_value("Sink Registration", about, ["grid", "wanted_post"])
	return (found[0], found[1] or "") if found else (None, "")


def _skills(positions: list[str]) -> dict[str, list[str]]:
	# acts for itself: rows of posts that are offered to whoever asks
	rows = frappe.get_all(
		"Sink Position Skill",
		filters={"parent": ("in", positions), "parenttype": POSITION},
		fields=["parent", "skill"],
		order_by="idx asc",
	)
	return _by(rows, "parent", lambda row: row.skill)


def _holders(positions: list[str]) -> dict[str, list[str]]:
	"""Who holds a post is public in unit and community, by the names that the office shows in public."""
	# acts for itself: names in the way that the office chose for everybody
	rows = frappe.get_all(
		ASSIGNMENT,
		filters={"position": ("in", positions), "workflow_state": "Post Confirmed"},
		fields=["position", "member_name"],
		order_by="creation asc",
	)
	return _by(rows, "position", lambda row: names.shown(row.member_name))


def _by(rows: list, key: str, value) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	for row in rows:
		found.setdefault(row[key], []).append(value(row))
	return found


def _left(row) -> int:
	return row.headcount - (row.taken or 0)


def _area(name: str) -> str:
	return frappe.db.get_value("Sink Area", name, "title") or ""


def _when(row) -> str:
	days = "—".join(formatdate(day) for day in (row.from_date, row.to_date) if day)
	return " ".join(filter(None, (_(row.day_kind) if row.day_kind else "", days)))
