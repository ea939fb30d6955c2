"""The unit's resources beside the community's demands, and projects drafted from what fits.

Whoever keeps such lists names a function in the hook `project_offers`: (organization, community, year) ->
{"resources": [{title, words}], "demands": [{title, words, is_key_issue}], "drafts": [a project's values]}.
"""

import frappe

KINDS = ("resources", "demands", "drafts")


def of(doc) -> dict[str, list[dict]]:
	"""Resources and demands side by side, and drafts of projects that are not on the list yet."""
	found: dict[str, list[dict]] = {kind: [] for kind in KINDS}
	for path in frappe.get_hooks("project_offers"):
		offered = frappe.get_attr(path)(doc.organization, doc.community, doc.year)
		for kind in KINDS:
			found[kind] += offered.get(kind, [])
	answered = {row.demand_words for row in doc.items} | {row.project_title for row in doc.items}
	found["drafts"] = [
		row
		for row in found["drafts"]
		if row["demand_words"] not in answered and row["project_title"] not in answered
	]
	return found
