"""换班、替班: nobody's duty passes to anybody who has not said yes."""

import frappe
from frappe import _
from frappe.utils import formatdate, getdate, now_datetime, nowdate

from sink_app.service.rosters import PLANNED, SHIFT, SWAP

ASKED, AGREED, DECLINED, WITHDRAWN = "Requested", "Agreed", "Declined", "Withdrawn"


class NotOnDuty(frappe.PermissionError):
	pass


class NotAsked(frappe.PermissionError):
	pass


class ShiftNotOpen(frappe.ValidationError):
	pass


class SameMember(frappe.ValidationError):
	pass


class BusyThatDay(frappe.ValidationError):
	pass


class AskedAlready(frappe.DuplicateEntryError):
	pass


class SettledAlready(frappe.ValidationError):
	pass


def ask(
	member: str, shift: str, other_member: str, other_shift: str | None = None, reason: str | None = None
):
	"""Ask another to change a duty or to stand in; returns the swap.

	:param member: whose duty it is, and who asks
	"""
	if frappe.db.get_value(SHIFT, shift, "member") != member:
		frappe.throw(_("This is not your duty."), NotOnDuty)
	swap = frappe.get_doc(
		{
			"doctype": SWAP,
			"shift": shift,
			"member": member,
			"other_member": other_member,
			"other_shift": other_shift,
			"reason": reason,
		}
	)
	# acts for itself: whoever is on duty asks for it, which was seen to just before
	return swap.insert(ignore_permissions=True)


def answer(name: str, member: str, agrees: bool, words: str | None = None):
	"""The other's yes or no; with a yes the duties change at once. Returns the swap.

	:param member: who answers
	:raises NotAsked, SettledAlready, ShiftNotOpen, BusyThatDay:
	"""
	swap = _open(name)
	if swap.other_member != member:
		frappe.throw(_("Somebody else was asked."), NotAsked)
	if agrees:
		_change_over(swap)
	return _settle(swap, AGREED if agrees else DECLINED, words)


def withdraw(name: str, member: str):
	"""Take back what one has asked, as long as it is not answered."""
	swap = _open(name)
	if swap.member != member:
		frappe.throw(_("Somebody else has asked this."), NotAsked)
	return _settle(swap, WITHDRAWN, None)


def check(swap, locked: dict | None = None):
	"""The rules of a swap, asked when it is filed and again, of the locked shifts, when it is agreed to."""
	shift = _shift(swap.shift, locked)
	swap.member = swap.member or shift.member
	if swap.other_member == swap.member:
		frappe.throw(_("Please choose somebody else than yourself."), SameMember)
	if shift.member != swap.member:
		frappe.throw(_("This duty is somebody else's by now."), ShiftNotOpen)
	_check_free(swap.other_member, shift, but=swap.other_shift)
	if swap.other_shift:
		other = _shift(swap.other_shift, locked)
		if other.member != swap.other_member or other.roster != shift.roster:
			frappe.throw(_("The duty in return is not the other member's in this roster."), ShiftNotOpen)
		_check_free(swap.member, other, but=swap.shift)
	about = {"open_key": swap.shift, "name": ("!=", swap.name or "")}
	if frappe.db.exists(SWAP, about):
		frappe.throw(_("Somebody was asked about this duty already; wait for the answer."), AskedAlready)


def _change_over(swap):
	"""Locked in the order of their names, so that two swaps never wait for each other."""
	names = sorted(filter(None, (swap.shift, swap.other_shift)))
	locked = {name: frappe.get_doc(SHIFT, name, for_update=True) for name in names}
	check(swap, locked)
	_pass_on(locked[swap.shift], swap.other_member)
	if swap.other_shift:
		_pass_on(locked[swap.other_shift], swap.member)


def _pass_on(shift, member: str):
	shift.member = member
	# acts for itself: both have said yes
	shift.flags.ignore_permissions = True
	shift.flags.by_roster = True
	shift.save()


def _settle(swap, status: str, words: str | None):
	swap.update({"status": status, "answer": words, "answered_on": now_datetime()})
	# acts for itself: that the answer is theirs was asked before
	swap.flags.ignore_permissions = True
	return swap.save()


def _open(name: str):
	swap = frappe.get_doc(SWAP, name, for_update=True)
	if swap.status != ASKED:
		frappe.throw(_("This was settled already: {0}.").format(_(swap.status)), SettledAlready)
	return swap


def _shift(name: str, locked: dict | None):
	fields = ["name", "member", "day", "status", "roster"]
	shift = locked[name] if locked else frappe.db.get_value(SHIFT, name, fields, as_dict=True)
	if shift.status != PLANNED or getdate(shift.day) < getdate(nowdate()):
		frappe.throw(
			_("The duty on {0} cannot be changed any more.").format(formatdate(shift.day)), ShiftNotOpen
		)
	return shift


def _check_free(member: str, shift, but: str | None):
	about = {"member": member, "day": shift.day, "status": PLANNED, "name": ("!=", but or "")}
	if frappe.db.exists(SHIFT, about):
		frappe.throw(
			_("{0} is on duty on {1} already.").format(
				frappe.db.get_value("Sink Member", member, "member_name"), formatdate(shift.day)
			),
			BusyThatDay,
		)
