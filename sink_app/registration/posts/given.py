"""What a registration calls «Given Post» follows the member's assignments: entered once, shown in both."""

import frappe
from frappe import _

from sink_app.approvals import log
from sink_app.organization.wording import site_language
from sink_app.registration.posts import (
	ASSIGNMENT,
	BUILDING_HEAD,
	CLAIMED,
	CLOSED,
	DRAFT,
	END,
	ENDED,
	POSITION,
	POST,
	TAKEN_IN,
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
	"""Write the posts confirmed for a registration into it; one that ended keeps what it said."""
	if registration and frappe.db.get_value(REGISTRATION, registration, "workflow_state") == TAKEN_IN:
		posts = posts_of(registration)
		frappe.db.set_value(REGISTRATION, registration, "given_post", posts or None, update_modified=False)


def let_go(registration):
	"""End the posts of a member whose registration has left its grid: they come free for others."""
	# acts for itself: the end of the registration, which was decided, ends what rests on it
	held = frappe.get_all(
		ASSIGNMENT,
		filters={"registration": registration.name, "workflow_state": ("!=", ENDED)},
		pluck="name",
		order_by="creation asc",
	)
	reason = _("The registration is at «{0}».").format(_(registration.workflow_state))
	for name in held:
		assignment = frappe.get_doc(ASSIGNMENT, name, for_update=True)
		step = {"action": END, "state": assignment.workflow_state, "next_state": ENDED}
		assignment.db_set("workflow_state", ENDED)
		assignment.run_method("after_approval_step", log.write(assignment, step, reason))


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
	return _("Building Head", lang=site_language())


def _position(registration, title: str) -> str | None:
	about = {
		"community": registration.community,
		"year": registration.year,
		"title": title,
		"status": ("!=", CLOSED),
	}
	return frappe.db.get_value(POSITION, about)
