"""到场名单: who came is ticked on a list, and one click makes a service record of each (idempotent)."""

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime, strip_html

from sink_app.approvals import steps
from sink_app.service.activities import ABSENT, ACTIVITY, ATTENDED, PARTICIPANT, WITHDRAWN
from sink_app.service.records import HAND_IN, RECORD, rules, sources

REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.DuplicateEntryError)


class NotYetOver(frappe.ValidationError):
	"""An activity that has not ended has nothing to record."""


@frappe.whitelist()
def people(activity: str) -> list[dict]:
	"""Who signed up: {name, member, member_name, status, record}, for who may read the activity."""
	frappe.get_doc(ACTIVITY, activity).check_permission("read")
	return frappe.get_list(
		PARTICIPANT,
		filters={"activity": activity, "status": ("!=", WITHDRAWN)},
		fields=["name", "member", "member_name", "status", "record"],
		order_by="member_name asc",
		limit_page_length=0,
	)


@frappe.whitelist(methods=["POST"])
def keep(activity: str, present: str | list, added: str | list = "[]") -> list[dict]:
	"""Keep who came: participants present, the others absent, and members who came without signing up."""
	doc = _own(activity)
	here = set(frappe.parse_json(present))
	for row in people(activity):
		status = ATTENDED if row.name in here else ABSENT
		if row.status != status and not row.record:
			participant = frappe.get_doc(PARTICIPANT, row.name)
			participant.status = status
			participant.save()
	for member in frappe.parse_json(added):
		# the place goes with it: the right to put somebody on the list depends on it
		about = {"activity": doc.name, "area": doc.area, "member": member, "status": ATTENDED}
		frappe.get_doc({"doctype": PARTICIPANT, **about}).insert()
	return people(activity)


@frappe.whitelist(methods=["POST"])
def make_records(activity: str, late_reason: str | None = None) -> dict:
	"""Make a service record of everybody who came and has none: {made, refusals: [{title, sentence}]}.

	May run again: who has a record is passed over. Whoever clicks has typed them in; somebody else confirms.
	Of an activity that is over long since, `needs_reason` asks for the reason of the late entry first.
	"""
	doc = _own(activity)
	if rules.is_late(doc.ends_on) and not (late_reason or "").strip():
		return {"made": 0, "refusals": [], "needs_reason": True}
	# under the lock of the activity, so that two clicks make no two records
	doc = frappe.get_doc(ACTIVITY, doc.name, for_update=True)
	made, refusals = 0, []
	for row in people(activity):
		if row.status != ATTENDED or row.record:
			continue
		frappe.db.savepoint("one_record")
		try:
			_record(doc, row, late_reason)
			made += 1
		except REFUSALS as refusal:
			frappe.db.rollback(save_point="one_record")
			refusals.append({"title": row.member_name, "sentence": strip_html(str(refusal))})
	frappe.clear_messages()
	if made:
		doc.db_set("recorded", (doc.recorded or 0) + made)
	return {"made": made, "refusals": refusals}


def _own(activity: str):
	doc = frappe.get_doc(ACTIVITY, activity)
	doc.check_permission("write")
	if get_datetime(doc.ends_on) > now_datetime():
		frappe.throw(_("The activity is not over yet."), NotYetOver)
	return doc


def _record(activity, row: dict, late_reason: str | None):
	"""One's own record, or what the member wrote meanwhile: nobody gets two of one activity."""
	about = {"member": row.member, "source_doctype": ACTIVITY, "source": activity.name}
	# acts for itself: a record that the member wrote is not written again, whoever may read it
	written = frappe.get_all(RECORD, filters=about, pluck="name", order_by="creation asc", limit=1)
	if not written:
		record = frappe.get_doc({"doctype": RECORD, **about, "late_reason": late_reason})
		# before the right is asked: it depends on the place
		sources.fill(record)
		record.insert()
		steps.take(RECORD, record.name, HAND_IN)
		written = [record.name]
	frappe.db.set_value(PARTICIPANT, row.name, "record", written[0], update_modified=False)
