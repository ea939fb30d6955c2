"""平时与战时: each member's service in peacetime and in emergencies, apart from each other."""

from frappe import _
from frappe.query_builder.functions import Coalesce
from frappe.utils import cint

from sink_app.registration import reporting
from sink_app.registration.reporting import MEMBER, MOST_ROWS, PERSON, column
from sink_app.registration.states import IN_SERVICE
from sink_app.service.records import certificates, performance

NUMBERS = (
	"peace_times",
	"peace_minutes",
	"emergency_times",
	"emergency_minutes",
	"calls",
	"came",
	"could_not",
)


def execute(filters: dict | None = None):
	"""One row a member who served or was called in the year, who was called most often first."""
	filters = filters or {}
	year = reporting.year_of(filters)
	rows = _rows(filters, year)
	for row in rows:
		row.update({key: cint(row[key]) for key in NUMBERS})
		for side in ("peace", "emergency"):
			row[f"{side}_hours"] = float(certificates.hours_of(row[f"{side}_minutes"]))
	message = _("Drills count as peacetime.")
	return _columns(), rows, reporting.cut_message(rows) or message, None, _summary(rows)


def _rows(filters: dict, year: int) -> list:
	days = (f"{year}-01-01", f"{year}-12-31")
	member, found = reporting.asked(MEMBER, filters)
	served, called = (query[1].as_(name) for query, name in _parts(days))
	rows = (
		found.left_join(served)
		.on(served.member == member.name)
		.left_join(called)
		.on(called.member == member.name)
		.select(
			*(member.name.as_("member"), member.member_name.as_("title"), member.unit, member.branch),
			*(Coalesce(served[key], 0).as_(key) for key in NUMBERS[:4]),
			*(Coalesce(called[key], 0).as_(key) for key in NUMBERS[4:]),
		)
		.where((member.status == IN_SERVICE) & (served.member.isnotnull() | called.member.isnotnull()))
		.orderby(member.unit)
		.orderby(member.name)
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	rows = reporting.with_bodies(rows)
	return sorted(rows, key=lambda row: -cint(row.calls))


def _parts(days: tuple[str, str]):
	return (performance.served(*days), "served"), (performance.called(*days), "called")


def _columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("unit_title", _("Unit"), "Data", 200),
		column("branch_title", _("Party Branch"), "Data", 180),
		column("peace_times", _("Peacetime: Times"), width=110),
		column("peace_hours", _("Peacetime: Hours"), "Float", 110, precision=1),
		column("calls", _("Emergencies: Called"), width=120),
		column("came", _("Emergencies: Came"), width=120),
		column("could_not", _("Emergencies: Could Not"), width=120),
		column("emergency_times", _("Emergencies: Services"), width=120),
		column("emergency_hours", _("Emergencies: Hours"), "Float", 120, precision=1),
	]


def _summary(rows: list) -> list[dict]:
	labels = {
		"peace_times": _("Peacetime: Times"),
		"calls": _("Emergencies: Called"),
		"came": _("Emergencies: Came"),
	}
	return [
		{"label": label, "value": sum(row[key] for row in rows), "datatype": "Int"}
		for key, label in labels.items()
	]
