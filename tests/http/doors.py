"""Every way into a registration that the site offers over HTTP, by what comes through it."""

import json
from collections.abc import Callable
from typing import Any

from tests.support.client import Answer, Client

DOCTYPE = "Sink Registration"
COLUMNS = ["name", "member_name", "mobile", "wanted_post"]
QUALIFIED = [f"`tab{DOCTYPE}`.`{column}`" for column in COLUMNS]

# asked with (client, registration)
Door = Callable[[Client, Any], Answer]

# The asker knows nothing of the record: whatever of it comes back has leaked.
LISTS: dict[str, Door] = {
	"REST list": lambda who, it: who.get_list(DOCTYPE, fields=COLUMNS),
	"REST list by or_filters": lambda who, it: who.get_list(
		DOCTYPE, fields=COLUMNS, or_filters=[["year", ">", 0], ["member_name", "like", "%"]]
	),
	"REST list of members": lambda who, it: who.get_list(
		"Sink Member", fields=["name", "member_name", "mobile"]
	),
	"client.get_list": lambda who, it: who.call("frappe.client.get_list", doctype=DOCTYPE, fields=COLUMNS),
	"client.get_value": lambda who, it: who.call(
		"frappe.client.get_value", doctype=DOCTYPE, fieldname=COLUMNS, filters={"member_name": it.member_name}
	),
	"report view": lambda who, it: who.call(
		"frappe.desk.reportview.get", doctype=DOCTYPE, fields=json_list(QUALIFIED), page_length=500
	),
	"report view's list": lambda who, it: who.call(
		"frappe.desk.reportview.get_list", doctype=DOCTYPE, fields=json_list(QUALIFIED), page_length=500
	),
	"CSV export": lambda who, it: export(who, "CSV"),
	"Excel export": lambda who, it: export(who, "Excel"),
	"link search": lambda who, it: who.search_link(DOCTYPE, it.member_name),
	"link search passing user permissions by": lambda who, it: who.search_link(
		DOCTYPE, it.member_name, ignore_user_permissions=True
	),
	"link search for the member": lambda who, it: who.search_link("Sink Member", it.member_name),
	"search widget's columns": lambda who, it: who.call(
		"frappe.desk.search.search_widget",
		doctype=DOCTYPE,
		txt=it.member_name,
		filter_fields=json_list(COLUMNS),
		ignore_user_permissions=True,
	),
	"global search": lambda who, it: who.call("frappe.utils.global_search.search", text=it.member_name),
	"grouped counts": lambda who, it: who.call(
		"frappe.desk.listview.get_group_by_count", doctype=DOCTYPE, current_filters="[]", field="member_name"
	),
	"files": lambda who, it: who.get_list("File", fields=["name", "file_name", "attached_to_name"]),
	"comments": lambda who, it: who.get_list("Comment", fields=["content", "reference_name"]),
	"versions": lambda who, it: who.get_list("Version", fields=["docname", "data"]),
	"inbox": lambda who, it: who.fetch("sink_app.approvals.inbox.rows", doctype=DOCTYPE, limit=200),
	"inbox by title": lambda who, it: who.fetch("sink_app.approvals.inbox.rows", text=it.member_name),
	"steps": lambda who, it: who.get_list("Sink Approval Step", fields=["reference_name", "full_name"]),
}

