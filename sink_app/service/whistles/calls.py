"""协同处置: organizations and members who are called to help with a whistle, and what they answer."""

import frappe
from frappe import _
from frappe.utils import escape_html, now_datetime

from sink_app.approvals import following, reminders
from sink_app.organization import bodies
from sink_app.organization.wording import site_language
from sink_app.service.whistles import (
	BLOWN,
	CALL,
	CALLED,
	COMING,
	DONE,
	IN_HAND,
	RESPOND,
	WHISTLE,
	limits,
)


class NobodyNamed(frappe.ValidationError):
	pass


class NotWaitingForHelp(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def call(
	whistle: str,
	organizations: str | list | None = None,
	members: str | list | None = None,
	task: str | None = None,
) -> dict:
	"""Call organizations and members to help, each once: {called, before} in numbers.

	For whoever may change the whistle while it is blown or in hand.
	"""
	organizations = frappe.parse_json(organizations) or []
	members = frappe.parse_json(members) or []
	if not (organizations or members):
		frappe.throw(_("Please choose at least one organization or party member."), NobodyNamed)
	doc = frappe.get_doc(WHISTLE, whistle, for_update=True)
	doc.check_permission("write")
	if doc.workflow_state not in (BLOWN, IN_HAND):
		frappe.throw(_("Help is called for a whistle that has been blown and is open."), NotWaitingForHelp)
	named = [{"organization": each} for each in organizations] + [{"member": each} for each in members]
	made = [each for each in named if _call_one(doc, each, task)]
	return {"called": len(made), "before": len(named) - len(made)}


@frappe.whitelist(methods=["POST"])
def answer(call: str, status: str, reason: str | None = None, result: str | None = None) -> str:
	"""Answer a call: coming, cannot come, or done with what was done; returns the answer kept."""
	doc = frappe.get_doc(CALL, call, for_update=True)
	doc.check_permission("write")
	if doc.status != status:
		doc.update({"status": status, "reason": reason, "result": result})
		doc.save()
	return doc.status


@frappe.whitelist()
def paired(whistle: str) -> list[dict]:
	"""The organizations paired with the whistle's community, called first: {organization, title}."""
	doc = frappe.get_doc(WHISTLE, whistle)
	doc.check_permission("read")
	community = doc.community or doc.area
	found = frappe.get_list(
		"Sink Pairing", filters={"area": community}, pluck="organization", order_by="creation asc"
	)
	return [
		{"organization": each, "title": bodies.name_of(each, None)}
		for each in dict.fromkeys(filter(None, found))
	]


def answered(call):
	"""The first who comes takes the whistle on, as if its handler had; the handler hears of every answer."""
	doc = frappe.get_doc(WHISTLE, call.whistle, for_update=True)
	if doc.workflow_state == BLOWN and call.status in (COMING, DONE):
		reason = _("Taken on by {0}", lang=site_language()).format(call.called_name())
		following.put(doc, IN_HAND, RESPOND, reason)
	words = _("{0}: {1} answers «{2}»").format(
		escape_html(doc.title), escape_html(call.called_name()), _(call.status)
	)
	caller = call.owner
	if caller != frappe.session.user:
		reminders.tell(caller, words, WHISTLE, doc.name)


def tell_over(whistle):
	"""Those who were called and have not come yet need not come any more."""
	# acts for itself: everybody who was called hears of it
	names = frappe.get_all(
		CALL,
		filters={"whistle": whistle.name, "status": ("in", (CALLED, COMING))},
		pluck="name",
		order_by="creation asc",
	)
	for name in names:
		doc = frappe.get_doc(CALL, name)
		for user in doc.users():
			subject = _("Settled, nobody needs to come any more: {0}").format(escape_html(doc.title))
			reminders.tell(user, subject, CALL, name)


def _call_one(whistle, named: dict, task: str | None) -> bool:
	"""Call one, unless they were called before."""
	key = f"{whistle.name}/{named.get('organization') or named.get('member')}"
	if frappe.db.exists(CALL, {"call_key": key}):
		return False
	doc = frappe.get_doc(
		{
			"doctype": CALL,
			"whistle": whistle.name,
			**named,
			"task": task,
			"answer_by": limits.respond_by(whistle, now_datetime()),
		}
	).insert()
	for user in doc.users():
		reminders.tell(
			user, _("You are called to help: {0}").format(escape_html(whistle.title)), CALL, doc.name
		)
	return True
