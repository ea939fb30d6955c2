"""What only Frappe's own insert of one record serves: where a site has it, rosters go in one by one."""

from collections.abc import Callable, Iterator

import frappe
from frappe import _
from frappe.core.doctype.user_permission.user_permission import get_user_permissions

from sink_app.approvals import chain
from sink_app.registration.roster.known import MEMBER, REGISTRATION
from sink_app.registration.roster.light import Kind

OWN_APPS = ("frappe", "sink_app")
EVENTS = (
	*("before_insert", "before_naming", "autoname", "before_validate", "validate", "before_save"),
	*("after_insert", "on_update", "on_change", "before_change"),
)
# (DocType, its field with the DocType it is about, its other filters)
SETTINGS = (
	("Server Script", "reference_doctype", {"script_type": "DocType Event", "disabled": 0}),
	("Notification", "document_type", {"enabled": 1}),
	("Webhook", "webhook_doctype", {"enabled": 1}),
	("Assignment Rule", "document_type", {"disabled": 0}),
	("Energy Point Rule", "reference_doctype", {"enabled": 1}),
	("Milestone Tracker", "document_type", {"disabled": 0}),
	("Document Naming Rule", "document_type", {"disabled": 0}),
	("Global Search DocType", "document_type", {}),
)
FILLED_BY_ROSTER = (
	*("member_name", "sex", "birth_date", "mobile", "id_number", "organization", "position_title"),
	*("staff_kind", "home_area", "home_address", "skills", "hobbies", "wishes", "times", "can_emergency"),
	*("member", "registration_type", "year", "community", "wanted_post"),
	*("discipline_accepted", "privacy_accepted"),
)


def reasons() -> list[str]:
	"""Why rosters of the session's user go in one by one, a sentence each; empty where they go in as sets."""
	kinds = [Kind(MEMBER), Kind(REGISTRATION)]
	doctypes = [each.doctype for kind in kinds for each in (kind, *kind.tables.values())]
	return list(dict.fromkeys(reason for check in CHECKS for reason in check(kinds, doctypes)))


def _other_apps(kinds: list[Kind], doctypes: list[str]) -> Iterator[str]:
	hooks = frappe.get_doc_hooks()
	paths = [
		path
		for doctype in (*doctypes, "*")
		for event in EVENTS
		for path in hooks.get(doctype, {}).get(event, [])
	]
	classes = frappe.get_hooks("override_doctype_class") or {}
	paths += [path for doctype in doctypes for path in classes.get(doctype, [])]
	for doctype in doctypes[:1] + [REGISTRATION]:
		paths += (frappe.get_hooks("has_permission") or {}).get(doctype, [])
	for app in sorted({path.split(".")[0] for path in paths} - set(OWN_APPS)):
		yield _("the app {0} acts when members or registrations are saved").format(app)


def _settings(kinds: list[Kind], doctypes: list[str]) -> Iterator[str]:
	for doctype, field, filters in SETTINGS:
		# a version of Frappe that no longer has the DocType has nobody who set one up
		if not frappe.db.table_exists(doctype):
			continue
		if frappe.db.exists(doctype, {field: ("in", doctypes), **filters}):
			yield _("there is a {0} for members or registrations").format(_(doctype))


def _fields(kinds: list[Kind], doctypes: list[str]) -> Iterator[str]:
	"""Fields of the office's own that the database or a formula fills or holds unique."""
	for doctype in doctypes:
		for df in frappe.get_meta(doctype).fields:
			is_added = bool(df.get("is_custom_field"))
			if is_added and (df.unique or df.get("is_virtual") or df.fieldtype in ("Password", "Table")):
				yield _("the field «{0}» was added").format(_(df.label))


def _levels(kinds: list[Kind], doctypes: list[str]) -> Iterator[str]:
	"""What a user may not write at its permission level, `insert()` takes away again."""
	if frappe.session.user == "Administrator":
		return
	for kind in kinds:
		levels = frappe.new_doc(kind.doctype).get_permlevel_access()
		for df in kind.meta.get_high_permlevel_fields():
			if df.permlevel not in levels and df.fieldname in FILLED_BY_ROSTER:
				yield _("you may not write «{0}»").format(_(df.label))


def _user(kinds: list[Kind], doctypes: list[str]) -> Iterator[str]:
	if get_user_permissions(frappe.session.user):
		yield _("your account has User Permissions")
	if frappe.get_cached_value("User", frappe.session.user, "follow_created_documents"):
		yield _("your account follows what it creates")


def _chain(kinds: list[Kind], doctypes: list[str]) -> Iterator[str]:
	"""A chain with states that are not optional makes a Workflow Action of every record."""
	for doctype in (MEMBER, REGISTRATION):
		if chain.has_chain(doctype):
			workflow = chain.of(doctype)
			if workflow.send_email_alert or not all(row.is_optional_state for row in workflow.states):
				yield _("the chain «{0}» makes a Workflow Action of every record").format(workflow.name)
			if int(workflow.states[0].doc_status):
				yield _("the chain «{0}» begins with something submitted").format(workflow.name)


CHECKS: tuple[Callable, ...] = (_other_apps, _settings, _fields, _levels, _user, _chain)
