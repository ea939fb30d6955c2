"""An entry to its member and registration, in a savepoint of its own: all of a row goes in or nothing."""

from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.utils import strip_html

from sink_app.approvals import chain, steps
from sink_app.personal import vault
from sink_app.registration.roster.columns import BY_KEY
from sink_app.registration.roster.names import Book
from sink_app.registration.roster.rules import Entry

ADDED, KEPT, WRONG = "Added", "Kept Already", "Wrong"
FORWARD = "Forward to Community"
SAVEPOINT = "roster_row"
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


@dataclass
class Verdict:
	row: int
	name: str
	result: str
	reasons: list[str] = field(default_factory=list)
	wrong_columns: list[str] = field(default_factory=list)
	is_forwarded: bool = False


def write(entry: Entry, book: Book, rehearse: bool) -> Verdict:
	"""Take an entry in with the session user's rights and say what became of it.

	A rehearsal goes the whole way and takes it back, so that its verdict is the one the import will give.
	"""
	if entry.is_wrong:
		return _refused(entry)
	frappe.db.savepoint(SAVEPOINT)
	try:
		verdict = _write(entry, book)
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		return _refused(entry, _sentence(refusal))
	if rehearse:
		frappe.db.rollback(save_point=SAVEPOINT)
	return verdict


def _write(entry: Entry, book: Book) -> Verdict:
	verdict = Verdict(entry.row.number, entry.member["member_name"], ADDED, _told(entry))
	member, differences = _member(entry, book)
	if differences:
		verdict.reasons.append(
			_("The record says otherwise on {0} and was left as it is.").format("、".join(differences))
		)
	if _is_registered(member, entry):
		verdict.result = KEPT
		return verdict
	registration = frappe.get_doc(
		{
			"doctype": "Sink Registration",
			"member": member,
			"organization": entry.member["organization"],
			**entry.registration,
		}
	).insert()
	verdict.is_forwarded = _forward(registration, entry, verdict)
	return verdict


def _member(entry: Entry, book: Book) -> tuple[str, list[str]]:
	"""(the member's name, titles of the columns on which a record kept already differs from the sheet)."""
	same_mobile = vault.holders("Sink Member", "mobile", entry.member["mobile"])
	found = same_mobile and frappe.db.get_value(
		"Sink Member",
		{"member_name": entry.member["member_name"], "name": ("in", same_mobile)},
		["name", *COMPARED],
		as_dict=True,
	)
	if not found:
		return frappe.get_doc({"doctype": "Sink Member", **entry.member}).insert().name, []
	if found.organization not in book.organizations.titles:
		frappe.throw(
			_("{0} is kept already under another organization. It has to release the record first.").format(
				entry.member["member_name"]
			),
			PersonElsewhere,
		)
	differences = [
		BY_KEY[key].title
		for key in COMPARED
		if entry.member.get(key) and str(entry.member[key]) != str(found[key] or "")
	]
	return found.name, differences


def _is_registered(member: str, entry: Entry) -> bool:
	return bool(frappe.db.exists("Sink Registration", {"member": member, **_identity(entry)}))


def _identity(entry: Entry) -> dict:
	return {key: entry.registration[key] for key in ("year", "registration_type", "community")}


def _forward(registration, entry: Entry, verdict: Verdict) -> bool:
	"""Send a complete registration on to the community; say why where it stays with the unit."""
	if not entry.notices_read:
		verdict.reasons.append(_("The notices are not ticked: stays a draft."))
	elif entry.missing:
		verdict.reasons.append(_("Still empty: {0}. Stays a draft.").format("、".join(entry.missing)))
	elif chain.has_chain(registration.doctype):
		try:
			steps.take(registration.doctype, registration.name, FORWARD)
			return True
		except (steps.StepNotOpen, steps.SelfApproval) as refusal:
			frappe.clear_messages()
			verdict.reasons.append(_sentence(refusal))
	return False


def _refused(entry: Entry, *sentences: str) -> Verdict:
	wrong = [finding for finding in entry.findings if finding.is_wrong]
	return Verdict(
		entry.row.number,
		entry.row.get("member_name"),
		WRONG,
		[*(finding.text for finding in wrong), *sentences],
		[finding.key for finding in wrong],
	)


def _told(entry: Entry) -> list[str]:
	return [finding.text for finding in entry.findings]


def _sentence(refusal: Exception) -> str:
	"""A refusal in words for a cell: no markup, labels instead of field names."""
	if isinstance(refusal, frappe.MandatoryError):
		fields = str(refusal).rpartition(": ")[2].split(", ")
		return _("Still empty: {0}.").format("、".join(_label(field) for field in fields))
	return strip_html(str(refusal)) or _("Not allowed")


def _label(fieldname: str) -> str:
	for doctype in ("Sink Member", "Sink Registration"):
		if df := frappe.get_meta(doctype).get_field(fieldname):
			return _(df.label)
	return fieldname