# The asker has learnt the record's name, say from an address over somebody's shoulder.
NAMED: dict[str, Door] = {
	"REST get": lambda who, it: who.get(DOCTYPE, it.name),
	"REST get of the member": lambda who, it: who.get("Sink Member", it.member),
	"client.get": lambda who, it: who.call("frappe.client.get", doctype=DOCTYPE, name=it.name),
	"client.get_value by name": lambda who, it: who.call(
		"frappe.client.get_value", doctype=DOCTYPE, fieldname=COLUMNS, filters=it.name
	),
	"form": lambda who, it: who.fetch("frappe.desk.form.load.getdoc", doctype=DOCTYPE, name=it.name),
	"form's timeline": lambda who, it: who.fetch(
		"frappe.desk.form.load.get_docinfo", doctype=DOCTYPE, name=it.name
	),
	"link title": lambda who, it: who.call(
		"frappe.desk.search.get_link_title", doctype=DOCTYPE, docname=it.name
	),
	"link title of the member": lambda who, it: who.call(
		"frappe.desk.search.get_link_title", doctype="Sink Member", docname=it.member
	),
	"link's fetched fields": lambda who, it: who.call(
		"frappe.client.validate_link", doctype=DOCTYPE, docname=it.name, fields=json_list(COLUMNS)
	),
	"link preview": lambda who, it: who.call(
		"frappe.desk.link_preview.get_preview_data", doctype=DOCTYPE, docname=it.name
	),
	"linked records": lambda who, it: who.call(
		"frappe.desk.form.linked_with.get", doctype="Sink Member", docname=it.member
	),
	"print view": lambda who, it: who.print_view(DOCTYPE, it.name, format="Sink Registration Form"),
	"print view, standard": lambda who, it: who.print_view(DOCTYPE, it.name, format="Standard"),
	"print, as HTML": lambda who, it: who.call(
		"frappe.www.printview.get_html_and_style", doc=DOCTYPE, name=it.name
	),
	"PDF": lambda who, it: who.pdf(DOCTYPE, it.name, format="Sink Registration Form"),
	"several PDFs": lambda who, it: who.fetch(
		"frappe.utils.print_format.download_multi_pdf", doctype=DOCTYPE, name=json_list([it.name])
	),
	"steps so far": lambda who, it: who.call(
		"sink_app.approvals.doors.history", doctype=DOCTYPE, name=it.name
	),
	"open steps": lambda who, it: who.call(
		"sink_app.approvals.doors.get_transitions", doc={"doctype": DOCTYPE, "name": it.name}
	),
}

# The asker tries to change the record or to hang something on it.
CHANGES: dict[str, Door] = {
	"REST put": lambda who, it: who.put(DOCTYPE, it.name, wanted_post="改过"),
	"REST delete": lambda who, it: who.delete(DOCTYPE, it.name),
	"REST put on the member": lambda who, it: who.put("Sink Member", it.member, position_title="改过"),
	"client.set_value": lambda who, it: who.call(
		"frappe.client.set_value", doctype=DOCTYPE, name=it.name, fieldname="wanted_post", value="改过"
	),
	"step": lambda who, it: who.call(
		"sink_app.approvals.doors.take_step", doctype=DOCTYPE, name=it.name, action="Send Back", reason="不行"
	),
	"step in the inbox": lambda who, it: who.call(
		"sink_app.approvals.inbox.take",
		doctype=DOCTYPE,
		name=it.name,
		action="Accept into Grid",
		seen_state="Community Acceptance",
		values={"given_post": "改过"},
	),
	"workflow": lambda who, it: who.call(
		"frappe.model.workflow.apply_workflow", doc={"doctype": DOCTYPE, "name": it.name}, action="Send Back"
	),
	"comment": lambda who, it: who.call(
		"frappe.desk.form.utils.add_comment",
		reference_doctype=DOCTYPE,
		reference_name=it.name,
		content="看到了",
		comment_email=who.user,
		comment_by=who.user,
	),
	"assignment": lambda who, it: who.call(
		"frappe.desk.form.assign_to.add", doctype=DOCTYPE, name=it.name, assign_to=json_list([who.user])
	),
	"share": lambda who, it: who.call(
		"frappe.share.add", doctype=DOCTYPE, name=it.name, user=who.user, read=1
	),
	"tag": lambda who, it: who.call(
		"frappe.desk.doctype.tag.tag.add_tag", tag="看到了", dt=DOCTYPE, dn=it.name
	),
	"attachment": lambda who, it: who.upload("看到了.txt", b"x", doctype=DOCTYPE, docname=it.name),
}


def export(who: Client, kind: str) -> Answer:
	return who.call(
		"frappe.desk.reportview.export_query",
		doctype=DOCTYPE,
		file_format_type=kind,
		title="登记",
		fields=json_list(QUALIFIED),
		reason="核对登记",
	)


def json_list(values: list) -> str:
	return json.dumps(values, ensure_ascii=False)
