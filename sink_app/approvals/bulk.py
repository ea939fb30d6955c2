"""One step on many records: each row for itself, so that one that refuses neither stops nor spoils others.

A run is a record with its rows. Whatever ends it, going on takes up only the rows that have no outcome yet;
the state that was seen is handed on with each, so that nothing is done twice.
"""

import frappe
from frappe import _
from frappe.model.document import bulk_insert
from frappe.query_builder.functions import Coalesce, Count
from frappe.translate import get_user_lang
from frappe.utils import add_days, nowdate, strip_html
from frappe.utils.background_jobs import get_job_status

from sink_app.approvals import candidates, inbox

RUN, ROW = "Sink Bulk Approval", "Sink Bulk Approval Row"
DONE, REFUSED = "Done", "Refused"
QUEUED, RUNNING, FINISHED = "In the Queue", "Running", "Finished"
INLINE = 50
"""So many rows are worked through while their user waits; more go to a worker."""
STRETCH = 500
LONGEST = 4 * 3600
"""Seconds that a run may take."""
ALIVE_FOR = 120
"""Seconds after which a run that gave no sign counts as broken off."""
KEPT_DAYS = 30
MOST_SHOWN = 200


class NothingPicked(frappe.ValidationError):
	"""A bulk approval without records."""


class NotYourRun(frappe.PermissionError):
	"""A run is its starter's alone."""


@frappe.whitelist(methods=["POST"])
def start(
	doctype: str,
	state: str,
	action: str,
	names: str | list | None = None,
	text: str = "",
	reason: str | None = None,
	values: str | dict | None = None,
) -> dict:
	"""Prepare a step on the records named, or on all that wait in that state; returns the run's status.

	Up to INLINE rows the caller goes on with by `go_on`; more are put into the queue.
	"""
	picked = frappe.parse_json(names) if names else _all_waiting(doctype, state, text)
	if not picked:
		frappe.throw(_("Please tick the records first."), NothingPicked)
	run = frappe.new_doc(RUN)
	run.update(
		{
			"reference_doctype": doctype,
			"seen_state": state,
			"action": action,
			"reason": reason,
			"given_values": frappe.as_json(frappe.parse_json(values or {})),
			"status": QUEUED,
		}
	)
	run.set_new_name()
	run.db_insert()
	_insert_rows(run.name, list(dict.fromkeys(picked)))
	if len(picked) > INLINE:
		_enqueue(run.name)
	return status(run.name)


@frappe.whitelist(methods=["POST"])
def go_on(run: str) -> dict:
	"""Take up a run where it stands: small ones at once, others in the background; returns its status."""
	doc = _own(run)
	if doc.status != FINISHED and not _is_alive(run):
		if len(_open_rows(run, INLINE + 1)) > INLINE:
			# a request that writes nothing is not committed, and what waits for that would wait for ever
			frappe.db.set_value(RUN, run, "status", QUEUED)
			_enqueue(run)
		else:
			work(run, settle=frappe.db.commit)
	return status(run)


@frappe.whitelist()
def status(run: str) -> dict:
	"""How far a run is, and the sentences of the rows that refused."""
	doc = _own(run)
	row = frappe.qb.DocType(ROW)
	counts = dict(
		frappe.qb.from_(row)
		.select(row.outcome, Count("*"))
		.where(row.parent == run)
		.groupby(row.outcome)
		.run()
	)
	total = sum(counts.values())
	return {
		"name": run,
		"action": doc.action,
		"doctype": doc.reference_doctype,
		"status": doc.status,
		"is_alive": _is_alive(run),
		"in_background": total > INLINE,
		"total": total,
		"done": counts.get(DONE, 0),
		"refused": counts.get(REFUSED, 0),
		"refusals": _refusals(doc),
	}


@frappe.whitelist()
def broken_off() -> dict | None:
	"""The status of the caller's last run if it stopped before its end."""
	table = frappe.qb.DocType(RUN)
	last = (
		frappe.qb.from_(table)
		.select(table.name, table.status)
		.where(table.owner == frappe.session.user)
		.orderby(table.modified, order=frappe.qb.desc)
		.limit(1)
		.run(as_dict=True)
	)
	if not last or last[0].status == FINISHED or _is_alive(last[0].name):
		return None
	return status(last[0].name)


def run_queued(run: str):
	"""The worker's part: go on with a run in the name and language of who started it."""
	frappe.local.lang = get_user_lang()
	work(run, settle=frappe.db.commit)


def work(run: str, settle):
	"""Take the step on every row without an outcome; settle is called after each, and makes it last."""
	doc = _own(run)
	frappe.db.set_value(RUN, run, "status", RUNNING)
	settle()
	while rows := _open_rows(run, STRETCH):
		for row in rows:
			_give_sign_of_life(run)
			if _is_open(row.name):
				frappe.db.set_value(ROW, row.name, _outcome(doc, row.reference_name), update_modified=False)
			settle()
	frappe.db.set_value(RUN, run, "status", FINISHED)
	settle()
	frappe.cache.delete_value(_sign_of_life(run))


