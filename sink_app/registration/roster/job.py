"""One run over a roster, in the background and as the user who asked for it.

A run may be killed at any moment and started again: what a stretch of rows has put in is there together with
its verdicts, and the next run goes on behind it.
"""

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.translate import get_user_lang
from frappe.utils import now_datetime
from frappe.utils.background_jobs import get_job_status

from sink_app.registration.roster import annotated, customised, names, rules, stretches
from sink_app.registration.roster.other_formats import RosterUnreadable
from sink_app.registration.roster.sets import Sets
from sink_app.registration.roster.sheet import Roster
from sink_app.registration.roster.verdicts import ADDED, KEPT, WRONG, Verdict
from sink_app.registration.roster.writing import OneByOne

DOCTYPE = "Sink Roster Import"
LONGEST = 4 * 3600
"""Seconds that a run may take."""
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
	"""Whether a run waits for a worker or is at work: its connection holds a lock, which ends with it."""
	# acts for itself: asks for a lock, not for data
	holder = frappe.db.sql("select is_used_lock(%s)", _lock(name))[0][0]
	return bool(holder) or get_job_status(_job_id(name)) == "queued"


def run(name: str, rehearse: bool):
	"""Work through a roster, in the session's name; what stops it is told on the form."""
	frappe.local.lang = get_user_lang()
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("write")
	with _alone(name) as is_alone:
		if not is_alone:
			return
		doc.db_set({"status": "Checking" if rehearse else "Importing", "message": ""}, commit=True)
		try:
			work(doc, rehearse, settle=frappe.db.rollback if rehearse else frappe.db.commit)
			frappe.db.commit()
		except Exception as problem:
			frappe.db.rollback()
			_stop(doc, problem)
			if not isinstance(problem, RosterUnreadable):
				raise
		finally:
			frappe.publish_realtime("roster_done", {"name": name}, user=frappe.session.user)


def work(doc, rehearse: bool, settle: Callable[[], None]):
	"""Read, judge and write every row, then put the verdicts on the document.

	settle is called after every stretch of rows: it makes them last, or takes a rehearsal back.
	"""
	book = names.load(doc.organization, doc.year, doc.registration_type)
	roster = Roster(doc.file_content(), names.further_titles())
	hindrances = customised.reasons()
	writer = OneByOne(book, rehearse) if hindrances else Sets(book, rehearse)
	verdicts = [] if rehearse else stretches.verdicts(doc.name)
	for entries in _stretches(roster, book, len(verdicts), writer.rows_a_stretch):
		written = writer.write(entries)
		verdicts += written
		if not rehearse:
			stretches.keep(doc.name, len(verdicts), written)
		settle()
		_tell_progress(doc, len(verdicts), roster.height, rehearse)
	doc.keep_result(annotated.annotate(roster, verdicts, rehearse), rehearse)
	doc.db_set(_summary(roster, verdicts, rehearse, hindrances))
	stretches.forget(doc.name)


def _stretches(roster: Roster, book: names.Book, done: int, size: int) -> Iterator[list[rules.Entry]]:
	"""Entries behind those that an earlier run has settled; what repeats one of those is told."""
	twice = rules.Twice()

	def read() -> Iterator[rules.Entry]:
		for row in roster.rows:
			entry = rules.read(row, book)
			twice.check(entry)
			yield entry

	entries = itertools.islice(read(), done, None)
	while stretch := list(itertools.islice(entries, size)):
		yield stretch


def _summary(roster: Roster, verdicts: list[Verdict], rehearse: bool, hindrances: list[str]) -> dict:
	counts = Counter(verdict.result for verdict in verdicts)
	wrong = (verdict for verdict in verdicts if verdict.result == WRONG)
	return {
		"status": "Checked" if rehearse else "Imported",
		"finished_at": now_datetime(),
		"rows_total": len(verdicts),
		"rows_good": counts[ADDED],
		"rows_kept": counts[KEPT],
		"rows_wrong": counts[WRONG],
		"rows_forwarded": sum(verdict.is_forwarded for verdict in verdicts),
		"wrong_rows": json.dumps(
			[
				{"row": verdict.place, "name": verdict.name, "reasons": verdict.reasons}
				for verdict in itertools.islice(wrong, MOST_SHOWN)
			],
			ensure_ascii=False,
		),
		"message": "\n".join(_messages(roster, verdicts, hindrances)),
	}


def _messages(roster: Roster, verdicts: list[Verdict], hindrances: list[str]) -> Iterator[str]:
	unknown = [title for title in roster.unknown if title not in (annotated.RESULT, annotated.REASON)]
	if not verdicts:
		sheets = "、".join(table.title for table in roster.tables)
		yield _("The sheet «{0}» has no rows below its titles.").format(sheets)
	if unknown:
		yield _("These columns were not read: {0}.").format("、".join(unknown))
	if hindrances:
		sentence = _("The rows went in one by one, which takes longer: {0}.")
		yield sentence.format(_("; ").join(hindrances))


def _stop(doc, problem: Exception):
	"""Say on the form what stopped the run; a fault of the program goes to the error log as well."""
	if isinstance(problem, RosterUnreadable):
		message = str(problem)
	else:
		message = _("The run was stopped by an error. What was taken in stays; start again to go on.")
	doc.db_set({"status": "Broken Off", "message": message}, commit=True)


def _tell_progress(doc, position: int, total: int, rehearse: bool):
	frappe.publish_progress(
		min(position * 100 / max(total, 1), 100),
		title=_("Checking the roster") if rehearse else _("Importing the roster"),
		doctype=doc.doctype,
		docname=doc.name,
		description=_("{0} of {1} rows").format(position, total),
	)


def _job_id(name: str) -> str:
	return f"sink_roster_import:{name}"


def _lock(name: str) -> str:
	return f"roster:{frappe.conf.db_name}:{name}"


@contextmanager
def _alone(name: str) -> Iterator[bool]:
	"""Hold the lock of a roster as long as its run takes; False where another run has it."""
	# acts for itself: takes a lock, reads no data
	is_alone = frappe.db.sql("select get_lock(%s, 0)", _lock(name))[0][0] == 1
	try:
		yield is_alone
	finally:
		if is_alone:
			# acts for itself: the same
			frappe.db.sql("select release_lock(%s)", _lock(name))
