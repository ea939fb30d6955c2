"""会签: each further unit's own consent to the duties a list gives it, by its organizer, in any order.

A Signature Rule names its signers once for a chain; which units share a project differs list by list, so each
is asked by a record filed at that unit.
"""

import frappe
from frappe import _
from frappe.utils import nowdate

from sink_app.approvals import reminders
from sink_app.joint_projects import ASKED, CONSENT, GIVEN, REFUSED
from sink_app.organization import bodies
from sink_app.organization.wording import site_language


class ConsentMissing(frappe.ValidationError):
	"""A unit that shares a project has not agreed yet."""


class AnsweredAlready(frappe.ValidationError):
	pass


class ReasonMissing(frappe.ValidationError):
	pass


def ask(doc):
	"""Ask every further unit; what was agreed to in the same words counts on."""
	wanted = _duties(doc)
	kept = {row.organization: row for row in _of(doc.name)}
	for organization in kept.keys() - wanted.keys():
		# acts for itself: a unit that shares nothing any more is asked nothing
		frappe.delete_doc(CONSENT, kept[organization].name, ignore_permissions=True, force=True)
	for organization, words in wanted.items():
		row = kept.get(organization)
		if not row or row.projects != words or row.status == REFUSED:
			_ask(doc, organization, words, row)


def require_all(doc):
	"""Refuse to go on while a unit has not agreed; it is named."""
	open_ones = [row for row in _of(doc.name) if row.status != GIVEN]
	if open_ones:
		names = _(", ").join(bodies.name_of(row.organization, None) for row in open_ones)
		frappe.throw(
			_("These units have not agreed to their duties yet: {0}. They find it under «{1}».").format(
				names, _(CONSENT)
			),
			ConsentMissing,
		)


@frappe.whitelist(methods=["POST"])
def answer(consent: str, agree: bool, reason: str = "") -> str:
	"""Agree to a unit's duties, or refuse with a reason; returns the status."""
	doc = frappe.get_doc(CONSENT, consent, for_update=True)
	doc.check_permission("write")
	if doc.status != ASKED:
		frappe.throw(_("This was answered already: {0}.").format(_(doc.status)), AnsweredAlready)
	if not agree and not reason.strip():
		frappe.throw(
			_("Please say in a sentence why, so that the other side can put it right."), ReasonMissing
		)
	doc.update({"status": GIVEN if agree else REFUSED, "reason": reason.strip() or None})
	doc.update({"settled_by": frappe.session.user, "settled_on": nowdate()})
	doc.save()
	_tell(doc.lead_unit, _("{0}: {1}").format(_(doc.status), doc.title), doc)
	return doc.status


def shown(project_list: str) -> list[dict]:
	"""Which unit was asked for what, and what it said."""
	return [
		{
			"name": row.name,
			"unit": bodies.name_of(row.organization, None),
			"projects": row.projects,
			"status": row.status,
			"reason": row.reason,
			"settled_on": row.settled_on,
		}
		for row in _of(project_list)
	]


def take_back(doc):
	"""A draft that is deleted asks nobody any more."""
	for row in _of(doc.name):
		# acts for itself: the consents belong to the list
		frappe.delete_doc(CONSENT, row.name, ignore_permissions=True, force=True)


def _ask(doc, organization: str, words: str, row):
	before = _agreed_before(doc, organization, words)
	consent = frappe.get_doc(CONSENT, row.name) if row else frappe.new_doc(CONSENT)
	consent.update({"project_list": doc.name, "organization": organization, "lead_unit": doc.organization})
	consent.update({"community": doc.community, "year": doc.year, "projects": words})
	consent.update({"title": f"{bodies.name_of(organization, None)} · {doc.title}"})
	consent.update(
		{"status": GIVEN if before else ASKED, "reason": None, "settled_by": None, "settled_on": None}
	)
	if before:
		consent.update({"settled_by": before.settled_by, "settled_on": before.settled_on})
	# acts for itself: asked in the list's name, wherever the other unit stands
	consent.flags.ignore_permissions = True
	consent.save()
	if not before:
		_tell(organization, _("Your consent is asked for: {0}").format(doc.title), consent)


def _duties(doc) -> dict[str, str]:
	"""{further unit: its projects and duties in words}."""
	goals = {row.project_title: row for row in doc.items}
	found: dict[str, list[str]] = {}
	for row in doc.parties:
		if row.organization != doc.organization:
			item = goals[row.project_title]
			words = _("«{0}» (until {1}): {2}", lang=site_language()).format(
				row.project_title, item.deadline, row.duty
			)
			found.setdefault(row.organization, []).append(words)
	return {organization: "\n".join(sorted(lines)) for organization, lines in found.items()}


def _agreed_before(doc, organization: str, words: str):
	"""The consent to the same words in an earlier version of the list."""
	earlier = [row.name for row in doc.others()]
	about = {"project_list": ("in", earlier or [""]), "organization": organization, "status": GIVEN}
	rows = frappe.get_all(  # acts for itself: as above
		CONSENT, filters=about, fields=["projects", "settled_by", "settled_on"], order_by="creation desc"
	)
	return next((row for row in rows if row.projects == words), None)


def _of(project_list: str) -> list:
	# acts for itself: the consents belong to the list, whose reader or writer was asked before
	return frappe.get_all(
		CONSENT,
		filters={"project_list": project_list},
		fields=["name", "organization", "projects", "status", "reason", "settled_on"],
		order_by="creation asc",
	)


def _tell(organization: str, subject: str, consent):
	for user in bodies.people_of(organization):
		if user != frappe.session.user:
			reminders.tell(user, frappe.utils.escape_html(subject), CONSENT, consent.name)
