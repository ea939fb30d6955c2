"""One run over a roster, in the background and as the user who asked for it.

A run may be killed at any moment and started again: rows that are in already are kept as they are.
"""

import json
from collections import Counter
from collections.abc import Callable

import frappe
from frappe import _
from frappe.translate import get_user_lang
from frappe.utils import now_datetime
from frappe.utils.background_jobs import get_job_status

from sink_app.registration.roster import annotated, names, rules, sheet, writing

DOCTYPE = "Sink Roster Import"
ROWS_A_STRETCH = 50
"""So many rows go in together; a killed run loses no more."""
LONGEST = 4 * 3600
"""Seconds that a run may take."""
ALIVE_FOR = 180
"""Seconds after which a run that gave no sign counts as killed."""
MOST_SHOWN = 200
"""Wrong rows listed on the form; the sheet has all."""


def start(name: str, rehearse: bool):
	"""Put a run into the queue, before the work that nobody waits for."""
	frappe.enqueue(
		"sink_app.registration.roster.job.run",
		queue="long",
		at_front=True,
		timeout=LONGEST,
		job_id=_job_id(name),
		enqueue_after_commit=True,
		name=name,
		rehearse=rehearse,
	)


def is_running(name: str) -> bool:
	"""Whether a run waits for a worker or has given a sign of life lately."""
	status = get_job_status(_job_id(name))
	alive = frappe.cache.get_value(_sign_of_life(name), expires=True)
	return status == "queued" or (status == "started" and bool(alive))


def run(name: str, rehearse: bool):
	"""Work through a roster, in the session's name; what stops it is told on the form."""
	frappe.local.lang = get_user_lang()
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("write")
	_give_sign_of_life(name)
	doc.db_set({"status": "Checking" if rehearse else "Importing", "message": ""}, commit=True)
	try:
		work(doc, rehearse, settle=frappe.db.rollback if rehearse else frappe.db.commit)
		frappe.db.commit()
	except Exception as problem:
		frappe.db.rollback()
		_stop(doc, problem)
		if not isinstance(problem, sheet.RosterUnreadable):
			raise
	finally:
		frappe.cache.delete_value(_sign_of_life(name))
		frappe.publish_realtime("roster_done", {"name": name}, user=frappe.session.user)


def work(doc, rehearse: bool, settle: Callable[[], None]):
	"""Read, judge and write every row, then put the verdicts on the document.

	settle is called after every stretch of rows: it makes them last, or takes a rehearsal back.
	"""
	content = doc.file_content()
	book = names.load(doc.organization, doc.year, doc.registration_type)
	roster = sheet.read(content, names.further_titles())
	verdicts, twice = [], rules.Twice()
	for position, row in enumerate(roster.rows, start=1):
		entry = rules.read(row, book)
		twice.check(entry)
		verdicts.append(writing.write(entry, book, rehearse))
		if position % ROWS_A_STRETCH == 0 or position == len(roster.rows):
			settle()
			_tell_progress(doc, position, len(roster.rows), rehearse)
	doc.keep_result(annotated.annotate(content, roster, verdicts, rehearse), rehearse)
	doc.db_set(_summary(roster, verdicts, rehearse))


def _summary(roster: sheet.Roster, verdicts: list[writing.Verdict], rehearse: bool) -> dict:
	counts = Counter(verdict.result for verdict in verdicts)
	wrong = [verdict for verdict in verdicts if verdict.result == writing.WRONG]
	return {
		"status": "Checked" if rehearse else "Imported",
		"finished_at": now_datetime(),
		"rows_total": len(verdicts),
		"rows_good": counts[writing.ADDED],
		"rows_kept": counts[writing.KEPT],
		"rows_wrong": counts[writing.WRONG],
		"rows_forwarded": sum(verdict.is_forwarded for verdict in verdicts),
		"wrong_rows": json.dumps(
			[
				{"row": verdict.row, "name": verdict.name, "reasons": verdict.reasons}
				for verdict in wrong[:MOST_SHOWN]
			],
			ensure_ascii=False,
		),
		"message": _message(roster),
	}


def _message(roster: sheet.Roster) -> str:
	results = (annotated.RESULT, annotated.REASON)
	unknown = [title for title in roster.header.unknown if title not in results]
	if not roster.rows:
		return _("The sheet «{0}» has no rows below its titles.").format(roster.sheet)
	if unknown:
		return _("These columns were not read: {0}.").format("、".join(unknown))
	return ""


def _stop(doc, problem: Exception):
	"""Say on the form what stopped the run; a fault of the program goes to the error log as well."""
	if isinstance(problem, sheet.RosterUnreadable):
		message = str(problem)
	else:
		message = _("The run was stopped by an error. What was taken in stays; start again to go on.")
	doc.db_set({"status": "Broken Off", "message": message}, commit=True)


def _tell_progress(doc, position: int, total: int, rehearse: bool):
	_give_sign_of_life(doc.name)
	frappe.publish_progress(
		position * 100 / total,
		title=_("Checking the roster") if rehearse else _("Importing the roster"),
		doctype=doc.doctype,
		docname=doc.name,
		description=_("{0} of {1} rows").format(position, total),
	)


def _job_id(name: str) -> str:
	return f"sink_roster_import:{name}"


def _give_sign_of_life(name: str):
	frappe.cache.set_value(_sign_of_life(name), 1, expires_in_sec=ALIVE_FOR)


def _sign_of_life(name: str) -> str:
	return f"sink_roster_alive:{name}"
