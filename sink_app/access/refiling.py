"""A move of a node, as a record: what is filed below follows at once where that is little, else by a worker.

A run may be killed at any moment. It goes on from the last stretch that was committed, by the scheduler or by
the button on the node's form; what is right already is not written again. When the node moves once more, the
newer record overtakes the older. Some minutes after its end each run is gone over a second time, for records
whose save had begun before the move and ended after it.
"""

import frappe
from frappe import _
from frappe.utils import add_to_date, now_datetime
from frappe.utils.background_jobs import get_job_status

from sink_app.access import declaration, refile, stands

DOCTYPE = "Sink Refiling"
QUEUED, RUNNING, FINISHED, OVERTAKEN = "In the Queue", "Under Way", "Finished", "Overtaken"
INLINE = 2000
"""So many records follow within the save; more are left to a worker."""
STRETCH = 2000
"""About so many records go together, then they are committed."""
MOST_NODES = 500
LONGEST = 4 * 3600
"""Seconds that a run may take."""
ALIVE_FOR = 120
"""Seconds after which a run that gave no sign counts as killed."""
SETTLED_AFTER = 15
"""Minutes after which no save that began before a move can still be under way."""
TRIES = 5
"""So often a stretch is begun anew that the database gave up for somebody else's."""


def node_changed(doc, method: str | None = None):
	"""Hook of a tree's on_update: after a move, what stands below the node follows."""
	stands.forget()
	if not refile.has_moved(doc):
		return
	refile.refile_nodes(doc.doctype, doc.name)
	run = _record(doc)
	if refile.has_more_than(doc.doctype, doc.name, INLINE):
		_enqueue(run.name)
		return
	changed = refile.refile_below(doc.doctype, doc.name)
	frappe.db.set_value(
		DOCTYPE, run.name, {"status": FINISHED, "rows_changed": changed, "finished_at": now_datetime()}
	)


@frappe.whitelist()
def status(tree: str, node: str) -> dict | None:
	"""How far the re-filing after a node's last move is, for who reads the node; None when it has ended."""
	_node(tree, node, "read")
	last = _unfinished(tree, node)
	if not last:
		return None
	return {
		"name": last.name,
		"status": last.status,
		"is_alive": is_alive(last.name),
		"done": last.rows_done,
		"total": last.rows_total,
		"second_look": last.second_look,
	}


@frappe.whitelist(methods=["POST"])
def go_on(tree: str, node: str) -> dict | None:
	"""Take up the re-filing of a node where it broke off; for who may move the node."""
	_node(tree, node, "write")
	last = _unfinished(tree, node)
	if last and not is_alive(last.name):
		_enqueue(last.name)
	return status(tree, node)


def take_up():
	"""Put into the queue what broke off, and once more what ended some minutes ago (scheduler)."""
	run = frappe.qb.DocType(DOCTYPE)
	query = frappe.qb.from_(run).select(run.name)
	settled = add_to_date(now_datetime(), minutes=-SETTLED_AFTER)
	second = query.where((run.status == FINISHED) & (run.second_look == 0) & (run.finished_at < settled))
	for (name,) in second.run():
		frappe.db.set_value(DOCTYPE, name, {"status": QUEUED, "second_look": 1, **_BEGINNING})
	for (name,) in query.where(run.status.isin((QUEUED, RUNNING))).orderby(run.creation).run():
		if not is_alive(name):
			_enqueue(name)


def is_alive(run: str) -> bool:
	"""Whether a run waits for a worker or has given a sign of life lately."""
	queued = get_job_status(_job_id(run)) == "queued"
	return queued or bool(frappe.cache.get_value(_sign_of_life(run), expires=True))


def run_queued(run: str):
	"""The worker's part."""
	try:
		work(run, settle=frappe.db.commit)
	finally:
		frappe.cache.delete_value(_sign_of_life(run))


def work(run: str, settle):
	"""Go on with a run until it ends or is overtaken; settle makes each stretch last."""
	counts = _counts(run)
	tries = 0
	while True:
		frappe.cache.set_value(_sign_of_life(run), 1, expires_in_sec=ALIVE_FOR)
		try:
			goes_on = _stretch(run, counts)
		except frappe.QueryDeadlockError:
			frappe.db.rollback()
			tries += 1
			if tries == TRIES:
				raise
			continue
		settle()
		tries = 0
		if not goes_on:
			return


_BEGINNING = {"at_doctype": None, "at_field": None, "after_node": None, "rows_done": 0}


