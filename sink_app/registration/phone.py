"""What the member's phone page (/sink) asks and saves: 报到信息采集表, filled in by its member."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import format_datetime, get_fullname

from sink_app.approvals import steps
from sink_app.personal import consents
from sink_app.personal.kinds import IdNumberWrong, MobileWrong
from sink_app.registration import phone_commitments, phone_form, phone_pages, phone_posts, places
from sink_app.registration.doctype.sink_member import sink_member
from sink_app.registration.doctype.sink_registration import sink_registration
from sink_app.registration.own import own_member
from sink_app.registration.phone_pages import LIMITS, MEMBER, PRIVACY_BOX, REGISTRATION, RESIDENCE

FIELD_OF_RULE = {
	MobileWrong: (MEMBER, "mobile"),
	IdNumberWrong: (MEMBER, "id_number"),
	sink_member.IdNumberMismatch: (MEMBER, "id_number"),
	sink_member.MemberExists: (MEMBER, "mobile"),
	sink_member.BirthDateInvalid: (MEMBER, "birth_date"),
	sink_member.HomeNotACommunity: (MEMBER, "home_area"),
	sink_registration.RegisteredAlready: (REGISTRATION, "community"),
	sink_registration.CommunityMissing: (REGISTRATION, "community"),
	places.WrongArea: (REGISTRATION, "community"),
}


class UnknownKind(frappe.ValidationError):
	"""A kind of registration that the DocType does not know."""


class ChangedMeanwhile(frappe.ValidationError):
	"""Somebody changed the record between the member's look and the member's click."""


@frappe.whitelist()
def home() -> dict:
	"""Who the page belongs to, and how each of this year's registrations stands."""
	member = own_member()
	kinds = [
		kind for kind in frappe.get_meta(REGISTRATION).get_options("registration_type").split("\n") if kind
	]
	return {
		"member": {"name": member.member_name, **phone_pages.organizations(member)},
		"year": phone_pages.this_year(),
		"registrations": [phone_pages.card(_own_registration(member, kind)) for kind in kinds],
		"posts": phone_posts.card(member),
		"commitments": phone_commitments.cards(member),
	}


@frappe.whitelist()
def registration_form(kind: str) -> dict:
	"""The form of this year's registration of a kind, with the steps that are open to the member now."""
	member = own_member()
	return phone_pages.registration_page(member, _own_registration(member, kind))


@frappe.whitelist()
def profile_form() -> dict:
	"""The form of the member's own facts."""
	return phone_pages.profile_page(own_member())


@frappe.whitelist()
def find(doctype: str, fieldname: str, text: str = "") -> list[dict]:
	"""What a Link field of the forms may take, by a part of its name."""
	if doctype not in _form_doctypes():
		frappe.throw(_("There is nothing to choose in this field."), frappe.DoesNotExistError)
	return phone_form.find(doctype, fieldname, text, LIMITS)


@frappe.whitelist(methods=["POST"])
def save_registration(
	kind: str, values: str | dict, seen: str | dict, action: str | None = None, reason: str | None = None
) -> dict:
	"""Save the member's facts and the registration, and take the step named, if any: all of it or nothing.

	`values` is {DocType: {field: value}}; `seen` holds the state and the times of change that the member saw.
	Returns the form as it stands then.
	"""
	values, seen = frappe.parse_json(values), frappe.parse_json(seen)
	member = own_member()
	registration = _own_registration(member, kind)
	_check_still_as_seen(member, seen.get(MEMBER))
	_check_still_as_seen(registration, seen.get(REGISTRATION))
	_check_notice_as_seen(registration, values, seen.get("notice"))
	registration.flags.given_through = consents.PHONE
	with _errors_beside_fields(registration):
		if values:
			_save_facts(member, registration, values)
		if action:
			registration = steps.take(
				REGISTRATION, registration.name, action, seen_state=seen.get("state"), reason=reason
			)
	return phone_pages.registration_page(member, registration)


@frappe.whitelist(methods=["POST"])
def save_profile(values: str | dict, seen: str | dict) -> dict:
	"""Save the member's own facts; returns the form as it stands then."""
	values, seen = frappe.parse_json(values), frappe.parse_json(seen)
	member = own_member()
	_check_still_as_seen(member, seen.get(MEMBER))
	sections = phone_pages.sections_of(member)
	with _errors_beside_fields(member):
		if phone_form.put(member, sections, values.get(MEMBER) or {}):
			_refuse_empty((member, sections))
			member.save()
	return phone_pages.profile_page(member)


