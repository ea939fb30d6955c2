"""Demands that may speak of the same thing: the same place and similar words, or the same caller.

An offer, no verdict: whoever takes the call decides. One query a demand, the comparing is done in memory.
"""

import re

import frappe
from frappe import _
from frappe.utils import add_days, now_datetime

from sink_app.personal import vault
from sink_app.service.demands import DEMAND, OPEN, SETTINGS

NO_WORD = re.compile(r"[\W_]+")
MOST = 500
"""So many of a community's last open demands are compared."""
SHOWN = 5


def of(demand) -> list[dict]:
	"""The open demands most like one that the asker may read, the most alike first.

	Each is {name, title, kind, state, day, callers, percent, reason}.
	"""
	settings = frappe.get_cached_doc(SETTINGS)
	same_caller = set(vault.holders_of_the_same(demand, "phone")) if demand.phone else set()
	found = []
	for row in _candidates(demand, settings.alike_days):
		percent = round(100 * likeness(demand.words, row.words))
		calls_again = row.name in same_caller
		if calls_again or percent >= settings.alike_percent:
			found.append(_offer(row, percent, calls_again))
	return sorted(found, key=lambda row: -row["percent"])[:SHOWN]


def likeness(one: str | None, other: str | None) -> float:
	"""How much two texts have in common, from 0 to 1: pairs of neighbouring characters they share.

	Chinese has no blanks between words, so pairs of characters stand for words. The shorter text counts: who
	says the same with more words means the same.
	"""
	first, second = _pairs(one), _pairs(other)
	if not first or not second:
		return 0.0
	return len(first & second) / min(len(first), len(second))


def _pairs(text: str | None) -> set[str]:
	letters = NO_WORD.sub("", text or "").lower()
	return {letters[place : place + 2] for place in range(len(letters) - 1)} or (
		{letters} if letters else set()
	)


def _candidates(demand, days: int) -> list:
	"""Open demands of the same grid; of the whole community where one of the two names no grid."""
	rows = frappe.get_list(
		DEMAND,
		filters={
			"community": demand.community,
			"workflow_state": ("in", OPEN),
			"name": ("!=", demand.name or ""),
			"creation": (">", add_days(now_datetime(), -days)),
		},
		fields=["name", "title", "words", "kind", "workflow_state", "creation", "callers", "grid"],
		order_by="creation desc",
		limit_page_length=MOST,
	)
	return [row for row in rows if not (row.grid and demand.grid and row.grid != demand.grid)]


def _offer(row, percent: int, calls_again: bool) -> dict:
	reasons = [_("same place"), _("words {0}% alike").format(percent)]
	if calls_again:
		reasons.append(_("same caller"))
	return {
		"name": row.name,
		"title": row.title,
		"kind": _(row.kind),
		"state": _(row.workflow_state),
		"day": str(row.creation.date()),
		"callers": row.callers or 1,
		"percent": percent,
		"reason": "；".join(reasons),
	}
