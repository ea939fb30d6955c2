"""The party organisations of the two notices and of the demo's communities, and who is paired with whom."""

import frappe
from frappe.utils import add_days, nowdate

from sink_app.demo import source

COMMUNITY_BRANCHES = ("第一党支部", "第二党支部", "第三党支部")
TEMPORARY_BRANCH_STANDS_FOR = 20
"""Days before today on which the temporary organization was founded."""


def root() -> str:
	"""The name of the topmost organization."""
	return source.read("organizations")["name"]


def install():
	"""Insert the organizations and pairings that are missing."""
	for node, parent in source.walk(source.read("organizations")):
		_insert(node, parent and parent["name"])
	_install_communities()
	for pairing in source.read("pairings"):
		_pair(pairing)


def _insert(node: dict, parent: str | None):
	if frappe.db.exists("Sink Organization", {"org_name": node["name"]}):
		return
	frappe.get_doc(
		{
			"doctype": "Sink Organization",
			"org_name": node["name"],
			"short_name": node.get("short"),
			"level": node["level"],
			"unit_kind": node.get("kind"),
			"parent_sink_organization": parent and source.organization(parent),
			"is_group": node["level"] not in ("Branch", "Compound"),
			"overseen_by": node.get("overseen_by") and source.organization(node["overseen_by"]),
			"area": node.get("area") and source.area(node["area"]),
			"contact_name": node.get("contact"),
			"contact_phone": node.get("phone"),
			"is_temporary": node.get("temporary", 0),
			"established_on": node.get("established_on"),
			"approved_by": node.get("approved_by") and source.organization(node["approved_by"]),
			"approved_on": node.get("approved_on"),
			"temporary_purpose": node.get("purpose"),
		}
	).insert()


def _install_communities():
	"""A committee for every community, under its district; branches where the demo's members serve."""
	# acts for itself: runs as Administrator, for the whole site
	communities = frappe.get_all(
		"Sink Area",
		filters={"level": "Community"},
		fields=["area_name", "district", "contact_name", "contact_phone"],
		order_by="lft asc",
	)
	for community in communities:
		district = frappe.db.get_value("Sink Area", community.district, "area_name")
		_insert(
			{
				"name": f"中共{community.area_name}委员会",
				"short": f"{community.area_name}党委",
				"level": "Community",
				"area": community.area_name,
				"contact": community.contact_name,
				"phone": community.contact_phone,
			},
			f"中共武汉市{district}委组织部",
		)
	_install_below_jingyuan()


def _install_below_jingyuan():
	committee, community = "中共经院社区委员会", "经院社区"
	for branch in COMMUNITY_BRANCHES:
		_insert(
			{"name": f"{community}{branch}", "short": branch, "level": "Branch", "area": community}, committee
		)
	compound = "学府雅苑"
	_insert(
		{
			"name": f"{compound}小区党支部",
			"level": "Compound",
			"area": f"{community}{compound}",
		},
		committee,
	)
	_insert(
		{
			"name": "汤逊湖防汛应急突击队临时党支部",
			"short": "防汛突击队临时党支部",
			"level": "Branch",
			"area": community,
			"temporary": 1,
			"established_on": add_days(nowdate(), -TEMPORARY_BRANCH_STANDS_FOR),
			"approved_by": committee,
			"approved_on": add_days(nowdate(), -TEMPORARY_BRANCH_STANDS_FOR - 2),
			"purpose": "汤逊湖防汛值守",
		},
		committee,
	)


def _pair(pairing: dict):
	sides = {
		"organization": source.organization(pairing["organization"]),
		"area": source.area(pairing["area"]),
	}
	if not frappe.db.exists("Sink Pairing", sides):
		frappe.get_doc({"doctype": "Sink Pairing", **pairing, **sides}).insert()
