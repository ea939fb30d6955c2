"""An entry to its member and registration, in a savepoint of its own: all of a row goes in or nothing."""

import frappe
from frappe import _
from frappe.utils import strip_html

from sink_app.approvals import chain, steps
from sink_app.registration.roster.columns import BY_KEY
from sink_app.registration.roster.known import MEMBER, REGISTRATION, Known, differences
from sink_app.registration.roster.names import Book
from sink_app.registration.roster.rules import Entry
from sink_app.registration.roster.verdicts import ADDED, KEPT, WRONG, Verdict

FORWARD = "Forward to Community"
SAVEPOINT = "roster_row"
REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.DuplicateEntryError)
"""What keeps one row out; anything else is a fault of the program."""


class OneByOne:
	"""Writes entries by Frappe's own insert, for sites that have set up what only that serves."""

	rows_a_stretch = 50

	def __init__(self, book: Book, rehearse: bool):
		self._book, self._rehearse = book, rehearse

	def write(self, entries: list[Entry]) -> list[Verdict]:
		"""Take entries in and say what became of each."""
		return [write(entry, self._book, self._rehearse) for entry in entries]


def write(entry: Entry, book: Book, rehearse: bool) -> Verdict:
	"""Take an entry in with the session user's rights and say what became of it.

	A rehearsal goes the whole way and takes it back, so that its verdict is the one the import will give.
	"""
	if entry.is_wrong:
		return refused(entry)
	frappe.db.savepoint(SAVEPOINT)
	try:
		verdict = _write(entry, book)
	except REFUSALS as refusal:
		frappe.db.rollback(save_point=SAVEPOINT)
		return refused(entry, refusal)
	if rehearse:
		frappe.db.rollback(save_point=SAVEPOINT)
	return verdict


def begun(entry: Entry, book: Book, known: Known) -> tuple[Verdict, str | None]:
	"""(the verdict unless something refuses, the name of the person's record or None where it is to be made).

	The verdict says KEPT where nothing is left to do. Raises what `Known.person` raises.
	"""
	verdict = Verdict(
		entry.row.number,
		entry.member["member_name"],
		ADDED,
		[finding.text for finding in entry.findings],
		sheet=entry.row.sheet,
	)
	found = known.person(entry, book)
	if not found:
		return verdict, None
	if differing := differences(entry, found):
		titles = "、".join(BY_KEY[key].title for key in differing)
		verdict.reasons.append(_("The record says otherwise on {0} and was left as it is.").format(titles))
	if known.is_registered(found.name, entry):
		verdict.result = KEPT
	return verdict, found.name


def stays(entry: Entry) -> str | None:
	"""Why a registration stays with the unit; None where it may go on to the community."""
	if not entry.notices_read:
		return _("The notices are not ticked: stays a draft.")
	if entry.missing:
		return _("Still empty: {0}. Stays a draft.").format("、".join(entry.missing))
	return None


def forward(name: str, verdict: Verdict):
	"""Send a registration on to the community; say why where it stays with the unit."""
	try:
		steps.take(REGISTRATION, name, FORWARD)
		verdict.is_forwarded = True
	except (steps.StepNotOpen, steps.SelfApproval) as refusal:
		frappe.clear_messages()
		verdict.reasons.append(sentence(refusal))


def refused(entry: Entry, refusal: Exception | None = None) -> Verdict:
	"""The verdict of a row that stays out, by its own findings or by what refused it."""
	wrong = [finding for finding in entry.findings if finding.is_wrong]
	if refusal:
		frappe.clear_messages()
	return Verdict(
		entry.row.number,
		entry.row.get("member_name"),
		WRONG,
		[*(finding.text for finding in wrong), *([sentence(refusal)] if refusal else [])],
		[finding.key for finding in wrong],
		sheet=entry.row.sheet,
	)


def sentence(refusal: Exception) -> str:
	"""A refusal in words for a cell: no markup, labels instead of field names."""
	if isinstance(refusal, frappe.MandatoryError):
		fields = str(refusal).rpartition(": ")[2].split(", ")
		return _("Still empty: {0}.").format("、".join(_label(field) for field in fields))
	return strip_html(str(refusal)) or _("Not allowed")


def _write(entry: Entry, book: Book) -> Verdict:
	verdict, member = begun(entry, book, Known([entry]))
	if verdict.result == KEPT:
		return verdict
	if not member:
		member = frappe.get_doc({"doctype": MEMBER, **entry.member}).insert().name
	registration = frappe.get_doc({"doctype": REGISTRATION, **registration_values(entry, member)}).insert()
	if reason := stays(entry):
		verdict.reasons.append(reason)
	elif chain.has_chain(REGISTRATION):
		forward(registration.name, verdict)
	return verdict


def registration_values(entry: Entry, member: str) -> dict:
	"""The values of the registration that an entry asks for."""
	return {"member": member, "organization": entry.member["organization"], **entry.registration}


def _label(fieldname: str) -> str:
	for doctype in (MEMBER, REGISTRATION):
		if df := frappe.get_meta(doctype).get_field(fieldname):
			return _(df.label)
	return fieldname
