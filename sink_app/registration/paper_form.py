"""A paper 《报到信息采集表》 typed in by an organizer: member and registration from one page (REG-04)."""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from sink_app.access import stands
from sink_app.approvals import chain, steps
from sink_app.personal import vault
from sink_app.registration.roster.known import MEMBER, REGISTRATION
from sink_app.registration.roster.lists import NO_HOURS
from sink_app.registration.roster.writing import FORWARD

MEMBER_FIELDS = (
	*("member_name", "sex", "birth_date", "mobile", "organization", "position_title", "staff_kind"),
	*("home_area", "home_address", "hobbies", "can_duty", "can_emergency"),
)
REGISTRATION_FIELDS = ("registration_type", "community", "wanted_post")
LISTS = {"skills": "skill", "wishes": "category", "times": "day_kind"}
"""{table of the member: its field that the page's list fills}"""


class FormUnreadable(frappe.ValidationError):
	pass


@frappe.whitelist()
def defaults() -> dict:
	"""What the page begins with: the user's one organization, this year, the kinds of days."""
	frappe.has_permission(REGISTRATION, "create", throw=True)
	held = stands.granting(frappe.session.user, MEMBER, "create")
	own = {stand.node for stand in held if stand.tree == "Sink Organization"}
	return {
		"organization": own.pop() if len(own) == 1 else None,
		"year": cint(nowdate()[:4]),
		"day_kinds": frappe.get_meta("Sink Member Time").get_options("day_kind").split("\n"),
	}


@frappe.whitelist(methods=["POST"])
def enter(form: str | dict) -> dict:
	"""Take one paper form in: all of it or nothing.

	form has the fields of member and registration, with `skills`, `wishes` and `times` as lists of words and
	`notices_read`. A person who is kept already gets the registration only. Returns `member`, `registration`,
	`is_new`, `is_forwarded`, and `remark`, a sentence where something is left to do.
	"""
	values = frappe.parse_json(form)
	if not isinstance(values, dict):
		frappe.throw(_("The form could not be read. Please load the page anew."), FormUnreadable)
	known = _known(values)
	member = frappe.get_doc(MEMBER, known) if known else _new_member(values).insert()
	member.check_permission("read")
	registration = _new_registration(values, member.name).insert()
	remark = (
		_("{0} was kept already; the registration was added.").format(member.member_name) if known else ""
	)
	is_forwarded, left = _forward(registration, values)
	return {
		"member": member.name,
		"registration": registration.name,
		"is_new": not known,
		"is_forwarded": is_forwarded,
		"remark": " ".join(filter(None, (remark, left))),
	}


def _known(values: dict) -> str | None:
	"""The record of the person, found as a roster finds it: by mobile and name."""
	name = "".join((values.get("member_name") or "").split())
	holders = vault.holders(MEMBER, "mobile", values.get("mobile") or "")
	filters = {"name": ("in", holders or [""]), "member_name": name, "merged_into": ("is", "not set")}
	return frappe.db.get_value(MEMBER, filters)


def _new_member(values: dict):
	member = frappe.new_doc(MEMBER)
	member.update(
		{field: values.get(field) for field in MEMBER_FIELDS if values.get(field) not in (None, "")}
	)
	for table, field in LISTS.items():
		empty = NO_HOURS if table == "times" else {}
		member.set(table, [{field: word, **empty} for word in values.get(table) or ()])
	return member


def _new_registration(values: dict, member: str):
	read = cint(values.get("notices_read"))
	registration = frappe.new_doc(REGISTRATION)
	registration.update({field: values.get(field) for field in REGISTRATION_FIELDS})
	registration.update(
		{
			"member": member,
			"year": cint(values.get("year")) or cint(nowdate()[:4]),
			"discipline_accepted": read,
			"privacy_accepted": read,
		}
	)
	return registration


def _forward(registration, values: dict) -> tuple[bool, str]:
	"""(whether it went on to the community, a sentence where it stays)"""
	if not cint(values.get("notices_read")):
		return False, _("The notices are not ticked: stays a draft.")
	if not chain.has_chain(REGISTRATION):
		return False, ""
	try:
		steps.take(REGISTRATION, registration.name, FORWARD)
	except (steps.StepNotOpen, steps.SelfApproval) as refusal:
		frappe.clear_messages()
		return False, str(refusal)
	return True, ""
