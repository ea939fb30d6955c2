"""工作任务清单认领: rows of a community's demand list, taken on by units and their members."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from sink_app.service.lists import DEMAND_LIST, LIST_CLAIM

ITEM = "Sink Demand List Item"
TAKEN_ON, FINISHED, GIVEN_BACK = "Taken On", "Finished", "Given Back"


class NoSuchRow(frappe.DoesNotExistError):
	"""The row is not on the list any more."""


@frappe.whitelist(methods=["POST"])
def take_on(
	demand_list: str, item: str, organization: str, member: str | None = None, words: str = ""
) -> str:
	"""Take a row on for a unit, or for one of its members; returns the claim's name."""
	frappe.get_doc(DEMAND_LIST, demand_list).check_permission("read")
	about = {"demand_list": demand_list, "item": item, "organization": organization, "member": member}
	return frappe.get_doc({"doctype": LIST_CLAIM, **about, "words": words}).insert().name


@frappe.whitelist(methods=["POST"])
def settle(claim: str, status: str) -> None:
	"""Say that what was taken on is finished, or give it back for others."""
	doc = frappe.get_doc(LIST_CLAIM, claim)
	doc.check_permission("write")
	doc.status = status
	doc.save()


def lock(demand_list: str) -> str | None:
	"""Lock a list until the transaction ends, always before its claims, so that no two wait for each other.

	Returns its state.
	"""
	return frappe.db.get_value(DEMAND_LIST, demand_list, "workflow_state", for_update=True)


def row_of(demand_list: str, item: str):
	"""A row of a list: demand_words, capacity. Raises NoSuchRow."""
	about = {"name": item, "parent": demand_list, "parenttype": DEMAND_LIST}
	row = frappe.db.get_value(ITEM, about, ["demand_words", "capacity"], as_dict=True)
	if not row:
		frappe.throw(_("This row is not on the list any more. Please open the list anew."), NoSuchRow)
	return row


def counted(demand_list: str, locked: bool = False) -> dict[str, int]:
	"""How many hands have taken each row of a list on; locked where the answer must be the last."""
	table = frappe.qb.DocType(LIST_CLAIM)
	about = (table.demand_list == demand_list) & (table.status != GIVEN_BACK)
	if locked:
		rows = frappe.qb.from_(table).select(table.item).where(about).for_update().run()
		found: dict[str, int] = {}
		for (item,) in rows:
			found[item] = found.get(item, 0) + 1
		return found
	return dict(frappe.qb.from_(table).select(table.item, Count("*")).where(about).groupby(table.item).run())


def count(demand_list: str):
	"""Write into the rows of a list how many have taken them on."""
	taken = counted(demand_list, locked=True)
	# acts for itself: the rows of a list whose claims have changed
	for item in frappe.get_all(
		ITEM, filters={"parent": demand_list}, fields=["name", "claimed"], order_by="idx"
	):
		if (item.claimed or 0) != taken.get(item.name, 0):
			frappe.db.set_value(ITEM, item.name, "claimed", taken.get(item.name, 0), update_modified=False)
