"""A confirmed record is never changed: a correction is a new record that takes its place, sealed too."""

import frappe
from frappe import _

from sink_app.approvals import following
from sink_app.service.records import CONFIRMED, RECORD, REPLACE, REPLACED

CARRIED = (
	*("member", "source_doctype", "source", "starts_on", "ends_on", "category", "content", "area", "place"),
	*("time_kind", "mode", "is_emergency"),
)


class NotCorrectable(frappe.ValidationError):
	"""Only what is confirmed and counts is corrected, by one correction at a time."""


@frappe.whitelist(methods=["POST"])
def correct(record: str, reason: str) -> str:
	"""Begin a correction of a confirmed record: a draft that says the same; returns its name."""
	old = frappe.get_doc(RECORD, record)
	old.check_permission("read")
	new = frappe.new_doc(RECORD)
	new.update({field: old.get(field) for field in CARRIED})
	new.update({"replaces": old.name, "correction_reason": reason})
	return new.insert().name


def check(doc):
	"""Refuse a correction of what is not confirmed, of another member's, or beside another correction."""
	old = frappe.db.get_value(RECORD, doc.replaces, ["member", "workflow_state"], as_dict=True)
	if old.workflow_state != CONFIRMED or old.member != doc.member:
		frappe.throw(_("Only a confirmed record of the same member is corrected."), NotCorrectable)
	others = {"replaces": doc.replaces, "name": ("!=", doc.name or ""), "workflow_state": ("!=", REPLACED)}
	if frappe.db.exists(RECORD, others):
		frappe.throw(_("A correction of this record is on its way already."), NotCorrectable)


def replace(doc):
	"""Let a confirmed correction take the place of the record it corrects, which counts no more."""
	old = frappe.get_doc(RECORD, doc.replaces, for_update=True)
	following.put(old, REPLACED, REPLACE, doc.correction_reason)