def device_key() -> str:
	"""What the page files a user's drafts under on the phone: tells users apart, names nobody."""
	return hashlib.sha256(f"{frappe.local.site} {frappe.session.user}".encode()).hexdigest()[:16]


def _own_registration(member, kind: str):
	"""This year's registration of a kind; a new one, with what is known filled in, where there is none."""
	options = frappe.get_meta(REGISTRATION).get_options("registration_type").split("\n")
	if not kind or kind not in options:
		frappe.throw(_("There is no registration of this kind."), UnknownKind)
	about = {"member": member.name, "year": phone_pages.this_year(), "registration_type": kind}
	still_counts = {**about, "ended_on": ("is", "not set")}
	found = frappe.get_list(
		REGISTRATION, filters=still_counts, pluck="name", order_by="creation asc", limit=1
	)
	if found:
		registration = frappe.get_doc(REGISTRATION, found[0])
		registration.check_permission("read")
		return registration
	registration = frappe.new_doc(REGISTRATION)
	offered = phone_pages.offered_communities(member, kind)
	registration.update({**about, "community": offered[0]["value"] if len(offered) == 1 else None})
	return registration


def _save_facts(member, registration, values: dict):
	if not phone_pages.may_edit(registration):
		frappe.throw(
			_("This form lies with somebody else now; it can be changed again when it comes back to you."),
			frappe.PermissionError,
		)
	forms = [(doc, phone_pages.sections_of(doc, registration)) for doc in (member, registration)]
	changed = [phone_form.put(doc, sections, values.get(doc.doctype) or {}) for doc, sections in forms]
	changed[0] = _keep_home(member, registration) or changed[0]
	_refuse_empty(*forms)
	if changed[0]:
		member.save()
	if registration.is_new():
		registration.insert()
	elif any(changed):
		registration.save()


def _keep_home(member, registration) -> bool:
	"""Make the community of a residence the home community, entered once; tell whether that changed it."""
	lives_elsewhere = registration.community and registration.community != member.community
	if registration.registration_type != RESIDENCE or not lives_elsewhere:
		return False
	member.home_area = registration.community
	return True


def _check_still_as_seen(doc, seen: str | None):
	if phone_pages.stamp(doc) == seen:
		return
	if doc.is_new():
		message = _("This form has been withdrawn since you opened it. Please open it again.")
	else:
		message = _(
			"{0} changed this form at {1}, after you opened it. Nothing was saved; open it again."
		).format(get_fullname(doc.modified_by), format_datetime(doc.modified, "yyyy-MM-dd HH:mm"))
	frappe.throw(message, ChangedMeanwhile, title=_("Changed Meanwhile"))


def _check_notice_as_seen(registration, values: dict, seen: str | None):
	"""Whoever agrees, agrees to the text that stood on the page."""
	agrees = (values.get(REGISTRATION) or {}).get(PRIVACY_BOX) and not registration.get(PRIVACY_BOX)
	if agrees and phone_pages.notice_name() != seen:
		frappe.throw(
			_("The notice on personal data was changed since you opened the form. Please read it again."),
			ChangedMeanwhile,
			title=_("Changed Meanwhile"),
		)


def _refuse_empty(*forms):
	errors = [each for doc, sections in forms for each in phone_form.empty_required(doc, sections)]
	errors += [each for doc, _sections in forms for each in _community_missing(doc)]
	if errors:
		phone_form.refuse(errors)


def _community_missing(doc) -> list[dict]:
	"""A registration names its community, unless it lies outside this city."""
	if doc.doctype != REGISTRATION or doc.is_external or doc.community:
		return []
	label = _(doc.meta.get_label("community"))
	message = _("«{0}» is empty. Please fill it in.").format(label)
	return [phone_form.error(REGISTRATION, "community", message)]


@contextmanager
def _errors_beside_fields(registration) -> Iterator[None]:
	"""Name the field that a rule of the controllers is about, so that its message stands there."""
	try:
		yield
	except sink_registration.NoticesNotAccepted as refusal:
		boxes = ("discipline_accepted", PRIVACY_BOX)
		empty = [box for box in boxes if not registration.get(box)]
		phone_form.name_fields([phone_form.error(REGISTRATION, box, str(refusal)) for box in empty])
		raise
	except tuple(FIELD_OF_RULE) as refusal:
		doctype, fieldname = FIELD_OF_RULE[type(refusal)]
		phone_form.name_fields([phone_form.error(doctype, fieldname, str(refusal))])
		raise


def _form_doctypes() -> set[str]:
	tables = [
		df.options for doctype in (MEMBER, REGISTRATION) for df in frappe.get_meta(doctype).get_table_fields()
	]
	return {MEMBER, REGISTRATION, *tables}
