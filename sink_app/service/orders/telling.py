"""Who is told what of an order, in the app's notifications; what is due tomorrow goes into the summary."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_days, escape_html, format_datetime, getdate, nowdate

from sink_app.access import holders
from sink_app.approvals import reminders
from sink_app.approvals.digests import DUE_SOON, Line
from sink_app.service.orders import ACCEPTED, CLAIM, DISPATCHED, HELD, IN_SERVICE, ORDER

OFFICE = ("Sink Community Staff", "Sink Community Secretary")
PAGE = "/sink#/orders"


def placed(row, members: list[str]):
	"""Tell members that the community has put them on an order."""
	_tell(members, row, _("You are asked to serve: «{0}», {1}"), _when(row))


def moved_up(row, members: list[str]):
	"""Tell members who waited that a place is theirs."""
	_tell(members, row, _("A place has come free and is yours: «{0}», {1}"), _when(row))


def moved_on(row, claim, reason: str):
	"""Tell a member that somebody else goes instead."""
	_tell([claim.member], row, _("Somebody else takes over «{0}»: {1}"), reason)


def given_up(row, claim, reason: str, moved: list[str]):
	"""Tell the community that a place was given back, and whether somebody has moved up."""
	words = _("{0} has given up «{1}» ({2}); somebody who waited has moved up.")
	if not moved:
		words = _("{0} has given up «{1}» ({2}); nobody waits for the place.")
	subject = words.format(*(escape_html(text) for text in (claim.member_name, row.title, reason)))
	for user in office_of(row.name):
		reminders.tell(user, subject, ORDER, row.name)


def cancelled(order, claims: list, reason: str):
	"""Tell everybody that an order is off: who held it or waited, who made it, its unit."""
	members = [each.member for each in claims]
	if order.proposed_by:
		members.append(order.proposed_by)
	_tell(members, order, _("«{0}» is off: {1}"), reason)
	subject = _("«{0}» is off: {1}").format(escape_html(order.title), escape_html(reason))
	people = office_of(order.name)
	if order.organization:
		people += holders.of_role(order, "Sink Unit Organizer")
	for user in dict.fromkeys(people):
		if user != frappe.session.user:
			reminders.tell(user, subject, ORDER, order.name)


def displeased(order, words: str):
	"""Tell the community that a resident was not pleased, so that somebody calls."""
	subject = _("A resident was not pleased with «{0}»: {1}").format(
		escape_html(order.title), escape_html(words or _("no words"))
	)
	for user in office_of(order.name):
		reminders.tell(user, subject, ORDER, order.name)


def everybody(order, subject: str, above: list[str] | tuple = ()):
	"""Tell whoever looks after an order and whoever holds it, and those above them who are to know."""
	members = frappe.qb.DocType("Sink Member")
	claim = frappe.qb.DocType(CLAIM)
	held = (
		frappe.qb.from_(claim)
		.join(members)
		.on(members.name == claim.member)
		.select(members.user)
		.where((claim.service_order == order.name) & (claim.status == HELD))
		.where(members.user.isnotnull() & (members.user != ""))
		.run()
	)
	for user in dict.fromkeys((*office_of(order.name), *above, *(user for (user,) in held))):
		reminders.tell(user, subject, ORDER, order.name)


def due_lines() -> dict[str, list[Line]]:
	"""The day before a service whoever goes speaks with the community (hook: digest_sources).

	湖北经济学院 plan, 四(三)1: 每次下沉社区前，应提前主动沟通衔接.
	"""
	found: dict[str, list[Line]] = defaultdict(list)
	claim, order, member = (frappe.qb.DocType(name) for name in (CLAIM, ORDER, "Sink Member"))
	tomorrow = add_days(nowdate(), 1)
	rows = (
		frappe.qb.from_(claim)
		.join(order)
		.on(order.name == claim.service_order)
		.join(member)
		.on(member.name == claim.member)
		.select(member.user, order.name, order.title, order.starts_on)
		.where((claim.status == HELD) & claim.contacted_on.isnull() & member.user.isnotnull())
		.where(order.workflow_state.isin([DISPATCHED, ACCEPTED, IN_SERVICE]))
		.where(order.starts_on[f"{tomorrow} 00:00:00" : f"{tomorrow} 23:59:59"])
		.run(as_dict=True)
	)
	for row in rows:
		title = _("Speak with the community before tomorrow's service: {0}").format(row.title)
		found[row.user].append(Line(DUE_SOON, ORDER, row.name, title, getdate(row.starts_on), PAGE))
	return found


def office_of(order: str) -> list[str]:
	"""The accounts of the community that looks after an order."""
	doc = frappe.get_doc(ORDER, order)
	return list(dict.fromkeys(user for role in OFFICE for user in holders.of_role(doc, role)))


def _tell(members: list[str], order, words: str, more: str):
	if not members:
		return
	subject = words.format(escape_html(order.title), escape_html(more))
	# acts for itself: members who are told, whoever acted on the order
	users = frappe.get_all(
		"Sink Member",
		filters={"name": ("in", list(set(members))), "user": ("is", "set")},
		pluck="user",
		order_by="name asc",
	)
	for user in users:
		reminders.tell(user, subject, ORDER, order.name)


def _when(order) -> str:
	return format_datetime(order.starts_on, "yyyy-MM-dd HH:mm") if order.starts_on else ""
