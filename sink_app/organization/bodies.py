"""The organizations and communities that hold meetings, raise issues and publish: names and people."""

import frappe
from frappe import _

from sink_app.access import stands

AREA_OF_THEIRS = ("System", "Community")
"""Levels of organizations whose area is the one they govern; a branch's is only where it has its seat."""
ACTS = "Sink Meeting"
"""Who may call meetings somewhere acts there; supervisors and the like only read."""


class NobodyNamed(frappe.ValidationError):
	pass


def check_named(doc):
	"""Refuse a record of nobody: it would be filed where no stand reaches it."""
	if not (doc.organization or doc.area):
		frappe.throw(_("Please fill in «Party Organization» or «Area», or both."), NobodyNamed)


def name_of(organization: str | None, area: str | None) -> str:
	"""How people call an organization, or else an area."""
	if organization:
		name, short = frappe.get_cached_value("Sink Organization", organization, ["org_name", "short_name"])
		return short or name
	return frappe.get_cached_value("Sink Area", area, "title") if area else ""


@frappe.whitelist()
def mine(doctype: str) -> dict[str, str]:
	"""Where whoever asks files records of a DocType, if that is one place: {organization} or {area}."""
	held = stands.granting(frappe.session.user, doctype, "create")
	places = {(stand.tree, stand.node) for stand in held}
	if len(places) != 1:
		return {}
	tree, node = places.pop()
	return {"organization" if tree == "Sink Organization" else "area": node}


def organizations_of(user: str) -> list[str]:
	"""The organizations for which a user acts: those stood on, and the one that governs an area stood on."""
	held = stands.granting(user, ACTS, "create")
	nodes = [stand.node for stand in held if stand.tree == "Sink Organization"]
	areas = [stand.node for stand in held if stand.tree == "Sink Area"]
	if areas:
		# acts for itself: asked of the user's own stands
		nodes += frappe.get_all(
			"Sink Organization",
			filters={"area": ("in", areas), "level": ("in", AREA_OF_THEIRS)},
			pluck="name",
			order_by="creation asc",
		)
	return list(dict.fromkeys(nodes))


def people_of(organization: str) -> list[str]:
	"""The users who act for an organization."""
	level, area = frappe.get_cached_value("Sink Organization", organization, ["level", "area"])
	places = {"organization": organization}
	if area and level in AREA_OF_THEIRS:
		places["area"] = area
	# acts for itself: who is to hear of something is read from the stands, they are not shown
	found = frappe.get_all("Sink Stand", or_filters=places, pluck="user", order_by="creation asc")
	return [user for user in dict.fromkeys(found) if organization in organizations_of(user)]
