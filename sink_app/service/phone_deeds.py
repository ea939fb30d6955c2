"""随手办实事 on the member's phone page: what was found and solved, and what became of it."""

import frappe
from frappe import _
from frappe.utils import cstr, nowdate

from sink_app.approvals import steps
from sink_app.registration.own import own_member
from sink_app.service import phone_records
from sink_app.service.doctype.sink_deed.sink_deed import DEED
from sink_app.service.records import HAND_IN, OPEN

SHOWN = 10
LONGEST = 500


class WordsMissing(frappe.ValidationError):
	pass


@frappe.whitelist()
def page() -> dict:
	"""Where the member serves, what may be chosen, and the member's last deeds."""
	member = own_member()
	rows = frappe.get_list(
		DEED,
		filters={"member": member.name},
		fields=["name", "title", "solved", "done_on", "workflow_state", "return_reason"],
		order_by="creation desc",
		limit=SHOWN,
	)
	return {
		"areas": phone_records.areas(member),
		"modes": [{"value": mode, "label": _(mode)} for mode in _modes()],
		"deeds": [_card(row) for row in rows],
	}


@frappe.whitelist(methods=["POST"])
def report(area: str, title: str, solved: str, mode: str, deed: str | None = None) -> dict:
	"""Report something settled today and hand it in, or hand in anew what was sent back; returns the page."""
	member = own_member()
	title, solved = (cstr(text).strip()[:LONGEST] for text in (title, solved))
	if not title or not solved:
		frappe.throw(_("Please say what you found and how you solved it."), WordsMissing)
	doc = frappe.get_doc(DEED, deed) if deed else frappe.get_doc({"doctype": DEED, "member": member.name})
	doc.update({"area": area, "title": title[:140], "solved": solved, "mode": mode})
	doc.done_on = doc.done_on or nowdate()
	doc.insert() if doc.is_new() else doc.save()
	steps.take(DEED, doc.name, HAND_IN)
	return page()


def _modes() -> list[str]:
	return frappe.get_meta(DEED).get_options("mode").split("\n")


def _card(row) -> dict:
	return {
		"name": row.name,
		"title": row.title,
		"solved": row.solved,
		"day": str(row.done_on),
		"state": _(row.workflow_state),
		"style": frappe.get_cached_value("Workflow State", row.workflow_state, "style") or "",
		"reason": row.return_reason or "",
		"may_edit": row.workflow_state in OPEN,
	}
