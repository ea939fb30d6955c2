"""民生实事 of an organization in a year, in sentences: what a debrief begins with."""

import frappe
from frappe import _
from frappe.utils import cint, formatdate

from sink_app.joint_projects import DROPPED, ONES_FIXED, PROJECT, THREE_ONES
from sink_app.organization.facts import About
from sink_app.organization.wording import site_language

PRACTICAL = "Practical Matter"
STOPS = ("。", "！", "？", "；", ".", "!", "?", ";")


def drafted(about: About) -> str:
	"""A line a matter: of a branch its three ones, of a unit its joint projects for livelihood."""
	return "\n".join(_line(row) for row in (*_of_three_ones(about), *_of_projects(about)))


def _of_three_ones(about: About) -> list:
	# acts for itself: the debrief is compiled for the organization, whose secretary reads its plans
	return frappe.get_all(
		THREE_ONES,
		filters={
			"organization": about.organization,
			"year": about.year,
			"workflow_state": ONES_FIXED,
			"matter_title": ("is", "set"),
		},
		fields=[
			*("matter_title as title", "matter_due as due", "matter_done_on as done_on"),
			*(
				"matter_result as result",
				"matter_progress as progress",
				"matter_satisfaction as satisfaction",
			),
		],
		order_by="matter_due asc, creation asc",
	)


def _of_projects(about: About) -> list:
	# acts for itself: the same
	return frappe.get_all(
		PROJECT,
		filters={
			"organization": about.organization,
			"year": about.year,
			"deed_kind": PRACTICAL,
			"workflow_state": ("!=", DROPPED),
		},
		fields=[
			*("project_title as title", "deadline as due", "accepted_on as done_on"),
			*("result", "progress", "satisfaction"),
		],
		order_by="deadline asc, creation asc",
	)


def _line(row) -> str:
	language = site_language()
	if row.done_on:
		words = _("«{0}»: settled on {1}.", lang=language).format(row.title, formatdate(row.done_on))
	else:
		words = _("«{0}»: {1}% done, due on {2}.", lang=language).format(
			row.title, cint(row.progress), formatdate(row.due)
		)
	said = [words, *_sentence(row.result or "")]
	if row.satisfaction:
		satisfied = _(row.satisfaction, lang=language)
		said.append(_("Satisfaction of the residents: {0}.", lang=language).format(satisfied))
	return "".join(said)


def _sentence(text: str) -> list[str]:
	"""What was typed, ended as a sentence."""
	text = text.strip()
	return [text if text.endswith(STOPS) else f"{text}。"] if text else []