def _counts(run: str) -> dict[tuple[str, str], dict[str, int]]:
	"""What there is to go through, as the tree is now: how many records at which node, by path."""
	tree, node = frappe.db.get_value(DOCTYPE, run, ["tree", "node"])
	if not frappe.db.exists(tree, node):
		# it could be deleted because nothing was filed below any more
		return {}
	return {path: refile.filed_below(tree, node, *path) for path in refile.paths(tree)}


def _stretch(run: str, counts: dict) -> bool:
	"""Re-file the next records; False when none are left.

	Where the run stands is read from its locked record: of two workers each goes on where the other stopped.
	"""
	doc = frappe.get_doc(DOCTYPE, run, for_update=True)
	if doc.status not in (QUEUED, RUNNING):
		return False
	total = sum(sum(nodes.values()) for nodes in counts.values())
	path, nodes = _next_nodes(doc, counts)
	if not path:
		doc.db_set(
			{"status": FINISHED, "rows_done": total, "rows_total": total, "finished_at": now_datetime()}
		)
		return False
	changed = refile.refile_at(doc.tree, *path, nodes)
	doc.db_set(
		{
			"status": RUNNING,
			"at_doctype": path[0],
			"at_field": path[1],
			"after_node": nodes[-1],
			"rows_done": _position(counts, path, nodes[-1]),
			"rows_total": total,
			"rows_changed": doc.rows_changed + changed,
		}
	)
	return True


def _next_nodes(doc, counts: dict) -> tuple[tuple | None, list[str]]:
	"""The path and the nodes that come after where a run stands: about STRETCH records."""
	order = list(counts)
	at = (doc.at_doctype, doc.at_field)
	start = order.index(at) if at in order else 0
	for path in order[start:]:
		after = doc.after_node if path == at else ""
		nodes, found = [], 0
		for node, count in counts[path].items():
			if node <= (after or ""):
				continue
			nodes.append(node)
			found += count
			if found >= STRETCH or len(nodes) == MOST_NODES:
				break
		if nodes:
			return path, nodes
	return None, []


def _position(counts: dict, path: tuple, last: str) -> int:
	"""How many records lie before the end of a stretch."""
	order = list(counts)
	before = sum(sum(counts[each].values()) for each in order[: order.index(path)])
	return before + sum(count for node, count in counts[path].items() if node <= last)


def _record(doc):
	"""Write down a move; what an earlier move of the node had still to do is done by this one."""
	run = frappe.qb.DocType(DOCTYPE)
	is_open = run.status.isin((QUEUED, RUNNING)) & (run.tree == doc.doctype) & (run.node == doc.name)
	frappe.qb.update(run).set(run.status, OVERTAKEN).where(is_open).run()
	parent_field = declaration.scope_of(doc.doctype).nodes[doc.doctype][0]
	made = frappe.new_doc(DOCTYPE)
	made.update(
		{
			"tree": doc.doctype,
			"node": doc.name,
			"node_title": doc.get_title(),
			"moved_from": _title(doc.doctype, doc.get_doc_before_save().get(parent_field)),
			"moved_to": _title(doc.doctype, doc.get(parent_field)),
			"status": QUEUED,
		}
	)
	made.set_new_name()
	made.db_insert()
	return made


def _title(tree: str, node: str | None) -> str | None:
	return node and frappe.db.get_value(tree, node, frappe.get_meta(tree).get_title_field())


def _unfinished(tree: str, node: str) -> dict | None:
	run = frappe.qb.DocType(DOCTYPE)
	found = (
		frappe.qb.from_(run)
		.select("*")
		.where((run.tree == tree) & (run.node == node) & run.status.isin((QUEUED, RUNNING)))
		.orderby(run.creation, order=frappe.qb.desc)
		.limit(1)
		.run(as_dict=True)
	)
	return found[0] if found else None


def _node(tree: str, node: str, right: str):
	if tree not in declaration.trees():
		frappe.throw(_("{0} is no tree.").format(tree), frappe.PermissionError)
	frappe.get_doc(tree, node).check_permission(right)


def _enqueue(run: str):
	frappe.enqueue(
		"sink_app.access.refiling.run_queued",
		queue="long",
		at_front=True,
		timeout=LONGEST,
		job_id=_job_id(run),
		enqueue_after_commit=True,
		run=run,
	)
	frappe.cache.set_value(_sign_of_life(run), 1, expires_in_sec=ALIVE_FOR)


def _job_id(run: str) -> str:
	return f"sink_refiling:{run}"


def _sign_of_life(run: str) -> str:
	return f"sink_refiling_alive:{run}"
