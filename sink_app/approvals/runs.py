"""Long work on one record, done by a worker in the name and language of who asked for it."""

from collections.abc import Callable

import frappe
from frappe.translate import get_user_lang
from frappe.utils.background_jobs import get_job_status


def put_into_queue(doc, method: str, queue: str, longest: int, status: str):
	"""Let a worker call `method(name)` once this transaction is committed; it may take `longest` seconds."""
	doc.db_set("status", status)
	frappe.enqueue(
		method,
		queue=queue,
		at_front=True,
		timeout=longest,
		job_id=_job_id(doc.doctype, doc.name),
		enqueue_after_commit=True,
		name=doc.name,
	)


def is_running(doctype: str, name: str) -> bool:
	"""Whether a run on the record waits for a worker or is at work."""
	return get_job_status(_job_id(doctype, name)) in ("queued", "started")


def see_through(doctype: str, name: str, work: Callable, running: str, broken: str, done_event: str):
	"""The worker's part: work, commit, tell who asked; a failure leaves the status `broken` and is raised."""
	frappe.local.lang = get_user_lang()
	# what is read from here on is what stands when the work has its lock, and others see that it runs
	frappe.db.set_value(doctype, name, "status", running)
	frappe.db.commit()
	try:
		work()
		frappe.db.commit()
	except Exception:
		frappe.db.rollback()
		frappe.db.set_value(doctype, name, "status", broken)
		frappe.db.commit()
		raise
	finally:
		frappe.publish_realtime(done_event, {"name": name}, user=frappe.session.user)


def _job_id(doctype: str, name: str) -> str:
	return f"{frappe.scrub(doctype)}:{name}"
