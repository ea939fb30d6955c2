"""What happens to registrations when a member's life changes: one place, for every way a change comes about.

A registration that ends is marked, dated and kept; what goes on elsewhere is a new one that names it.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime, nowdate

from sink_app.access import columns, declaration, holders
from sink_app.approvals import following, reminders
from sink_app.registration import tallies
from sink_app.registration.states import (
	AWAY,
	CLOSED,
	DEREGISTERED,
	DISPATCHED,
	ELSEWHERE,
	GONE,
	IN_SERVICE,
	MOVED_AWAY,
	PLACED,
	RESIDENCE,
	RETIRED,
)

REGISTRATION, MEMBER = "Sink Registration", "Sink Member"
CHANGE, REALLOCATION = "Sink Registration Change", "Sink Reallocation"
DRAFT, WAITING = "Draft", "Community Acceptance"
CARRIED = (
	"member",
	"registration_type",
	"wanted_post",
	"identity_shown",
	"discipline_accepted",
	"privacy_accepted",
)
RECEIVERS = ("Sink Community Secretary", "Sink Community Staff")


def active(member: str, year: int) -> list[frappe._dict]:
	"""A member's registrations of a year that have not ended, dispatch first."""
	# acts for itself: what a change touches is found whoever settles it
	rows = frappe.get_all(
		REGISTRATION,
		filters={"member": member, "year": year, "workflow_state": ("not in", CLOSED)},
		fields=["name", "registration_type", "workflow_state", "community"],
		order_by="registration_type asc",
	)
	return [frappe._dict(row, is_dispatched=row.registration_type == DISPATCHED) for row in rows]


def latest_event(member: str) -> date | None:
	"""The last day on which a registration of a member began or ended, or a change took effect."""
	# acts for itself: the days of all of a member's records, whoever may read which
	rows = frappe.get_all(REGISTRATION, filters={"member": member}, fields=["active_from", "ended_on"])
	days = [day for row in rows for day in (row.active_from, row.ended_on) if day]
	# acts for itself: as above
	days += frappe.get_all(
		CHANGE, filters={"member": member, "applied_on": ("is", "set")}, pluck="applied_on"
	)
	return max(map(getdate, days), default=None)


def earliest_day(member: str, wanted: str | date) -> date:
	"""The day wanted, or that of the last event where something has happened since: history goes forward."""
	return max(getdate(wanted), latest_event(member) or getdate(wanted))


def settle(change):
	"""Carry an accepted change out, once; one whose day lies ahead waits for `apply_due`."""
	if change.applied_on or getdate(change.effective_on) > getdate(nowdate()):
		return
	member = frappe.get_doc(MEMBER, change.member, for_update=True)
	on = earliest_day(change.member, change.effective_on)
	before = member.status
	EFFECTS[change.kind](change, member, on)
	change.db_set({"applied_on": on, "status_before": before}, update_modified=False)


def apply_due():
	"""Carry out the accepted changes whose day has come (hook: scheduler_events, daily). May be run again."""
	waiting = {
		"workflow_state": "Accepted",
		"applied_on": ("is", "not set"),
		"effective_on": ("<=", nowdate()),
	}
	for doctype, carry_out in ((CHANGE, settle), (REALLOCATION, lambda doc: doc.settle())):
		# acts for itself: the day decides, all have agreed before
		due = frappe.get_all(doctype, filters=waiting, pluck="name", order_by="effective_on asc")
		for name in due:
			carry_out(frappe.get_doc(doctype, name, for_update=True))
			if not frappe.flags.in_test:
				# a job's own transaction: what took effect stays
				frappe.db.commit()


def end(name: str, state: str, on: date, reason: str):
	"""Mark a registration as history from a day on; it keeps all it says and where it was filed."""
	registration = frappe.get_doc(REGISTRATION, name, for_update=True)
	registration.update({"ended_on": on, "end_reason": reason})
	_tell_community(registration, state, on)
	return following.put(registration, state, state, reason)


def move(name: str, place: dict, state: str, on: date, reason: str):
	"""End a registration as moved away and carry it on at another place; returns the new one.

	`place` holds the fields that say where; a state other than draft needs both notices accepted.
	"""
	old = frappe.get_doc(REGISTRATION, name)
	values = {field: old.get(field) for field in CARRIED}
	end(name, MOVED_AWAY, on, reason)
	return begin({**values, "continues": name, **place}, state, on, reason)


def begin(values: dict, state: str, on: date, reason: str):
	"""File a registration that another record calls for, in a state of the chain; returns it."""
	new = frappe.new_doc(REGISTRATION)
	new.update({**values, "year": on.year, "active_from": on})
	accepted = new.discipline_accepted and new.privacy_accepted
	state = state if accepted else DRAFT
	return following.put(new, state, "Carried On", reason)


def follow_member(doc, method: str | None = None):
	"""Registrations that count go with their member to another organization (hook: on_update)."""
	before = doc.get_doc_before_save()
	if not before:
		return
	if before.organization != doc.organization:
		table = frappe.qb.DocType(REGISTRATION)
		place = columns.ancestors(declaration.trees()["Sink Organization"], doc.organization)
		update = frappe.qb.update(table).set(table.organization, doc.organization)
		for column, value in place.items():
			update = update.set(table[column], value)
		year = doc.flags.changed_in_year or getdate(nowdate()).year
		# a form open elsewhere is told to load anew
		update = update.set(table.modified, now_datetime())
		still_counts = table.workflow_state.isnull() | table.workflow_state.notin(list(CLOSED))
		update.where((table.member == doc.name) & (table.year >= year) & still_counts).run()
	tallies.refresh([doc.name])


