"""The roll-call: answers of those called, on their phones, or put in by the community for many at once."""

import frappe
from frappe import _

from sink_app.service.emergencies import EMERGENCY, RESPONSE, WARTIME

MOST = 500
"""So many are marked with one click."""


class TooMany(frappe.ValidationError):
	pass


def answer(response: str, status: str, reason: str | None = None):
	"""Put an answer in, for whoever may write it; returns the saved response.

	Answering twice the same changes nothing: a thumb that pressed twice is no error.
	"""
	doc = frappe.get_doc(RESPONSE, response, for_update=True)
	doc.check_permission("write")
	if doc.status == status:
		return doc
	doc.update({"status": status, "reason": reason})
	doc.save()
	return doc


@frappe.whitelist(methods=["POST"])
def mark(names: str | list, status: str, reason: str | None = None) -> dict:
	"""Put the same answer in for several people: {done, refused: [{name, person, why}]}, each by itself."""
	names = frappe.parse_json(names)
	if len(names) > MOST:
		frappe.throw(_("Please mark at most {0} at once.").format(MOST), TooMany)
	done, refused = 0, []
	for position, name in enumerate(names):
		frappe.db.savepoint(f"mark_{position}")
		try:
			answer(name, status, reason)
			done += 1
		except (frappe.ValidationError, frappe.PermissionError) as refusal:
			frappe.db.rollback(save_point=f"mark_{position}")
			frappe.clear_messages()
			refused.append({"name": name, "why": str(refusal)})
	return {"done": done, "refused": refused}


def open_calls(member: str) -> list[frappe._dict]:
	"""The calls of a member in emergencies that are in force, the newest first."""
	response, emergency = frappe.qb.DocType(RESPONSE), frappe.qb.DocType(EMERGENCY)
	return (
		frappe.qb.from_(response)
		.join(emergency)
		.on(emergency.name == response.emergency)
		.select(
			*(response.name, response.status, response.reason, response.task),
			*(response.answered_on, response.arrived_on, response.left_on),
			*(emergency.title, emergency.kind, emergency.is_drill, emergency.area, emergency.situation),
			*(emergency.instructions, emergency.assembly_place, emergency.assemble_by),
			emergency.declared_on,
		)
		.where((response.member == member) & (emergency.mode == WARTIME))
		.orderby(emergency.declared_on, order=frappe.qb.desc)
		.run(as_dict=True)
	)
