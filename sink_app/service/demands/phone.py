"""A member hears what a resident needs and tells the community (湖北经济学院 plan, 四(三)2)."""

import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.registration.own import own_member
from sink_app.service import places
from sink_app.service.demands import BY_MEMBER, DEMAND
from sink_app.service.demands.public import LONGEST, WordsMissing

SHOWN = 10


class NotYourCommunity(frappe.PermissionError):
	"""A community where the member is not placed."""


@frappe.whitelist()
def page() -> dict:
	"""The communities where the member is placed this year, and what became of what the member told."""
	member = own_member()
	rows = frappe.get_list(
		DEMAND,
		filters={"member": member.name},
		fields=["title", "workflow_state", "creation", "outcome"],
		order_by="creation desc",
		limit_page_length=SHOWN,
	)
	return {
		"communities": _communities(member.name),
		"told": [
			{
				"title": row.title,
				"state": _(row.workflow_state),
				"style": frappe.get_cached_value("Workflow State", row.workflow_state, "style") or "",
				"day": str(row.creation.date()),
				"outcome": row.outcome or "",
			}
			for row in rows
		],
	}


@frappe.whitelist(methods=["POST"])
def tell(community: str, words: str, address: str = "", caller_name: str = "", phone: str = "") -> dict:
	"""Keep what a resident told a member; the community verifies it. Returns the page as it stands then."""
	member = own_member()
	words = cstr(words).strip()
	if not words or len(words) > LONGEST:
		frappe.throw(_("Please say in up to {0} characters what is needed.").format(LONGEST), WordsMissing)
	if community not in [each["value"] for each in _communities(member.name)]:
		frappe.throw(_("You are not placed in this community."), NotYourCommunity)
	demand = frappe.get_doc(
		{
			"doctype": DEMAND,
			"area": community,
			"words": words,
			"source": BY_MEMBER,
			"member": member.name,
			"address": cstr(address).strip()[:140],
			"caller_name": cstr(caller_name).strip()[:60],
			"phone": cstr(phone).strip(),
		}
	)
	# acts for itself: a member writes no demands of a community but through this door
	demand.insert(ignore_permissions=True)
	return page()


def _communities(member: str) -> list[dict]:
	return [
		{"value": community, "label": frappe.db.get_value("Sink Area", community, "title")}
		for community in places.placed_in(member)
	]
