"""What the lists of a unit and a community have to offer to joint projects (hook: project_offers)."""

import frappe
from frappe import _

from sink_app.service.lists import matching

TITLE = 60


def for_projects(organization: str, community: str, year: int) -> dict[str, list[dict]]:
	"""The unit's resources, the community's demands, a project drafted for each demand that one answers."""
	place = frappe._dict(organization=organization, community=community, year=year)
	demands, resources = matching.demands(place), matching.resources(place)
	return {
		"resources": [{"title": row.resource_name, "words": row.target_need} for row in resources],
		"demands": [
			{
				"title": row.demand_words,
				"words": row.lasting or row.beneficiaries or "",
				"is_key_issue": row.is_key_issue,
			}
			for row in demands
		],
		"drafts": [
			_draft(demand, *reversed(fits[0]))
			for demand in demands
			if (fits := matching.fitting(demand, resources))
		],
	}


def _draft(demand, resource, why: str) -> dict:
	return {
		"project_title": resource.resource_name[:TITLE],
		"demand_words": demand.demand_words,
		"goal": _("Answer the demand: {0}").format(demand.demand_words),
		"measurable_output": resource.frequency or "",
		"feasibility_note": "；".join(filter(None, (why, resource.advantage))),
		"is_key_issue": demand.is_key_issue or 0,
		"deed_kind": "Difficult Matter" if demand.is_key_issue else "Practical Matter",
		"difficulty": "Considerable" if demand.is_key_issue else "Ordinary",
	}
