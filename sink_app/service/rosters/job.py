"""Generating a roster: at once where it is small, else by a worker who shows how far it is.

A run that was killed leaves the roster as it was: what it would have written is written in one transaction.
"""

import frappe
from frappe import _

from sink_app.approvals import runs
from sink_app.service.rosters import BROKEN, DONE, QUEUED, ROSTER, RUNNING, planning, solver

INLINE = 600
"""People times working days that are solved while their user waits; more take over two seconds."""
LONGEST = 300


def start(roster):
	"""Generate a roster now, or put it into the queue."""
	size = len(roster.people) * len(planning.working_days(roster))
	if size <= INLINE:
		work(roster.name)
		return
	runs.put_into_queue(roster, "sink_app.service.rosters.job.run", "short", LONGEST, QUEUED)


def run(name: str):
	"""The worker's part."""
	runs.see_through(ROSTER, name, lambda: work(name, _tell), RUNNING, BROKEN, "duty_roster_done")


def work(name: str, tell=None):
	"""Ask, solve and write down; the same question has the same answer, so that again does no harm.

	:param tell: function (name, percent, words) that shows how far it is
	"""
	tell = tell or _keep_quiet
	roster = frappe.get_doc(ROSTER, name, for_update=True)
	roster.check_permission("write")
	roster.validate_draft()
	planning.fill_people(roster)
	tell(name, 10, _("Days and people are read"))
	asked = planning.question(roster)
	tell(
		name,
		20,
		_("{0} people, {1} working days: looking for the fairest roster").format(
			len(asked.free), len(asked.days)
		),
	)
	answer = solver.solve(asked)
	tell(name, 80, _("{0} shifts are written down").format(len(answer.shifts)))
	planning.keep(roster, asked, answer)
	roster.status = DONE
	roster.flags.by_run = True
	roster.save()
	tell(name, 100, _("Done"))


def _keep_quiet(name: str, percent: int, words: str):
	"""Who waits for it on the form needs no progress bar."""


def _tell(name: str, percent: int, words: str):
	frappe.publish_progress(
		percent, title=_("Generating the Roster"), doctype=ROSTER, docname=name, description=words
	)
