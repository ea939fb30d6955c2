"""接单, 派单, 改派, 退单: every way in which a place of an order is taken or given up.

The head-count is never passed: whoever comes later waits in order of arrival, and moves up by itself.
"""

import frappe
from frappe import _
from frappe.utils import now_datetime

from sink_app.service.orders import (
	BY_MEMBER,
	BY_OFFICE,
	CLAIM,
	CLAIM_CANCELLED,
	DONE,
	GIVEN_UP,
	HELD,
	MOVED_ON,
	OPEN,
	ORDER,
	TAKING,
	WAITING,
	counting,
	moving,
	telling,
)


class OrderNotOpen(frappe.ValidationError):
	"""The order takes nobody now."""


class NamedByTheCommunity(frappe.ValidationError):
	"""Nobody takes this order by themselves."""


class ClaimedAlready(frappe.DuplicateEntryError):
	"""The member holds the order, or waits for it."""


class NotPlacedThere(frappe.ValidationError):
	"""The member is neither placed in the order's community nor of the unit that it was given to."""


class NoPlaceLeft(frappe.ValidationError):
	"""As many hold the order as it wants people."""


class NotHeld(frappe.ValidationError):
	"""The claim is over."""


class ReasonMissing(frappe.ValidationError):
	"""Giving a place up without a word leaves the community guessing."""


def claim(order: str, member: str) -> frappe._dict:
	"""Take a place of an order as a member, or queue for one: {name, status, place, before}.

	`before` is how many wait before the member. Raises OrderNotOpen, NamedByTheCommunity, ClaimedAlready and
	NotPlacedThere.
	"""
	person = _person(member)
	facts = check_may_serve(order, person)
	# what takes longest is done before anybody has to wait for the order
	made = _insert(facts, person, BY_MEMBER)
	row = counting.locked(order)
	if row.area != facts.area:
		# moved at this very moment: begun anew, like what the database breaks off
		raise frappe.QueryDeadlockError(ORDER)
	_check_taking(row)
	if row.mode != OPEN:
		frappe.throw(_("The community names the people for this order itself."), NamedByTheCommunity)
	has_place = row.taken < row.head_count
	found = _count_in(row, made, HELD if has_place else WAITING)
	counting.write(row)
	moving.follow(row)
	return frappe._dict(found, before=0 if has_place else row.waiting - 1)


def place(order: str, members: dict[str, str | None]) -> list[frappe._dict]:
	"""Put members on an order, each with the reason why, as whoever dispatches it; they are told.

	Raises NoPlaceLeft where there are more of them than places.
	"""
	people = [_person(member) for member in members]
	for person in people:
		check_may_serve(order, person)
	row = counting.locked(order)
	_check_taking(row)
	if row.taken + len(people) > row.head_count:
		frappe.throw(
			_("«{0}» wants {1} people and has {2}. Please raise «People Needed» or choose fewer.").format(
				row.title, row.head_count, row.taken
			),
			NoPlaceLeft,
		)
	found = [_put(row, person, HELD, BY_OFFICE, members[person.name]) for person in people]
	counting.write(row)
	moving.follow(row)
	telling.placed(row, [person.name for person in people])
	return found


def accept(name: str):
	"""接单: say yes to a place that the community gave."""
	row, found = _locked_with_order(name)
	if found.status != HELD:
		refuse_over()
	if found.accepted_on:
		return
	_write(name, accepted_on=now_datetime())
	row.accepted += 1
	counting.write(row)
	moving.follow(row)


def give_up(name: str, reason: str | None):
	"""退单: give a place back with a reason, or leave the queue; whoever waits longest moves up."""
	row, found = _locked_with_order(name)
	if found.status not in (HELD, WAITING):
		refuse_over()
	_check_taking(row)
	reason = (reason or "").strip()
	if found.status == HELD and not reason:
		frappe.throw(_("Please say in a sentence why, so that the community can plan."), ReasonMissing)
	_end(row, found, GIVEN_UP, reason)
	moved = move_up(row)
	counting.write(row)
	moving.follow(row)
	if found.status == HELD:
		telling.given_up(row, found, reason, moved)


def reassign(name: str, member: str, reason: str, why: str | None = None):
	"""改派: give a held place to another member; both are told, the queue stays as it is.

	`reason` is why the one does not go, `why` what speaks for the other.
	"""
	if not (reason or "").strip():
		frappe.throw(_("Please say in a sentence why, so that the community can plan."), ReasonMissing)
	person = _person(member)
	row, found = _locked_with_order(name)
	check_may_serve(row.name, person)
	if found.status != HELD:
		refuse_over()
	_check_taking(row)
	_end(row, found, MOVED_ON, reason)
	new = _put(row, person, HELD, BY_OFFICE, why)
	counting.write(row)
	moving.follow(row)
	telling.moved_on(row, found, reason)
	telling.placed(row, [person.name])
	return new


def move_up(row: frappe._dict) -> list[str]:
	"""Give free places of a locked order to those who wait longest, and tell them; returns them."""
	moved = []
	while row.taken < row.head_count and row.waiting > 0 and (next_one := counting.next_waiting(row.name)):
		_write(next_one.name, status=HELD, accepted_on=now_datetime())
		row.taken, row.waiting, row.accepted = row.taken + 1, row.waiting - 1, row.accepted + 1
		moved.append(next_one.member)
	telling.moved_up(row, moved)
	return moved


