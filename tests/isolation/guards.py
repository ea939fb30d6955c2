"""Takes one guard of the app out of the served test site, and puts it back.

A guard is an entry of the app's hooks that answers for who sees what. Frappe keeps the hooks of all apps in
the site's cache; without one entry there, the site runs as if hooks.py did not have it. The app knows nothing
of this.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from tests.support import bench

KEY = "app_hooks"
ENGINE = "sink_app.access."
KINDS = (
	*("permission_query_conditions", "has_permission", "standard_queries", "before_request", "after_request"),
	*("override_whitelisted_methods", "override_doctype_class", "doc_events"),
)
# what it keeps from being filed elsewhere is shown beside it, in test_filing
SHOWN_BESIDE = ("filing.file",)
# they keep the engine's own books
BOOKKEEPING = (
	*SHOWN_BESIDE,
	"refiling.node_changed",
	"refile.link_changed",
	"desk_made.changed",
	"stands.forget_persons",
)
# a place is not deleted while anybody stands there
NEVER_MET = (("Sink Area", "on_trash"), ("Sink Organization", "on_trash"))
# guards that another engine holds
ELSEWHERE = ("sink_app.approvals.checker.get_workflow_state_count",)
HANGS = "sink_app.access.hangers.check"
# one entry a DocType, written by one line of hooks.py
TOGETHER = ("query.", "search.")


def places() -> dict[str, list[tuple]]:
	"""{guard: where it stands in the hooks}, as (kind, key, …, path)."""
	found: dict[str, list[tuple]] = {}
	for kind in KINDS:
		for place in walk(frappe.get_hooks(kind), (kind,)):
			path = place[-1]
			is_guard = path.startswith((ENGINE, *ELSEWHERE)) and not path.endswith(BOOKKEEPING)
			if is_guard and place[1:-1] not in NEVER_MET:
				found.setdefault(name_of(place), []).append(place)
	for places_of_guard in found.values():
		# what hangs on records is held twice: whoever may not read the record may not create it either
		if places_of_guard[0][-1] == HANGS:
			_kind, doctype, _event, _path = places_of_guard[0]
			places_of_guard.append(("has_permission", doctype, "sink_app.access.hangers.has_permission"))
	return found


def walk(part: object, above: tuple) -> Iterator[tuple]:
	if isinstance(part, dict):
		for key, value in part.items():
			yield from walk(value, (*above, key))
	elif isinstance(part, list):
		for each in part:
			yield from walk(each, above)
	elif isinstance(part, str):
		yield (*above, part)


def name_of(place: tuple) -> str:
	kind, *keys, path = place
	inside = path.removeprefix("sink_app.")
	if inside.removeprefix("access.").startswith(TOGETHER):
		return f"{kind}: {inside.rpartition('.')[0] if '.of_' in inside else inside}"
	shown = ": ".join((kind, *keys))
	return shown if kind == "override_whitelisted_methods" or ".of_" in inside else f"{shown}: {inside}"


@contextmanager
def out(guard: str):
	"""Inside, the served site knows nothing of a guard."""
	hooks = copy.deepcopy(dict(frappe.get_hooks()))
	taken = places()[guard]
	for kind, *keys, path in taken:
		take(hooks[kind], keys, path)
	frappe.cache.set_value(KEY, hooks)
	loaded = any(kind == "override_doctype_class" for kind, *_rest in taken)
	try:
		if loaded:
			# a worker keeps the classes it has loaded
			bench.restart_workers()
		forget_collected()
		yield
	finally:
		frappe.cache.delete_value(KEY)
		frappe.get_hooks()
		forget_collected()
		if loaded:
			bench.restart_workers()


def forget_collected():
	"""This process has put the hooks of documents together before."""
	if hasattr(frappe.local, "doc_events_hooks"):
		del frappe.local.doc_events_hooks


def take(part: dict | list, keys: list, path: str):
	"""Remove a path from a part of the hooks, and a key that has none left."""
	if not keys:
		part.remove(path)
		return
	take(part[keys[0]], keys[1:], path)
	if not part[keys[0]]:
		del part[keys[0]]
