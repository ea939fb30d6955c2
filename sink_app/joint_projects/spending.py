"""What a project has cost so far, against its budget, source by source."""

from frappe.utils import flt

from sink_app.joint_projects import PROJECT
from sink_app.organization import spending


def of(project: str) -> dict[str, float]:
	"""{source: amount} of the approved expenses of a project."""
	return spending.spent(spent_for_type=PROJECT, spent_for=project)


def against_budget(doc) -> list[dict]:
	"""[{source, budget, spent}] of a project."""
	budget: dict[str, float] = {}
	for row in doc.budget:
		budget[row.source] = budget.get(row.source, 0) + flt(row.amount)
	spent = of(doc.name)
	return [
		{"source": source, "budget": budget.get(source, 0), "spent": spent.get(source, 0)}
		for source in dict.fromkeys([*budget, *spent])
	]
