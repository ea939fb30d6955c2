"""Demands and resources put together: a draft of the service list, with the reason of each pair in words."""

import frappe
from frappe import _

from sink_app.service.demands import alike
from sink_app.service.lists import DEMAND_LIST, IN_FORCE, RESOURCE_LIST, SERVICE_LIST

SAME_CATEGORY, ALIKE = 3, 0.3
BEST = 3
"""So many resources are proposed for a demand."""


@frappe.whitelist()
def draft(service_list: str) -> list[dict]:
	"""Rows for a service list: each demand in force with the resources that answer it best."""
	doc = frappe.get_doc(SERVICE_LIST, service_list)
	doc.check_permission("write")
	known = {(row.demand_words, row.service) for row in doc.items}
	offered = resources(doc)
	found = []
	for demand in demands(doc):
		for why, resource in fitting(demand, offered)[:BEST]:
			row = _row(demand, resource, why)
			if (row["demand_words"], row["service"]) not in known:
				found.append(row)
	return found


def fitting(demand, offered: list) -> list[tuple[str, dict]]:
	"""The resources that answer a demand, the best first, each with the reason in words."""
	fits = [(*_fit(demand, resource), resource) for resource in offered]
	fits = sorted((fit for fit in fits if fit[0]), key=lambda fit: -fit[0])
	return [(why, resource) for _score, why, resource in fits]


def _fit(demand, resource) -> tuple[float, str]:
	"""How well a resource answers a demand, and why; nothing where they share neither kind nor words."""
	score, reasons = 0.0, []
	if demand.category and demand.category == resource.category:
		score += SAME_CATEGORY
		reasons.append(_("both are {0}").format(demand.category))
	likeness = max(
		alike.likeness(demand.demand_words, text)
		for text in (resource.target_need, resource.resource_name, resource.description)
	)
	if likeness >= ALIKE:
		score += likeness
		reasons.append(_("words {0}% alike").format(round(100 * likeness)))
	return score, "；".join(reasons)


def _row(demand, resource, why: str) -> dict:
	return {
		"demand_words": demand.demand_words,
		"service": resource.resource_name,
		"category": demand.category or resource.category,
		"organization": resource.organization,
		"member": resource.member,
		"frequency": resource.frequency,
		"reason": why,
	}


def demands(doc) -> list:
	"""The demands in force of a community and year."""
	parents = _in_force(DEMAND_LIST, {"community": doc.community, "year": doc.year})
	fields = ["demand_words", "category", "parent", "is_key_issue", "lasting", "beneficiaries"]
	return _items("Sink Demand List Item", parents, fields)


def resources(doc) -> list:
	"""The resources kept with this community, or with every one; of the list's unit if it names one."""
	filters = {"year": doc.year, **({"organization": doc.organization} if doc.organization else {})}
	of_here = _in_force(RESOURCE_LIST, {**filters, "community": doc.community})
	of_all = _in_force(RESOURCE_LIST, {**filters, "community": ("is", "not set"), **_serving(doc)})
	owners = {**of_here, **of_all}
	fields = ["resource_name", "description", "target_need", "category", "frequency", "member", "parent"]
	rows = _items("Sink Resource List Item", owners, [*fields, "advantage"])
	for row in rows:
		row.organization = owners[row.parent]
	return rows


def _serving(doc) -> dict:
	"""Lists for all communities count where their unit is paired with this one."""
	if doc.organization:
		return {}
	# acts for itself: which unit serves where is no secret
	units = frappe.get_all(
		"Sink Pairing", filters={"area": doc.community}, pluck="organization", order_by="creation asc"
	)
	return {"organization": ("in", units or [""])}


def _in_force(doctype: str, filters: dict) -> dict[str, str]:
	"""{list: its organization} of lists in force; what is in force is read by both sides of a pairing."""
	# acts for itself: lists in force are drawn up to be answered by the other side
	rows = frappe.get_all(
		doctype,
		filters={**filters, "workflow_state": IN_FORCE},
		fields=["name", "organization"],
		order_by="creation asc",
	)
	return {row.name: row.organization for row in rows}


def _items(doctype: str, parents, fields: list[str]) -> list:
	# acts for itself: rows of the lists found before
	return frappe.get_all(
		doctype,
		filters={"parent": ("in", list(parents) or [""])},
		fields=fields,
		order_by="parent asc, idx asc",
	)