def fill_up(order: str):
	"""Let those who wait have the places that a raised head-count made."""
	row = counting.locked(order)
	if row.workflow_state in TAKING and row.taken < row.head_count and row.waiting:
		move_up(row)
		counting.write(row)
		moving.follow(row)


def end_all(order: str, is_done: bool, reason: str = "") -> list[frappe._dict]:
	"""Close every claim of an order that is over: what is held is done, or cancelled with the order.

	Returns those who held a place or waited for one.
	"""
	row = counting.locked(order)
	found = counting.of_order(order)
	for each in found:
		status = DONE if is_done and each.status == HELD else CLAIM_CANCELLED
		values = {"done_on": now_datetime()} if status == DONE else {"end_reason": reason}
		_write(each.name, status=status, holding=None, **values)
	row.waiting = 0
	counting.write(row)
	return found


def check_may_serve(order: str, person: frappe._dict) -> frappe._dict:
	"""A member serves where they are placed this year, or what their unit was given; the order's facts."""
	facts = counting.facts(order, person.name)
	if facts.registration:
		return facts
	above = frappe.get_cached_value(
		"Sink Organization", person.organization, ["unit", "second_level", "branch"]
	)
	if facts.organization and facts.organization in (person.organization, *(above or ())):
		return facts
	frappe.throw(
		_("Only who is placed in this community takes its orders: the registration comes first."),
		NotPlacedThere,
	)


def _person(member: str) -> frappe._dict:
	found = frappe.db.get_value(
		"Sink Member", member, ["name", "member_name", "organization", "user"], as_dict=True
	)
	if not found:
		raise frappe.DoesNotExistError("Sink Member")
	return found


def _check_taking(row: frappe._dict):
	if row.workflow_state not in TAKING:
		frappe.throw(
			_("«{0}» is at «{1}»; places are neither taken nor given up now.").format(
				row.title, _(row.workflow_state)
			),
			OrderNotOpen,
		)


def refuse_over():
	"""Refuse what is asked of a place that is not held any more."""
	frappe.throw(_("This place is not held any more. Please open the page anew."), NotHeld)


def _put(row: frappe._dict, person: frappe._dict, status: str, way: str, reason: str | None = None) -> dict:
	"""Insert a claim on a locked order and count it."""
	return _count_in(row, _insert(row, person, way, reason), status)


def _insert(order: frappe._dict, person: frappe._dict, way: str, reason: str | None = None):
	"""A claim that counts nowhere yet: its place and its status are given under the order's lock."""
	claim = frappe.get_doc(
		{
			"doctype": CLAIM,
			"service_order": order.name,
			"member": person.name,
			"member_name": person.member_name,
			"organization": person.organization,
			"status": CLAIM_CANCELLED,
			"way": way,
			"reason": reason,
			"area": order.area,
			"holding": f"{order.name}/{person.name}",
		}
	)
	# everything it names was read a moment ago
	claim.flags.update({"ignore_links": True, "counted_in_next": True})
	try:
		# acts for itself: who may take or give a place was asked by the caller; nobody writes claims by hand
		return claim.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		# what the framework says of the column, in words that nobody knows
		frappe.clear_last_message()
		frappe.throw(
			_("{0} has taken this order already, or waits for it.").format(person.member_name), ClaimedAlready
		)


def _count_in(row: frappe._dict, claim, status: str) -> dict:
	"""Give a claim the next place of its locked order."""
	row.arrivals += 1
	is_accepted = status == HELD and claim.way == BY_MEMBER
	table = frappe.qb.DocType(CLAIM)
	values = {
		"status": status,
		"place": row.arrivals,
		"accepted_on": now_datetime() if is_accepted else None,
		"order_title": row.title,
		"starts_on": row.starts_on,
		"ends_on": row.ends_on,
	}
	update = frappe.qb.update(table).where(table.name == claim.name)
	for field, value in values.items():
		update = update.set(table[field], value)
	# nobody has seen or kept it yet, so that nothing but the row has to follow
	update.run()
	if status == HELD:
		row.taken += 1
		row.accepted += is_accepted
	else:
		row.waiting += 1
	return {"name": claim.name, "status": status, "place": row.arrivals}


def _end(row: frappe._dict, found: frappe._dict, status: str, reason: str):
	_write(found.name, status=status, end_reason=reason or None, holding=None)
	if found.status == HELD:
		row.taken -= 1
		row.accepted -= bool(found.accepted_on)
	else:
		row.waiting -= 1


def _locked_with_order(name: str) -> tuple[frappe._dict, frappe._dict]:
	"""The order of a claim and the claim, locked in this sequence."""
	order = frappe.db.get_value(CLAIM, name, "service_order")
	if not order:
		raise frappe.DoesNotExistError(CLAIM)
	return counting.locked(order), counting.locked_claim(name)


def _write(name: str, **values):
	frappe.db.set_value(CLAIM, name, values)
