"""What persons agreed to, and whether they still do. Later modules ask `consented` before they use data."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import now_datetime, nowdate

from sink_app.access import declaration, query
from sink_app.personal import texts

CONSENT, NOTICE = "Sink Consent", "Sink Privacy Notice"
COLUMNS = (
	*("name", "creation", "modified", "owner", "modified_by", "person_doctype", "person", "person_name"),
	*("notice", "purpose", "version", "given_on", "given_through", "given_by"),
	*("reference_doctype", "reference_name"),
)
PHONE, PAPER, DESK = "Phone Page", "Paper Form", "Desk Form"


class NoNoticeInForce(frappe.ValidationError):
	"""Nobody can agree to what has not been written."""


class NothingToWithdraw(frappe.ValidationError):
	"""There is no consent of this purpose that stands."""


def consented(person: str, purpose: str) -> bool:
	"""Whether a person agrees to a purpose now: to any version of its notice, and has not withdrawn."""
	return bool(frappe.db.exists(CONSENT, _standing(person, purpose)))


def notice_in_force(purpose: str) -> dict | None:
	"""The notice of a purpose that counts today, as {name, title, text, version, in_force_from}."""
	# acts for itself: a notice is for everybody whom it concerns
	found = frappe.get_all(
		NOTICE,
		filters={"purpose": purpose, "in_force_from": ("<=", nowdate())},
		fields=["name", "title", "text", "version", "in_force_from"],
		order_by="version desc",
		limit=1,
	)
	return found[0] if found else None


@frappe.whitelist()
def text_in_force(purpose: str) -> str:
	"""The text of the notice of a purpose that counts today; empty where there is none."""
	notice = notice_in_force(purpose)
	return notice.text if notice else ""


def purposes() -> list[str]:
	"""The purposes that consents are kept apart by, in the order of the form."""
	return frappe.get_meta(NOTICE).get_options("purpose").split("\n")


def give(person: str, purpose: str, through: str, about: tuple[str, str] | None = None) -> str:
	"""Keep that a person agrees to the notice in force; who agrees to it already has it kept once.

	:param about: (DocType, name) of the record with which it was given
	:return: name of the consent
	:raises NoNoticeInForce:
	"""
	notice = _needed_notice(purpose)
	if standing := frappe.db.exists(CONSENT, {**_standing(person, purpose), "notice": notice.name}):
		return standing
	doctype, name = about or (None, None)
	consent = frappe.new_doc(CONSENT)
	person_doctype, _user = declaration.person_source()
	consent.update({"person_doctype": person_doctype, "person": person})
	consent.update({"notice": notice.name, "given_through": through})
	consent.update({"reference_doctype": doctype, "reference_name": name})
	# acts for itself: the right was asked of the record with which the consent is given
	consent.flags.ignore_permissions = True
	return consent.insert().name


def withdraw(person: str, purpose: str, through: str, note: str | None = None):
	"""Withdraw every consent of a purpose that stands; raises NothingToWithdraw where none does."""
	# acts for itself: whoever calls has asked whether it is the person, or who enters it for them
	standing = frappe.get_all(CONSENT, filters=_standing(person, purpose), pluck="name", order_by="given_on")
	if not standing:
		frappe.throw(_("There is no consent to withdraw here."), NothingToWithdraw)
	for name in standing:
		consent = frappe.get_doc(CONSENT, name)
		consent.update(
			{
				"withdrawn_on": now_datetime(),
				"withdrawn_through": through,
				"withdrawal_note": texts.masked(note),
			}
		)
		# acts for itself: a person withdraws what they gave, whatever rights their role has
		consent.flags.ignore_permissions = True
		consent.save()


def keep_given(doc, method: str | None = None):
	"""Write down what was agreed to by ticking a box of a form (on_update; hook `personal_consents`).

	Who ticks it on their own record agrees there; anybody else enters a paper form.
	"""
	for box, given in (frappe.get_hooks("personal_consents").get(doc.doctype) or {}).items():
		if doc.get(box) and doc.has_value_changed(box):
			person = doc.get(declaration.scope_of(doc.doctype).person)
			own = doc.flags.given_through or DESK
			through = own if query.speaks_of(doc, frappe.session.user) else PAPER
			give(person, given[-1], through, about=(doc.doctype, doc.name))


def keep_all(docs: Iterable):
	"""Write down together what was agreed to on new records of one DocType (see `keep_given`)."""
	docs = list(docs)
	boxes = frappe.get_hooks("personal_consents").get(docs[0].doctype) if docs else None
	for box, given in (boxes or {}).items():
		link = declaration.scope_of(docs[0].doctype).person
		ticked = {doc.get(link): doc for doc in docs if doc.get(box)}
		own = next(
			(person for person, doc in ticked.items() if query.speaks_of(doc, frappe.session.user)), None
		)
		rows = [
			{
				"person": person,
				"about": (doc.doctype, doc.name),
				"through": DESK if person == own else PAPER,
				"on": now_datetime(),
				"by": frappe.session.user,
			}
			for person, doc in ticked.items()
		]
		give_many(given[-1], rows)


def give_many(purpose: str, rows: list[dict]):
	"""Keep the consents of many persons to the notice in force; who agrees to it already is left out.

	:param rows: {person, about: (DocType, name), through, on: datetime, by: user} for each
	:raises NoNoticeInForce:
	"""
	if not rows:
		return
	notice = _needed_notice(purpose)
	person_doctype, _user = declaration.person_source()
	person, consent = frappe.qb.DocType(person_doctype), frappe.qb.DocType(CONSENT)
	names = [row["person"] for row in rows]
	title = frappe.get_meta(person_doctype).get_title_field()
	titles = dict(
		frappe.qb.from_(person).select(person.name, person[title]).where(person.name.isin(names)).run()
	)
	standing = frappe.qb.from_(consent).select(consent.person).where(consent.person.isin(names))
	standing = standing.where((consent.notice == notice.name) & consent.withdrawn_on.isnull())
	kept = {name for (name,) in standing.run()}
	now, user = now_datetime(), frappe.session.user
	values = [
		(frappe.generate_hash(length=16), now, now, user, user, person_doctype, row["person"])
		+ (titles.get(row["person"]), notice.name, purpose, notice.version)
		+ (row["on"], row["through"], row["by"], *row["about"])
		for row in rows
		if row["person"] not in kept
	]
	if values:
		frappe.db.bulk_insert(CONSENT, list(COLUMNS), values)


def of(person: str) -> list[dict]:
	"""All consents of a person, newest first; whether the asker may see them is asked before."""
	fields = ["purpose", "version", "notice", "given_on", "given_through", "withdrawn_on"]
	# acts for itself: see above
	return frappe.get_all(
		CONSENT, filters={"person": person}, fields=fields, order_by="given_on desc, creation desc"
	)


def _needed_notice(purpose: str) -> dict:
	notice = notice_in_force(purpose)
	if not notice:
		frappe.throw(_("There is no notice in force for «{0}» yet.").format(_(purpose)), NoNoticeInForce)
	return notice


def _standing(person: str, purpose: str) -> dict:
	return {"person": person, "purpose": purpose, "withdrawn_on": ("is", "not set")}
