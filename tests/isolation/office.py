"""What an administrator of the suite's site has set up: a form, charts, a web form, a tag, rights on logs."""

from collections.abc import Iterable

import frappe
from frappe import permissions

from sink_app.tests import factories
from tests.isolation.doors.changes import HUNG_TAG, WORD
from tests.isolation.doors.kind import kind_of
from tests.isolation.doors.lists import chart_name, web_form_name

# made in the Desk, with nothing written for it in the app
CUSTOM = "Isolation Visit"
# every view that the framework has finds its fields
DRAWN = (
	*(("area", "Link", "Sink Area"), ("party", "Link", "Sink Organization"), ("told", "Data", None)),
	*(("stage", "Select", "Open\nShut"), ("starts", "Date", None), ("ends", "Date", None)),
	*(("latitude", "Float", None), ("longitude", "Float", None), ("location", "Geolocation", None)),
	*(("amount", "Int", None), ("earlier", "Link", CUSTOM), ("secret", "Data", None)),
)
# a role of everybody in the suite: who reads logs, if they may read what those speak of
LOGS = "Isolation Logs"


def draw_form():
	"""A form as an administrator draws it: a Link to each tree, a text, and something for every view."""
	if frappe.db.exists("DocType", CUSTOM):
		return
	fields = [
		{"fieldname": name, "fieldtype": kind, "options": options, "label": name.title()}
		for name, kind, options in DRAWN
	]
	fields[2]["in_list_view"] = fields[-1]["permlevel"] = 1
	roles = frappe.get_all("Role", filters={"name": ("like", "Sink %")}, pluck="name")
	rights = ("read", "report", "export", "print", "write", "submit", "cancel", "delete")
	factories.make(
		"DocType",
		name=CUSTOM,
		module="Registration",
		custom=1,
		autoname="hash",
		is_submittable=1,
		title_field="told",
		show_title_field_in_link=1,
		fields=fields,
		permissions=[{"role": role, **dict.fromkeys(rights, 1)} for role in roles],
	)


def let_all_read_what_hangs(doctypes: Iterable[str]):
	"""Give everybody the right to read and write whatever hangs on records, as an office may for its logs."""
	if frappe.db.exists("Role", LOGS):
		return
	factories.make("Role", role_name=LOGS, desk_access=1)
	for doctype in (*doctypes, "File"):
		permissions.setup_custom_perms(doctype)
		rule = frappe.new_doc("Custom DocPerm")
		rule.update({"parent": doctype, "parenttype": "DocType", "parentfield": "permissions", "role": LOGS})
		rule.update({"read": 1, "write": 1, "create": 1, "delete": 1})
		rule.set_new_name(force=True)
		rule.db_insert()
		frappe.clear_cache(doctype=doctype)


def draw_chart(doctype: str):
	"""A chart for everybody."""
	if frappe.db.exists("Dashboard Chart", chart_name(doctype)):
		return
	chart = frappe.new_doc("Dashboard Chart")
	chart.update({"name": chart_name(doctype), "chart_name": chart_name(doctype), "is_public": 1})
	chart.update({"chart_type": "Group By", "type": "Bar", "document_type": doctype, "filters_json": "[]"})
	chart.update({"parent_document_type": kind_of(doctype).parent, "group_by_type": "Count"})
	chart.group_by_based_on = "docstatus"
	chart.db_insert()


def name_tags():
	"""A tag that hangs on records, and one that somebody will try to hang there."""
	for tag in (HUNG_TAG, WORD):
		if not frappe.db.exists("Tag", tag):
			factories.make("Tag", name=tag)


def let_be_searched(doctypes: Iterable[str]):
	"""Have the global search find DocTypes."""
	settings = frappe.get_doc("Global Search Settings")
	listed = {row.document_type for row in settings.allowed_in_global_search}
	for doctype in doctypes:
		if doctype not in listed:
			settings.append("allowed_in_global_search", {"document_type": doctype})
	settings.flags.ignore_mandatory = True
	settings.save()


def offer_on_web_form(doctypes: Iterable[str]):
	"""Forms of the website on which somebody chooses among all records of a DocType, one for each."""
	for doctype in doctypes:
		name = web_form_name(doctype)
		if frappe.db.exists("Web Form", name):
			continue
		form = frappe.new_doc("Web Form")
		form.update({"name": name, "title": name, "route": name, "doc_type": "ToDo"})
		form.update({"module": "Registration", "login_required": 1, "published": 1})
		form.db_insert()
		field = frappe.new_doc("Web Form Field")
		field.update({"parent": name, "parenttype": "Web Form", "parentfield": "web_form_fields"})
		field.update({"fieldname": frappe.scrub(doctype), "label": doctype, "fieldtype": "Link"})
		field.update({"options": doctype, "allow_read_on_all_link_options": 1})
		field.name = frappe.generate_hash(length=16)
		field.db_insert()
