"""What consents and corrections mean for registration: whom they are told, and what they are asked of."""

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils import escape_html

from sink_app.access import holders
from sink_app.personal import texts

MEMBER = "Sink Member"
ORGANIZER = "Sink Unit Organizer"


class NobodyToAsk(frappe.ValidationError):
	"""The member's unit has no organizer in the system."""


class CorrectionEmpty(frappe.ValidationError):
	pass


class AskedAlready(frappe.DuplicateEntryError):
	pass


def tell_unit(doc, method: str | None = None):
	"""Tell the unit's organizers that a member withdrew a consent (on_update of a consent)."""
	if not (doc.withdrawn_on and doc.has_value_changed("withdrawn_on")):
		return
	member = frappe.get_doc(MEMBER, doc.person)
	users = [user for user in holders.of_role(member, ORGANIZER) if user != frappe.session.user]
	if not users:
		return
	subject = _("{0} has withdrawn the consent «{1}».").format(
		f"<b>{escape_html(member.member_name)}</b>", _(doc.purpose)
	)
	notification = {
		"type": "Alert",
		"document_type": MEMBER,
		"document_name": member.name,
		"subject": subject,
		"from_user": frappe.session.user,
	}
	enqueue_create_notification(users, notification)


def ask_to_correct(member, fieldname: str, proposed: str, note: str = ""):
	"""Put a correction that a member proposes before the unit's organizers, as a task on the member's record.

	A full number in what was typed comes masked. Raises CorrectionEmpty, AskedAlready and NobodyToAsk.
	"""
	label = _(member.meta.get_label(fieldname))
	proposed = texts.masked(proposed).strip()
	if not proposed:
		frappe.throw(_("Please write what «{0}» should say.").format(label), CorrectionEmpty)
	users = holders.of_role(member, ORGANIZER)
	if not users:
		frappe.throw(
			_("Your unit has no organizer here yet. Please tell the secretary of your branch."), NobodyToAsk
		)
	words = _("{0} asks to correct «{1}» to: {2}").format(member.member_name, label, proposed)
	if note.strip():
		words = f"{words} ({texts.masked(note).strip()})"
	description = escape_html(words)
	for user in users:
		task = {"reference_type": MEMBER, "reference_name": member.name, "allocated_to": user}
		if frappe.db.exists("ToDo", {**task, "status": "Open", "description": description}):
			frappe.throw(_("You have asked for this already; your unit has it before it."), AskedAlready)
		todo = frappe.new_doc("ToDo")
		todo.update({**task, "description": description, "assigned_by": frappe.session.user})
		# acts for itself: a member may ask, without a right on the tasks of others
		todo.insert(ignore_permissions=True)


def asked_corrections(member) -> list[dict]:
	"""The corrections that a member has asked for and that are open, once each."""
	# acts for itself: the member's own words on the member's own record
	found = frappe.get_all(
		"ToDo",
		filters={
			"reference_type": MEMBER,
			"reference_name": member.name,
			"owner": frappe.session.user,
			"status": "Open",
		},
		fields=["description", "creation"],
		order_by="creation desc",
	)
	return list({row.description: row for row in found}.values())
