"""Many records printed by a worker into one ZIP, a PDF each.

A run is a record with its rows. Each PDF is put into the archive and its row is marked; whatever ends a run,
going on takes up only the rows without an outcome, so that nothing is printed twice.
"""

import zipfile
from pathlib import Path

import frappe
from frappe import _
from frappe.model.document import bulk_insert
from frappe.translate import get_user_lang
from frappe.utils import add_days, nowdate, strip_html

from sink_app.pdf import documents, doors

RUN, ROW = "Sink Print Run", "Sink Print Run Row"
QUEUED, RUNNING, FINISHED = "In the Queue", "Running", "Finished"
DONE, REFUSED = "Done", "Refused"
LONGEST = 4 * 3600
"""Seconds that a run may take."""
ALIVE_FOR = 120
"""Seconds after which a run that gave no sign counts as broken off."""
KEPT_DAYS = 30


class NotYourRun(frappe.PermissionError):
	"""A run is its starter's alone."""


@frappe.whitelist(methods=["POST"])
def start(
	doctype: str,
	names: str | list | None = None,
	filters: str | list | dict | None = None,
	print_format: str | None = None,
) -> dict:
	"""Print the records named, or all that match the filters and may be read; returns the run's status.

	Permission checks: the list is the caller's own; each print is checked by `documents.of_document`,
	and the right to take many away by the hook `pdf_of_many`.
	"""
	picked = frappe.parse_json(names) if names else _found(doctype, frappe.parse_json(filters or {}))
	doors.records_of_many(doctype, picked, doors.MOST_RECORDS_IN_BACKGROUND)
	titles = _titles(doctype, picked)
	if names and not titles:
		frappe.throw(_("You may not print this record."), frappe.PermissionError)
	run = frappe.new_doc(RUN)
	run.update(
		{
			"reference_doctype": doctype,
			"print_format": print_format,
			"status": QUEUED,
			"total": len(picked),
		}
	)
	run.set_new_name()
	run.db_insert()
	_insert_rows(run, list(dict.fromkeys(picked)), titles)
	_enqueue(run.name)
	return status(run.name)


@frappe.whitelist(methods=["POST"])
def go_on(run: str) -> dict:
	"""Take up a run where it stands; returns its status."""
	doc = _own(run)
	if doc.status != FINISHED and not _is_alive(run):
		# a request that writes nothing is not committed, and what waits for that would wait for ever
		doc.db_set("status", QUEUED, notify=False)
		_enqueue(run)
	return status(run)


@frappe.whitelist()
def status(run: str) -> dict:
	"""How far a run is: {name, status, is_alive, total, done, refused, refusals, file_url}."""
	doc = _own(run)
	outcomes = [row.outcome for row in doc.rows]
	return {
		"name": run,
		"status": doc.status,
		"is_alive": _is_alive(run),
		"total": len(outcomes),
		"done": outcomes.count(DONE),
		"refused": outcomes.count(REFUSED),
		"refusals": [
			{"title": row.title, "sentence": row.sentence} for row in doc.rows if row.outcome == REFUSED
		],
		"file_url": doc.file_url,
	}


@frappe.whitelist()
def broken_off() -> dict | None:
	"""The status of the caller's last run if it stopped before its end."""
	last = frappe.db.get_value(
		RUN, {"owner": frappe.session.user}, ["name", "status"], as_dict=True, order_by="modified desc"
	)
	if not last or last.status == FINISHED or _is_alive(last.name):
		return None
	return status(last.name)


def run_queued(run: str):
	"""The worker's part: print in the name and language of who started it."""
	frappe.local.lang = get_user_lang()
	work(run, settle=frappe.db.commit)


def work(run: str, settle):
	"""Print every row without an outcome into the archive; settle is called after each, and makes it last."""
	doc = _own(run)
	doc.db_set("status", RUNNING, notify=False)
	settle()
	open_rows = [row for row in doc.rows if not row.outcome]
	for number, row in enumerate(open_rows, len(doc.rows) - len(open_rows) + 1):
		_give_sign_of_life(run)
		row.db_set(_outcome(doc, row), update_modified=False)
		settle()
		_tell(number, len(doc.rows))
	if any(row.outcome == DONE for row in doc.rows):
		doc.db_set("file_url", _filed(doc))
	doc.db_set("status", FINISHED)
	settle()
	frappe.cache.delete_value(_sign_of_life(run))


