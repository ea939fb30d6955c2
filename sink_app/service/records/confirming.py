"""Confirming many records with one click: by the list's button, 200 at once in a few seconds."""

import frappe
from frappe import _
from frappe.utils import strip_html

from sink_app.approvals import many
from sink_app.service.records import AWAITING, CONFIRM, CONFIRM_AGAIN, RECORD, SECOND

MOST = 500
STEP_OF = {AWAITING: CONFIRM, SECOND: CONFIRM_AGAIN}


class TooMany(frappe.ValidationError):
	"""More records than one request takes."""


@frappe.whitelist(methods=["POST"])
def confirm(names: str | list) -> dict:
	"""Confirm records that wait, for the community; {done, refusals: [{name, title, sentence}]}.

	One that is refused (one's own, typed in by oneself, sent back meanwhile) stops no other.
	"""
	picked = frappe.parse_json(names)
	if len(picked) > MOST:
		frappe.throw(_("Please tick at most {0} records at a time.").format(MOST), TooMany)
	rows = _readable(picked)
	outcomes: dict[str, Exception | None] = {}
	for state, action in STEP_OF.items():
		here = [name for name in picked if name in rows and rows[name].workflow_state == state]
		outcomes |= many.take(RECORD, here, action, state) if here else {}
	refused = {name: str(refusal) for name, refusal in outcomes.items() if refusal}
	for name in picked:
		if name not in outcomes:
			refused[name] = _("This record does not wait for a confirmation.")
	return {
		"done": sum(refusal is None for refusal in outcomes.values()),
		"refusals": [
			{
				"name": name,
				"title": rows[name].member_name if name in rows else name,
				"sentence": strip_html(sentence)
				or _("You do not work for the place where this record stands."),
			}
			for name, sentence in refused.items()
		],
	}


def _readable(names: list[str]) -> dict[str, dict]:
	found = frappe.get_list(
		RECORD,
		filters={"name": ("in", names or [""])},
		fields=["name", "workflow_state", "member_name"],
		order_by="name asc",
		limit_page_length=0,
	)
	return {row.name: row for row in found}
