"""Points turned on for a city that has served for a year, and taken off again."""

from time import monotonic

import frappe

from benchmarks.records.filling import YEAR
from sink_app.evaluation import ENTRY, RULE, SETTINGS
from sink_app.evaluation.points import counting, runs
from sink_app.service.records import RECORD

SLOWEST_SET = 0.5
"""Seconds that the points of 200 records just confirmed may take a worker."""
AT_ONCE = 200


def keep() -> list[str]:
	"""Turn points and stars on, count all that was served, print what it took; the bars missed."""
	first = frappe.db.get_value(RULE, {"source_doctype": RECORD})
	frappe.db.set_value(RULE, {"name": ("!=", first)}, "enabled", 0)
	_switch(enable_points=1, points_from=f"{YEAR}-01-01", enable_stars=1)
	before, start = frappe.db.count(ENTRY), monotonic()
	runs.run(first)
	frappe.db.commit()
	took, made = monotonic() - start, frappe.db.count(ENTRY) - before
	print(f"{made:,} points entries in {took:.0f} s, {made / max(took, 0.01):,.0f} a second", flush=True)
	return one_set(first)


def one_set(rule: str) -> list[str]:
	"""The points of 200 records confirmed at once."""
	filters = {"workflow_state": "Record Confirmed"}
	# the generator's own records; the benchmark reads as nobody
	names = frappe.get_all(RECORD, filters, pluck="name", limit=AT_ONCE, order_by="name desc")
	frappe.db.delete(ENTRY, {"source": ("in", names)})
	start = monotonic()
	entered = counting.settle(frappe.get_doc(RULE, rule), names)
	took = monotonic() - start
	frappe.db.rollback()
	print(f"points of {entered} records confirmed at once: {took:.2f} s", flush=True)
	return [f"points of {entered} records took {took:.1f} s"] if took > SLOWEST_SET else []


def drop():
	"""Turn both off again, as they are shipped."""
	_switch(enable_points=0, enable_stars=0)


def _switch(**values):
	doc = frappe.get_doc(SETTINGS)
	doc.update(values)
	doc.save()
	frappe.db.commit()