def forget_old():
	"""Delete runs that ended long ago; their archives stay with who made them (hook: daily)."""
	run, row = frappe.qb.DocType(RUN), frappe.qb.DocType(ROW)
	limit = add_days(nowdate(), -KEPT_DAYS)
	old = frappe.qb.from_(run).select(run.name).where(run.modified < limit)
	frappe.qb.from_(row).delete().where(row.parent.isin(old)).run()
	frappe.qb.from_(run).delete().where(run.modified < limit).run()


def _found(doctype: str, filters) -> list[str]:
	return frappe.get_list(
		doctype,
		filters=filters,
		pluck="name",
		order_by="creation asc",
		limit_page_length=doors.MOST_RECORDS_IN_BACKGROUND + 1,
	)


def _titles(doctype: str, names: list[str]) -> dict[str, str]:
	"""{name: title} of those records that may be read."""
	return dict(
		frappe.get_list(
			doctype,
			filters={"name": ("in", names)},
			fields=["name", frappe.get_meta(doctype).get_title_field()],
			limit_page_length=0,
			as_list=True,
		)
	)


def _insert_rows(run, names: list[str], titles: dict[str, str]):
	rows = []
	for place, name in enumerate(names, 1):
		row = frappe.new_doc(ROW)
		row.update({"parent": run.name, "parenttype": RUN, "parentfield": "rows", "idx": place})
		row.update({"reference_name": name, "title": titles.get(name) or name})
		row.set_new_name()
		rows.append(row)
	bulk_insert(ROW, rows)


def _outcome(doc, row) -> dict:
	"""How one row went: its PDF lies in the archive, or a sentence says why not."""
	try:
		pdf = documents.of_document(doc.reference_doctype, row.reference_name, doc.print_format)
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as refusal:
		frappe.clear_messages()
		sentence = strip_html(str(refusal)) or _("You may not print this record.")
		return {"outcome": REFUSED, "sentence": sentence}
	name = documents.file_name(f"{row.idx:03d} {row.title}")
	with zipfile.ZipFile(_archive(doc), "a", zipfile.ZIP_DEFLATED) as archive:
		# a run that was killed between the two may have put it there already
		if name not in archive.namelist():
			archive.writestr(name, pdf)
	return {"outcome": DONE, "sentence": None}


def _archive(doc) -> Path:
	return Path(frappe.get_site_path("private", "files", f"{doc.name}.zip"))


def _filed(doc) -> str:
	"""The archive as a private file of who started the run; returns where it is."""
	if doc.file_url:
		return doc.file_url
	file = frappe.new_doc("File")
	file.update(
		{
			"file_name": f"{_(doc.reference_doctype)} {nowdate()}.zip",
			"file_url": f"/private/files/{doc.name}.zip",
			"is_private": 1,
		}
	)
	file.insert()
	return f"{file.file_url}?fid={file.name}"


def _tell(count: int, total: int):
	frappe.publish_realtime(
		"progress",
		{
			"percent": count / total * 100,
			"title": _("Making the PDF"),
			"description": _("{0} of {1} records are printed").format(count, total),
		},
		user=frappe.session.user,
	)


def _own(run: str):
	doc = frappe.get_doc(RUN, run)
	if doc.owner != frappe.session.user:
		frappe.throw(_("This run was started by somebody else."), NotYourRun)
	return doc


def _enqueue(run: str):
	frappe.enqueue(
		"sink_app.reporting.print_runs.run_queued",
		queue="long",
		timeout=LONGEST,
		job_id=f"print-run-{run}",
		deduplicate=True,
		enqueue_after_commit=True,
		run=run,
	)


def _sign_of_life(run: str) -> str:
	return f"sink_print_run_{run}"


def _give_sign_of_life(run: str):
	frappe.cache.set_value(_sign_of_life(run), 1, expires_in_sec=ALIVE_FOR)


def _is_alive(run: str) -> bool:
	return bool(frappe.cache.get_value(_sign_of_life(run), expires=True))
