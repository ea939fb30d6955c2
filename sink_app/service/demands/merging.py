"""Several calls about one thing become one demand; every caller is kept, to be told and asked afterwards."""

import frappe
from frappe import _

from sink_app.approvals import following
from sink_app.organization.wording import site_language
from sink_app.service.demands import DEMAND, MERGE, MERGED, OPEN
from sink_app.service.demands.making import ORDER


class NothingToMerge(frappe.ValidationError):
	"""No other demand was named."""


class AlreadyOver(frappe.ValidationError):
	"""One of the demands is settled, declined or merged already."""


class OtherCommunity(frappe.ValidationError):
	"""The demands belong to different communities."""


def merge(kept: str, others: list[str]):
	"""Merge other demands into one; each needs the right to write. Returns the one that is kept.

	A merged demand stays as it came in, with its caller, and names the one it went into.
	"""
	doc = _open_one(kept)
	wanted = [name for name in dict.fromkeys(others) if name != kept]
	if not wanted:
		frappe.throw(_("Please choose the demands that speak of the same thing."), NothingToMerge)
	merged = [_open_one(name) for name in wanted]
	furthest = max(merged, key=_progress)
	came_from, route = furthest.workflow_state, furthest.route
	for other in merged:
		_merge_one(doc, other)
	_bring_up_to(doc, came_from, route)
	doc.db_set("callers", len(records_of(kept)))
	return doc


def _progress(demand) -> int:
	return OPEN.index(demand.workflow_state)


def _bring_up_to(doc, state: str, route: str | None):
	"""Nothing is verified or taken in hand twice: what is kept is as far as any that went into it."""
	if OPEN.index(state) <= _progress(doc):
		return
	doc.route = doc.route or route
	following.put(doc, state, MERGE)


def records_of(kept: str) -> list[str]:
	"""A demand and those that went into it: one record a call, the kept one first."""
	# acts for itself: the calls of one demand belong together
	merged = frappe.get_all(DEMAND, filters={"merged_into": kept}, pluck="name", order_by="creation asc")
	return [kept, *merged]


def callers(demand: str) -> list[dict]:
	"""Everybody who called about a demand, as the asker may read them: {name, caller, phone, where, day}.

	Phones are masked, as everywhere; each is revealed on its own record.
	"""
	found = []
	for name in records_of(demand):
		doc = frappe.get_doc(DEMAND, name)
		doc.check_permission("read")
		may_see = doc.has_permlevel_access_to("phone")
		found.append(
			{
				"name": name,
				"caller": (doc.caller_name or "") if may_see else "",
				"phone": (doc.phone or "") if may_see else "",
				"where": (doc.address or "") if may_see else "",
				"words": doc.words,
				"day": str(doc.creation.date()),
			}
		)
	return found


def _open_one(name: str):
	doc = frappe.get_doc(DEMAND, name, for_update=True)
	doc.check_permission("write")
	if doc.workflow_state not in OPEN:
		frappe.throw(
			_("«{0}» is at «{1}» and cannot be merged any more.").format(doc.title, _(doc.workflow_state)),
			AlreadyOver,
		)
	return doc


def _merge_one(kept, other):
	if other.community != kept.community:
		frappe.throw(_("«{0}» belongs to another community.").format(other.title), OtherCommunity)
	# what had gone into the other one goes along
	# acts for itself: the right to write both was asked
	for name in frappe.get_all(DEMAND, filters={"merged_into": other.name}, pluck="name", order_by="name"):
		frappe.db.set_value(DEMAND, name, "merged_into", kept.name, update_modified=False)
	# acts for itself: the right to write both was asked
	for name in frappe.get_all(ORDER, filters={"demand": other.name}, pluck="name", order_by="name"):
		frappe.db.set_value(ORDER, name, "demand", kept.name, update_modified=False)
	other.merged_into = kept.name
	following.put(other, MERGED, MERGE, _("Merged into «{0}»", lang=site_language()).format(kept.title))
