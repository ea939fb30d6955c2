"""办实事汇总: practical, good and difficult matters, counted by unit or place (武组通〔2021〕37号, 一)."""

from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, flt

from sink_app.joint_projects import DONE, DROPPED, PROJECT, lights
from sink_app.registration import reporting
from sink_app.registration.reporting import column, number_of, percent

LEVELS = ("System", "Unit", "District", "Street", "Community")
PLACES = ("system", "unit", "district", "street", "community", "campaign")
KINDS = {"practical": "Practical Matter", "good": "Good Deed", "difficult": "Difficult Matter"}


def execute(filters: dict | None = None):
	"""One row a node: projects by kind, done, late, residents satisfied, what was spent."""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in LEVELS else "Unit"
	project, found = reporting.asked(PROJECT, filters, PLACES)
	node = project[reporting.COLUMN_OF[by]]
	counted = {
		**{name: project.deed_kind == kind for name, kind in KINDS.items()},
		"listed": project.in_deeds_list == 1,
		"done": project.workflow_state.isin(list(DONE)),
		"red": project.light == lights.RED,
		"satisfied": project.satisfaction == "Satisfied",
	}
	rows = (
		found.select(
			node.as_("node"),
			Count("*").as_("projects"),
			*(number_of(condition).as_(name) for name, condition in counted.items()),
			Sum(project.budget_amount).as_("budget"),
			Sum(project.spent_amount).as_("spent"),
		)
		.where((project.year == reporting.year_of(filters)) & (project.workflow_state != DROPPED))
		.groupby(node)
		.run(as_dict=True)
	)
	for row in rows:
		row.update({name: cint(row[name]) for name in counted})
		row.update({"budget": flt(row.budget), "spent": flt(row.spent)})
		row.rate = percent(row.done, row.projects)
	rows = reporting.titled(rows, reporting.tree_of(by))
	summary = [
		{"label": _(KINDS[name]), "value": sum(row[name] for row in rows), "datatype": "Int"}
		for name in KINDS
	]
	return _columns(by), rows, None, None, summary


def _columns(by: str) -> list[dict]:
	return [
		column("title", _(by), "Data", 240),
		column("projects", _("Joint Projects"), width=90),
		*(column(name, _(kind), width=70) for name, kind in KINDS.items()),
		column("listed", _("On the List of Practical Matters"), width=120),
		column("done", _("Completed"), width=80),
		column("rate", _("Completed (%)"), "Float", 100, precision=1),
		column("red", _("Red Light"), width=70),
		column("satisfied", _("Residents Satisfied"), width=100),
		column("budget", _("Budgeted"), "Currency", 120),
		column("spent", _("Spent"), "Currency", 120),
	]
