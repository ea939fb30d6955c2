"""What was read of trees, stands and persons, kept until the transaction ends.

Within a transaction the database answers the same question alike, so each is asked once. After this
transaction has itself written a tree, a stand or a person, nothing is kept any more until it ends: a rollback
to a savepoint would not be noticed.
"""

from collections.abc import Callable
from typing import Any

import frappe


def once(key: tuple, make: Callable[[], Any]) -> Any:
	"""The value kept under a key, made if there is none."""
	kept = _kept()
	if kept["written"]:
		return make()
	if key not in kept["values"]:
		kept["values"][key] = make()
	return kept["values"][key]


def written():
	"""Keep nothing for the rest of this transaction."""
	kept = _kept()
	kept["values"].clear()
	kept["written"] = True


def _kept() -> dict:
	if not getattr(frappe.local, "access_memo", None):
		frappe.local.access_memo = {"values": {}, "written": False}
		frappe.db.after_commit.add(_forget)
		frappe.db.after_rollback.add(_forget)
	return frappe.local.access_memo


def _forget():
	frappe.local.access_memo = None
