"""A member takes a post, or is put on one: filed and sent on its way in one go."""

import frappe

from sink_app.approvals import steps
from sink_app.registration.posts import ASSIGNMENT, CLAIM, CONFIRM, POST, PROPOSE


def claim(member: str, position: str):
	"""File the claim of whoever asks; the community confirms it. Returns the assignment."""
	return file(frappe.get_doc({"doctype": ASSIGNMENT, "kind": POST, "member": member, "position": position}))


def place(member: str, position: str, reason: str | None = None):
	"""Put a member on a post: at once by its community, as a proposal by a unit. Returns the assignment."""
	about = {"kind": POST, "member": member, "position": position, "reason": reason}
	return file(frappe.get_doc({"doctype": ASSIGNMENT, **about}))


def file(assignment):
	"""Insert an assignment and take the furthest step that is open to whoever files it."""
	assignment.insert()
	open_now = {step["action"] for step in steps.open_steps(assignment)}
	action = next((each for each in (CONFIRM, PROPOSE, CLAIM) if each in open_now), None)
	return steps.take(ASSIGNMENT, assignment.name, action) if action else assignment
