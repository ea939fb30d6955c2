"""What the Desk asks about posts."""

import frappe
from frappe import _
from frappe.utils import nowdate

from sink_app.access import stands
from sink_app.registration.posts import OPEN, POSITION, claiming, given, matching


@frappe.whitelist()
def suggestions(position: str) -> list[dict]:
	"""Whom a post would suit, best first, with the reasons: {member, member_name, about, held, reason}."""
	return matching.suggestions(position)


@frappe.whitelist(methods=["POST"])
def place(member: str, position: str, reason: str | None = None) -> dict:
	"""Put a member on a post, as the community; a unit proposes it to the community."""
	assignment = claiming.place(member, position, reason)
	words = _("{0}: {1}").format(assignment.member_name, _(assignment.workflow_state))
	return {"name": assignment.name, "message": words}


@frappe.whitelist()
def titles(community: str) -> list[str]:
	"""The posts of a community that still want somebody this year, and the building head, by their names."""
	filters = {"community": community, "year": int(nowdate()[:4]), "status": OPEN}
	found = frappe.get_list(
		POSITION, filters=filters, pluck="title", order_by="title asc", limit_page_length=0
	)
	return [*found, given.building_head()]


@frappe.whitelist()
def own_places() -> dict:
	"""The one community and the one unit where whoever asks stands, to begin a form with."""
	found = {"Sink Area": [], "Sink Organization": []}
	for stand in stands.active(frappe.session.user):
		if stand.tree in found:
			found[stand.tree].append(stand.node)
	return {
		"community": _only("Sink Area", found["Sink Area"], ("Community",)),
		"organization": _only("Sink Organization", found["Sink Organization"], ("Unit", "Second Level")),
	}


def _only(tree: str, nodes: list[str], levels: tuple[str, ...]) -> str | None:
	fitting = [node for node in nodes if frappe.get_cached_value(tree, node, "level") in levels]
	return fitting[0] if len(fitting) == 1 else None
