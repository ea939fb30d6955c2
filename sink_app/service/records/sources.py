"""What a record was served in: an order, an activity, a shift fills date, time, place and category by itself.

service_record_sources  {DocType: function}: (name) -> the facts of one of its records, any of
                        {"member", "starts_on", "ends_on", "area", "place", "category", "content",
                        "time_kind", "mode", "is_emergency", "emergency", "team"}; what it leaves out,
                        the member writes.
                        Raise what stands against a record of it (it was called off).
service_record_offers   functions (member) -> [{"source_doctype", "source", "title"}]: what a member lately
                        took part in and may write a record of now, the newest first.

Whoever owns a DocType names it in hooks.py; nothing here knows one by name.
"""

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from sink_app.service.records import RECORD, REPLACED

FACTS = (
	*("member", "starts_on", "ends_on", "area", "place", "category", "content"),
	*("time_kind", "mode", "is_emergency", "emergency", "team"),
)
DECIDED = ("time_kind", "is_emergency", "emergency", "team")
MOST_OFFERED = 5


class NoSource(frappe.ValidationError):
	"""Records of service are not written of this kind of thing."""


def doctypes() -> list[str]:
	"""The DocTypes that records may be written of."""
	return list(frappe.get_hooks("service_record_sources"))


def facts(source_doctype: str, source: str) -> dict:
	"""What a source says of a service in it; an end that still lies ahead counts as now."""
	functions = frappe.get_hooks("service_record_sources").get(source_doctype)
	if not functions:
		frappe.throw(_("No service record is written of «{0}».").format(_(source_doctype)), NoSource)
	told = frappe.get_attr(functions[-1])(source)
	found = {fact: told[fact] for fact in FACTS if told.get(fact) not in (None, "")}
	if found.get("ends_on") and get_datetime(found["ends_on"]) > now_datetime():
		found["ends_on"] = now_datetime().replace(second=0, microsecond=0)
	return found


def offered(member: str) -> list[dict]:
	"""What a member lately took part in, not recorded yet: {source_doctype, source, title, facts}."""
	found = []
	for path in frappe.get_hooks("service_record_offers"):
		found += frappe.get_attr(path)(member)
	written = _written(member, [each["source"] for each in found])
	open_ones = [each for each in found if (each["source_doctype"], each["source"]) not in written]
	told = [{**each, "facts": _facts_or_none(each)} for each in open_ones]
	return [each for each in told if each["facts"]][:MOST_OFFERED]


def fill(doc):
	"""Give a record what its source knows, where nothing was written; its kind is the source's.

	In which emergency and for which team somebody served is known by the source alone.
	"""
	doc.emergency = doc.team = None
	if not (doc.source_doctype and doc.source):
		return
	for fact, value in facts(doc.source_doctype, doc.source).items():
		is_unsaid = not doc.get(fact) or (doc.is_new() and fact == "mode")
		if doc.meta.has_field(fact) and (is_unsaid or fact in DECIDED):
			doc.set(fact, value)


def _facts_or_none(each: dict) -> dict | None:
	"""The facts of what is offered; None where something stands against a record of it."""
	try:
		return facts(each["source_doctype"], each["source"])
	except frappe.ValidationError:
		frappe.clear_last_message()
		return None


def _written(member: str, names: list[str]) -> set[tuple[str, str]]:
	if not names:
		return set()
	table = frappe.qb.DocType(RECORD)
	rows = (
		frappe.qb.from_(table)
		.select(table.source_doctype, table.source)
		.where((table.member == member) & table.source.isin(names) & (table.workflow_state != REPLACED))
		.run()
	)
	return set(rows)
