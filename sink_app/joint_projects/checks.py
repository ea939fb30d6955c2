"""What a list of joint projects must say on its way: concrete, feasible, each unit with its duty."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import flt, getdate

from sink_app.joint_projects import DONE, HARD, JOINT, LEAD, PROJECT


class ProjectTwice(frappe.ValidationError):
	"""Projects are known by their names."""


class ProjectUnknown(frappe.ValidationError):
	"""A row speaks of a project that is not on the list."""


class DatesWrong(frappe.ValidationError):
	pass


class PartyTwice(frappe.ValidationError):
	pass


class PartyIsNoUnit(frappe.ValidationError):
	pass


class DutyMissing(frappe.ValidationError):
	"""各单位明确各自职责任务."""


class FundsUnclear(frappe.ValidationError):
	pass


class FinishedDropped(frappe.ValidationError):
	"""What is done stays on the list."""


def titles(doc):
	"""Each project has a name of its own, which the other tables use."""
	for row in doc.items:
		row.project_title = (row.project_title or "").strip()
	counted = Counter(row.project_title for row in doc.items)
	twice = next((title for title, number in counted.items() if title and number > 1), None)
	if twice:
		frappe.throw(
			_("«{0}» stands on the list twice. Please name the projects apart.").format(twice), ProjectTwice
		)


def known_projects(doc):
	"""Units and funds belong to a project of the list."""
	known = {row.project_title for row in doc.items}
	for table in ("parties", "budget"):
		for row in doc.get(table):
			if row.project_title not in known:
				frappe.throw(
					_("«{0}», row {1}: «{2}» is none of the projects. Please choose one.").format(
						_(doc.meta.get_label(table)), row.idx, row.project_title or ""
					),
					ProjectUnknown,
				)


def dates(doc):
	"""A project is of its list's year."""
	for row in doc.items:
		begins, ends = getdate(row.from_date), getdate(row.deadline)
		if row.from_date and begins > ends:
			frappe.throw(_("Row {0}: «From Date» lies after «Deadline».").format(row.idx), DatesWrong)
		if row.deadline and ends.year != doc.year:
			frappe.throw(_("Row {0}: «Deadline» does not lie in {1}.").format(row.idx, doc.year), DatesWrong)


def parties(doc):
	"""A unit stands with a project once; where several do, the list's own unit leads."""
	add_lead(doc)
	seen = set()
	for row in doc.parties:
		if (row.project_title, row.organization) in seen:
			frappe.throw(
				_("«{0}», row {1}: this unit stands with the project already.").format(
					_(doc.meta.get_label("parties")), row.idx
				),
				PartyTwice,
			)
		seen.add((row.project_title, row.organization))
		if frappe.get_cached_value("Sink Organization", row.organization, "level") not in (
			"Unit",
			"Second Level",
		):
			frappe.throw(
				_("«{0}», row {1}: please choose a unit.").format(_(doc.meta.get_label("parties")), row.idx),
				PartyIsNoUnit,
			)
		row.party_role = LEAD if row.organization == doc.organization else JOINT


def add_lead(doc):
	"""The unit itself has a duty too in what it shares."""
	shared = list(dict.fromkeys(row.project_title for row in doc.parties))
	leading = {row.project_title for row in doc.parties if row.organization == doc.organization}
	for title in shared:
		if title not in leading:
			doc.append(
				"parties", {"project_title": title, "organization": doc.organization, "party_role": LEAD}
			)


def duties(doc):
	"""Before it goes on its way, each unit of a shared project has its duty."""
	for row in doc.parties:
		if not (row.duty or "").strip():
			name = frappe.get_cached_value("Sink Organization", row.organization, "org_name")
			frappe.throw(
				_("«{0}» is shared: please say what the duty of {1} is («{2}», row {3}).").format(
					row.project_title, name, _(doc.meta.get_label("parties")), row.idx
				),
				DutyMissing,
			)


def shared_though_ordinary(doc) -> list[str]:
	"""The projects that several units share though they are not hard to carry out (a warning, no more)."""
	shared = {row.project_title for row in doc.parties}
	return [row.project_title for row in doc.items if row.project_title in shared and row.difficulty != HARD]


def sum_budget(doc):
	"""What each project is to cost, by its rows."""
	for item in doc.items:
		item.budget_amount = sum(
			flt(row.amount) for row in doc.budget if row.project_title == item.project_title
		)
	doc.budget_total = sum(item.budget_amount for item in doc.items)


def funds(doc):
	"""Each project says what it costs, or that it costs nothing."""
	for row in doc.items:
		if bool(row.no_cost) == bool(row.budget_amount):
			words = (
				_("Row {0}: «{1}» needs no funds but has a budget. Please take one of the two out.")
				if row.no_cost
				else _("Row {0}: please give «{1}» a budget, or tick «Needs No Funds».")
			)
			frappe.throw(words.format(row.idx, row.project_title), FundsUnclear)


def finished_stay(doc, before: str):
	"""A new version drops no project of the last that is done already."""
	kept = {row.project for row in doc.items if row.project}
	# acts for itself: whether a project is done does not depend on who asks
	done = frappe.get_all(
		PROJECT,
		filters={"project_list": before, "workflow_state": ("in", DONE), "name": ("not in", kept or [""])},
		pluck="project_title",
		order_by="creation asc",
	)
	if done:
		frappe.throw(
			_("«{0}» is done already and stays on the list. Please put it back.").format(done[0]),
			FinishedDropped,
		)
