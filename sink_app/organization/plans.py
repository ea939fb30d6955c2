"""Annual plans through the years: issuing one, a new version of it, next year's from this year's."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, nowdate

from sink_app.organization import milestones, moved_dates

PLAN = "Sink Annual Plan"
TABLES = {
	"stages": ("title", "period", "from_date", "to_date", "content"),
	"milestones": (
		*("code", "title", "due_date", "for_level", "for_kind", "strictness"),
		*("objective", "source", "reason", "carrier"),
	),
	"basis": ("policy_document", "remark"),
}
KEPT = (
	*("organization", "remind_before", "remind_overdue_every", "holiday_list", "approved_by"),
	"deeds_min",
)
TEXTS = ("objectives", "requirements")
DECIDED = ("organization", "year", "title", "deeds_min", *TEXTS)
"""What stays as it was issued, beside the tables."""


class NotIssued(frappe.ValidationError):
	pass


class ReplacedAlready(frappe.ValidationError):
	pass


class NotLater(frappe.ValidationError):
	pass


def title_of(organization: str, year: int) -> str:
	"""What a plan is called unless somebody says otherwise."""
	name = frappe.db.get_value("Sink Organization", organization, "org_name")
	return _("{0}: Plan for {1}").format(name, year)


def content(plan, table: str) -> list[dict]:
	"""What a plan's table says, to be compared."""
	return [{field: cstr(row.get(field)) for field in TABLES[table]} for row in plan.get(table)]


def lies_above(upper: str, lower: str) -> bool:
	"""Whether an organization stands above another in the tree, or oversees it."""
	above = frappe.db.get_value("Sink Organization", upper, ["lft", "rgt"], as_dict=True)
	below = frappe.db.get_value("Sink Organization", lower, ["lft", "rgt", "overseer"], as_dict=True)
	return (above.lft < below.lft and below.rgt < above.rgt) or below.overseer == upper


def issue(plan):
	"""A plan has been approved: date it, let it take the place of the version before, hand out its tasks."""
	plan.db_set({"approved_on": nowdate(), "issue_date": plan.issue_date or nowdate()})
	if plan.replaces:
		frappe.db.set_value(PLAN, plan.replaces, "replaced_by", plan.name)
	milestones.hand_out(plan)


@frappe.whitelist(methods=["POST"])
def new_version(plan: str, change_note: str) -> str:
	"""A draft that will replace an issued plan once it is issued itself; returns its name."""
	old = _readable(plan)
	if old.workflow_state != "Issued":
		frappe.throw(_("Only an issued plan gets a new version; a draft can simply be changed."), NotIssued)
	if old.replaced_by:
		frappe.throw(_("This version has been replaced. Please change the newer one."), ReplacedAlready)
	new = _copy(old, old.year, lambda day: day, lambda text: text)
	new.update(
		{
			"title": old.title,
			"parent_plan": old.parent_plan,
			"previous_year": old.previous_year,
			"version": cint(old.version) + 1,
			"replaces": old.name,
			"change_note": change_note,
		}
	)
	return new.insert().name


@frappe.whitelist(methods=["POST"])
def new_year(plan: str, shift: str = moved_dates.KEEP, year: int | None = None) -> str:
	"""A later year's draft from this plan, next year's unless said otherwise; returns its name.

	Every date is the same day of that year, moved off a free day where `shift` says so (before or after it),
	years in texts follow, links stay. It refines the parent's plan of that year, where there is one.
	"""
	old = _readable(plan)
	year = year or old.year + 1
	if year <= old.year:
		frappe.throw(_("Please choose a year after {0}.").format(old.year), NotLater)
	years = year - old.year

	def date(day):
		return moved_dates.years_on(day, years, shift, old.holiday_list)

	def text(said):
		return moved_dates.years_in_text(said, old.year, years)

	new = _copy(old, year, date, text)
	parent = old.parent_plan and frappe.db.get_value(PLAN, old.parent_plan, "organization")
	new.update(
		{
			"title": text(old.title),
			"previous_year": old.name,
			"parent_plan": parent and current(parent, year),
		}
	)
	return new.insert().name


def current(organization: str, year: int) -> str | None:
	"""An organization's plan of a year, its latest version."""
	return frappe.db.get_value(PLAN, {"organization": organization, "year": year}, order_by="version desc")


def _readable(name: str):
	doc = frappe.get_doc(PLAN, name)
	doc.check_permission("read")
	return doc


def _copy(old, year: int, date, text):
	new = frappe.new_doc(PLAN)
	new.update({field: old.get(field) for field in KEPT})
	new.update({"year": year, **{field: text(old.get(field)) for field in TEXTS}})
	for table, fields in TABLES.items():
		for row in old.get(table):
			new.append(table, {field: _moved(row, field, date, text) for field in fields})
	return new


def _moved(row, field: str, date, text):
	value = row.get(field)
	kind = row.meta.get_field(field).fieldtype
	if kind == "Date":
		return date(value) if value else value
	return text(value) if kind in ("Data", "Text", "Small Text") and field != "code" else value