def forget_old():
	"""Delete runs that ended long ago (daily); what was done stands in each record's own steps."""
	run, row = frappe.qb.DocType(RUN), frappe.qb.DocType(ROW)
	old = frappe.qb.from_(run).select(run.name).where(run.modified < add_days(nowdate(), -KEPT_DAYS))
	frappe.qb.from_(row).delete().where(row.parent.isin(old)).run()
	frappe.qb.from_(run).delete().where(run.modified < add_days(nowdate(), -KEPT_DAYS)).run()


def _outcome(doc, name: str) -> dict:
	"""How one record went; what a refused one had begun is taken back."""
	frappe.db.savepoint("bulk_row")
	try:
		step = (doc.reference_doctype, name, doc.action, doc.seen_state)
		inbox.take(*step, doc.reason, _missing(doc, name))
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		frappe.db.rollback(save_point="bulk_row")
		frappe.clear_messages()
		sentence = strip_html(str(refusal)) or _("You do not work for the place where this record stands.")
		return {"outcome": REFUSED, "sentence": sentence}
	except frappe.QueryDeadlockError:
		# the database took the whole transaction back: the run ends here, and may go on with this row
		raise
	except Exception:
		frappe.db.rollback(save_point="bulk_row")
		frappe.log_error(title="Bulk approval", reference_doctype=doc.reference_doctype, reference_name=name)
		return {"outcome": REFUSED, "sentence": _("An error of the program; nothing was changed.")}
	return {"outcome": DONE, "sentence": None}


def _missing(doc, name: str) -> dict:
	"""Those of the given values that the record has nothing in: what somebody entered before stays."""
	values = frappe.parse_json(doc.given_values)
	if not values:
		return {}
	record = frappe.get_doc(doc.reference_doctype, name)
	return {field: value for field, value in values.items() if not record.get(field)}


def _all_waiting(doctype: str, state: str, text: str) -> list[str]:
	user, cursor, names = frappe.session.user, None, []
	kinds = candidates.kinds(user, doctype, state)
	while batch := candidates.found(user, kinds, cursor, text, STRETCH):
		names += [candidate.name for candidate in batch]
		cursor = batch[-1].cursor
	return names


def _insert_rows(run: str, names: list[str]):
	rows = []
	for position, name in enumerate(names, start=1):
		row = frappe.new_doc(ROW)
		row.update({"parent": run, "parenttype": RUN, "parentfield": "rows", "idx": position})
		row.update({"name": frappe.generate_hash(length=16), "reference_name": name})
		rows.append(row)
	bulk_insert(ROW, rows)


def _is_open(row: str) -> bool:
	"""Whether a row still has no outcome; it stays locked until its turn ends, for whoever else goes on."""
	table = frappe.qb.DocType(ROW)
	return not frappe.qb.from_(table).select(table.outcome).where(table.name == row).for_update().run()[0][0]


def _open_rows(run: str, limit: int) -> list:
	row = frappe.qb.DocType(ROW)
	return (
		frappe.qb.from_(row)
		.select(row.name, row.reference_name)
		.where((row.parent == run) & (Coalesce(row.outcome, "") == ""))
		.orderby(row.idx)
		.limit(limit)
		.run(as_dict=True)
	)


def _refusals(doc) -> list[dict]:
	row = frappe.qb.DocType(ROW)
	refused = (
		frappe.qb.from_(row)
		.select(row.reference_name, row.sentence)
		.where((row.parent == doc.name) & (row.outcome == REFUSED))
		.orderby(row.idx)
		.limit(MOST_SHOWN)
		.run(as_dict=True)
	)
	if not refused:
		return []
	title = frappe.get_meta(doc.reference_doctype).get_title_field()
	readable = frappe.get_list(
		doc.reference_doctype,
		filters={"name": ("in", [each.reference_name for each in refused])},
		fields=["name", f"{title} as title"],
		limit_page_length=0,
	)
	titles = {each.name: each.title for each in readable}
	return [
		{"name": each.reference_name, "title": titles.get(each.reference_name), "sentence": each.sentence}
		for each in refused
	]


def _own(run: str) -> dict:
	"""A run without its rows, which may be thousands."""
	table = frappe.qb.DocType(RUN)
	found = frappe.qb.from_(table).select("*").where(table.name == run).run(as_dict=True)
	if not found or found[0].owner != frappe.session.user:
		frappe.throw(_("This bulk approval was started by somebody else."), NotYourRun)
	return found[0]


def _enqueue(run: str):
	frappe.enqueue(
		"sink_app.approvals.bulk.run_queued",
		queue="long",
		at_front=True,
		timeout=LONGEST,
		job_id=f"sink_bulk_approval:{run}",
		enqueue_after_commit=True,
		run=run,
	)
	_give_sign_of_life(run)


def _is_alive(run: str) -> bool:
	queued = get_job_status(f"sink_bulk_approval:{run}") == "queued"
	return queued or bool(frappe.cache.get_value(_sign_of_life(run), expires=True))


def _give_sign_of_life(run: str):
	frappe.cache.set_value(_sign_of_life(run), 1, expires_in_sec=ALIVE_FOR)


def _sign_of_life(run: str) -> str:
	return f"sink_bulk_alive:{run}"