def unit_of(organization: str | None) -> str | None:
	"""The unit an organization belongs to; itself where it stands above the units."""
	if not organization:
		return None
	place = columns.ancestors(declaration.trees()["Sink Organization"], organization)
	return place["unit"] or organization


def _move_house(change, member, on: date):
	place = _place_of(change)
	old = next((row for row in active(member.name, on.year) if row.registration_type == RESIDENCE), None)
	state = ELSEWHERE if change.is_external else PLACED
	if old:
		move(old.name, place, state, on, _(change.kind))
	else:
		values = {"member": member.name, "registration_type": RESIDENCE, **place}
		begin(values, state, on, _(change.kind))
	if not change.is_external:
		member.home_area = (
			change.new_building or change.new_grid or change.new_compound or change.new_community
		)
	else:
		member.home_area = None
	member.home_address = change.new_address or change.external_place
	_save(member, on)


def _place_of(change) -> dict:
	if change.is_external:
		return {
			"is_external": 1,
			"external_place": change.external_place,
			"external_proof": change.reason or _("Told with the change"),
		}
	return {
		"community": change.new_community,
		"compound": change.new_compound,
		"grid": change.new_grid,
		"building": change.new_building,
	}


def _change_organization(change, member, on: date):
	dispatched = next((row for row in active(member.name, on.year) if row.is_dispatched), None)
	leaves_unit = unit_of(change.new_organization) != unit_of(member.organization)
	goes_elsewhere = dispatched and leaves_unit and dispatched.community != change.dispatched_community
	old = None
	if goes_elsewhere:
		old = frappe.get_doc(REGISTRATION, dispatched.name)
		state = MOVED_AWAY if change.dispatched_community else DEREGISTERED
		end(dispatched.name, state, on, _(change.kind))
	member.organization = change.new_organization
	_save(member, on)
	starts = change.dispatched_community and (goes_elsewhere or not dispatched)
	if leaves_unit and starts and is_dispatched_at_all(member):
		values = {field: old.get(field) for field in CARRIED} if old else {}
		place = {
			"community": change.dispatched_community,
			"grid": change.new_grid,
			"building": change.new_building,
		}
		begin(
			{
				"member": member.name,
				"registration_type": DISPATCHED,
				**values,
				**place,
				"continues": old and old.name,
			},
			PLACED if change.new_grid else WAITING,
			on,
			_(change.kind),
		)


def is_dispatched_at_all(member) -> bool:
	"""Whether a member is sent anywhere: who is in service, or will be again when they come back."""
	return (_status_before_leaving(member) if member.status == AWAY else member.status) == IN_SERVICE


def _retire(change, member, on: date):
	"""Who retires is no longer dispatched; where they live they stay registered (obligations end with it)."""
	for row in active(member.name, on.year):
		if row.is_dispatched:
			end(row.name, DEREGISTERED, on, _(change.kind))
	member.status = RETIRED
	_save(member, on)


def _go_away(change, member, on: date):
	member.status = AWAY
	_save(member, on)


def _come_back(change, member, on: date):
	member.status = _status_before_leaving(member)
	_save(member, on)


def _status_before_leaving(member) -> str:
	"""Retired stays retired; who was deregistered comes back into service."""
	# acts for itself: the member's own past, whoever may read it
	left = frappe.get_all(
		CHANGE,
		filters={
			"member": member.name,
			"applied_on": ("is", "set"),
			"kind": ("in", ["Go Away", "Deregister", "Retire"]),
			"registration": ("is", "not set"),
		},
		fields=["kind", "status_before"],
		order_by="applied_on desc, modified desc, creation desc",
		limit=20,
	)
	came_from = next((row.status_before for row in left if row.status_before in (IN_SERVICE, RETIRED)), None)
	return came_from or IN_SERVICE


def _deregister(change, member, on: date):
	rows = active(member.name, on.year)
	for row in rows:
		if change.registration in (None, "", row.name):
			end(row.name, DEREGISTERED, on, change.reason or _(change.kind))
	if not change.registration:
		member.status = GONE
		_save(member, on)


EFFECTS = {
	"Move House": _move_house,
	"Change Organization": _change_organization,
	"Retire": _retire,
	"Go Away": _go_away,
	"Come Back": _come_back,
	"Deregister": _deregister,
}


def _save(member, on: date):
	member.flags.changed_in_year = on.year
	# acts for itself: who settles a change was asked for it; the member's record follows
	member.flags.ignore_permissions = True
	member.save()
	member.flags.ignore_permissions = False


def _tell_community(registration, state: str, on: date):
	"""A community hears who leaves its grids, once a record."""
	if not registration.community:
		return
	subject = _("{0}: «{1}» from {2}. The grid is free again.").format(
		registration.member_name, _(state), frappe.utils.formatdate(on)
	)
	for role in RECEIVERS:
		for user in holders.of_role(registration, role):
			if user != frappe.session.user and reminders.once(
				"Nudge", user, on, REGISTRATION, registration.name
			):
				reminders.tell(user, subject, REGISTRATION, registration.name)
