"""What a registration calls «Given Post» follows the member's assignments: entered once, shown in both."""

import frappe
from frappe import _

from sink_app.registration.posts import (
	ASSIGNMENT,
	BUILDING_HEAD,
	CLAIMED,
	CLOSED,
	DRAFT,
	ENDED,
	POSITION,
	POST,
	claiming,
)

REGISTRATION = "Sink Registration"


def posts_of(registration: str) -> str:
	"""The titles of the posts confirmed for a registration, as one text; empty where there is none."""
	# acts for itself: the text is part of the registration, whose reader may read it
	titles = frappe.get_all(
		ASSIGNMENT,
		filters={
			"registration": registration,
			"workflow_state": ("not in", (DRAFT, CLAIMED, ENDED)),
		},
		pluck="post_title",
		order_by="creation asc",
	)
	return "、".join(dict.fromkeys(titles))


def follow(registration: str | None):
	"""Write into a registration the posts that are confirmed for it now."""
	if registration:
		posts = posts_of(registration)
		frappe.db.set_value(REGISTRATION, registration, "given_post", posts or None, update_modified=False)


def take_up(registration):
	"""Turn the post that a community typed while accepting a registration into an assignment.

	A text that names no post of the community stays a text. Raises HeadcountReached where the post is full.
	"""
	title = (registration.given_post or "").strip()
	if not title or posts_of(registration.name):
		return
	about = {"member": registration.member, "community": registration.community, "year": registration.year}
	if title.endswith(building_head()):
		about |= {"kind": BUILDING_HEAD, "grid": registration.grid, "building": registration.building}
	elif position := _position(registration, title):
		about |= {"kind": POST, "position": position}
	else:
		return
	if frappe.db.exists(ASSIGNMENT, {**about, "workflow_state": ("!=", ENDED)}):
		# registered twice with one community, and accepted twice for one post
		return
	assignment = frappe.get_doc({"doctype": ASSIGNMENT, **about, "registration": registration.name})
	if assignment.has_permission("create"):
		claiming.file(assignment)


def building_head() -> str:
	"""楼栋长, in the language of the site: the text is kept, whoever looks at it."""
	return _("Building Head", lang=frappe.db.get_default("lang") or "zh")


def _position(registration, title: str) -> str | None:
	about = {
		"community": registration.community,
		"year": registration.year,
		"title": title,
		"status": ("!=", CLOSED),
	}
	return frappe.db.get_value(POSITION, about)
