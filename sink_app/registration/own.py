"""The member whom the session's user is: whose page the phone shows."""

import frappe
from frappe import _

MEMBER = "Sink Member"


class NoMemberRecord(frappe.DoesNotExistError):
	"""The user's account is not linked to a member."""


def own_member():
	"""The member record of whoever asks; raises NoMemberRecord where the account is linked to none."""
	found = frappe.get_list(
		MEMBER, filters={"user": frappe.session.user}, pluck="name", order_by="creation asc", limit=1
	)
	if not found:
		frappe.throw(
			_("Your account is not linked to a member yet. Please ask your unit's organizer to link it."),
			NoMemberRecord,
		)
	member = frappe.get_doc(MEMBER, found[0])
	member.check_permission("read")
	return member
