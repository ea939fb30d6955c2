"""Whom and what a site keeps already of the people in a roster; asked entry by entry or for many at once."""

from collections.abc import Iterable

import frappe
from frappe import _

from sink_app.personal import kinds, vault
from sink_app.registration.roster.names import Book
from sink_app.registration.roster.rules import Entry

MEMBER, REGISTRATION = "Sink Member", "Sink Registration"
NUMBERS = ("id_number", "mobile")
COMPARED = (
	"sex",
	"birth_date",
	"organization",
	"position_title",
	"staff_kind",
	"home_area",
	"home_address",
	"hobbies",
)


class PersonElsewhere(frappe.ValidationError):
	"""The person is kept under an organization that this roster is not of."""


class IdNumberOfAnother(frappe.ValidationError):
	"""The id number is kept under another name."""


class Known:
	"""What a site keeps of the people in some entries."""

	def __init__(self, entries: Iterable[Entry]):
		entries = list(entries)
		self.held = {
			field: vault.holders_of_each(
				MEMBER, field, {number for entry in entries if (number := entry.member.get(field))}
			)
			for field in NUMBERS
		}
		self._members = self._read_members()
		self._registrations = self._read_registrations(entries)

	def person(self, entry: Entry, book: Book) -> dict | None:
		"""The record of an entry's person, None where there is none.

		Whose the id number is, else whose name and mobile are the same (REG-15). Raises PersonElsewhere,
		IdNumberOfAnother.
		"""
		found = self._by_id_number(entry) or self._by_mobile(entry)
		if found and found.organization not in book.organizations.titles:
			frappe.throw(
				_(
					"{0} is kept already under another organization. It has to release the record first."
				).format(entry.member["member_name"]),
				PersonElsewhere,
			)
		return found

	def is_registered(self, member: str, entry: Entry) -> bool:
		"""Whether a member has the entry's registration already."""
		wanted = (entry.registration[key] for key in ("year", "registration_type", "community"))
		return (member, *wanted) in self._registrations

	def _by_id_number(self, entry: Entry) -> dict | None:
		holders = self.held["id_number"].get(entry.member.get("id_number"), [])
		found = next((self._members[name] for name in holders if name in self._members), None)
		if found and found.member_name != entry.member["member_name"]:
			frappe.throw(
				_("The id number of {0} is kept already, under another name.").format(
					entry.member["member_name"]
				),
				IdNumberOfAnother,
			)
		return found

	def _by_mobile(self, entry: Entry) -> dict | None:
		holders = self.held["mobile"].get(entry.member["mobile"], [])
		same_mobile = (self._members[name] for name in holders if name in self._members)
		return next((row for row in same_mobile if row.member_name == entry.member["member_name"]), None)

	def _read_members(self) -> dict[str, dict]:
		names = {name for found in self.held.values() for holders in found.values() for name in holders}
		if not names:
			return {}
		# acts for itself: a person kept where the user does not look is kept all the same
		rows = frappe.get_all(
			MEMBER,
			filters={"name": ("in", list(names))},
			fields=["name", "member_name", "id_number", *COMPARED],
			order_by="creation asc",
		)
		return {row.name: row for row in rows}

	def _read_registrations(self, entries: list[Entry]) -> set[tuple]:
		if not self._members:
			return set()
		years = {entry.registration["year"] for entry in entries}
		# acts for itself: the same
		rows = frappe.get_all(
			REGISTRATION,
			filters={"member": ("in", list(self._members)), "year": ("in", list(years))},
			fields=["member", "year", "registration_type", "community"],
			as_list=True,
		)
		return set(rows)


def differences(entry: Entry, found: dict) -> list[str]:
	"""The columns on which a kept record says otherwise than the sheet."""
	differing = [
		key for key in COMPARED if entry.member.get(key) and str(entry.member[key]) != str(found[key] or "")
	]
	number = entry.member.get("id_number")
	if number and found.id_number and found.id_number != kinds.KINDS["id_number"].mask(number):
		differing.append("id_number")
	return differing
