"""Every way into the records of any DocType that the site offers over HTTP.

ROWS give back names of records, COUNTS a number, NAMED take the name of a record, WIDE ask for everything
of a kind. Each door serves every DocType: a new one is asked at all of them.
"""

import json
from collections.abc import Callable

import frappe

from tests.support.client import Answer, Client

ALL = 0
Names = set[str]


def rows(answer: Answer) -> Names:
	"""The names in a list of records, however it is packed."""
	found = answer.data if answer.data is not None else answer.message
	if isinstance(found, dict) and "values" in found:
		found = [dict(zip(found["keys"], values, strict=True)) for values in found["values"]]
	return {row["name"] for row in found or []} if answer.ok else set()


def parent_of(doctype: str) -> str | None:
	"""A DocType that has this one as a table, for the doors that ask for it."""
	tables = ("in", frappe.model.table_fields)
	return frappe.db.get_value("DocField", {"options": doctype, "fieldtype": tables}, "parent")


def qualified(doctype: str, *fields: str) -> str:
	return json.dumps([f"`tab{doctype}`.`{field}`" for field in fields])


def texts(doctype: str) -> list[str]:
	"""All fields that hold something to read, whatever their level."""
	meta = frappe.get_meta(doctype)
	kinds = ("Data", "Small Text", "Text", "Link", "Select")
	return ["name", *[each.fieldname for each in meta.fields if each.fieldtype in kinds]]


def through_links(doctype: str) -> list[str]:
	"""Fields of linked records, as `link.field`."""
	found = []
	for each in frappe.get_meta(doctype).get_link_fields():
		if each.options.startswith("Sink "):
			field = each.fieldname
			found += [f"{field}.{beyond} as {field}_{beyond}" for beyond in texts(each.options)[1:6]]
	return found[:30]


def read(function: str, **fixed) -> Callable[[Client, str], Answer]:
	return lambda who, doctype: who.call(function, doctype=doctype, **fixed)


def child(doctype: str) -> dict:
	return {"parent": parent_of(doctype)} if frappe.get_meta(doctype).istable else {}


ROWS: dict[str, Callable[[Client, str], Names]] = {
	"REST list": lambda who, dt: rows(who.get_list(dt, fields=texts(dt), **child(dt))),
	"REST or_filters": lambda who, dt: rows(
		who.get_list(
			dt, fields=["name"], or_filters=[["name", "like", "%"], ["owner", "like", "%"]], **child(dt)
		)
	),
	"REST group_by, order_by": lambda who, dt: rows(
		who.get_list(dt, fields=["name"], group_by="name", order_by="modified asc", **child(dt))
	),
	"client.get_list": lambda who, dt: rows(
		who.call("frappe.client.get_list", doctype=dt, fields=["name"], limit_page_length=0, **child(dt))
	),
	"client.get_list through links": lambda who, dt: rows(
		who.call(
			"frappe.client.get_list",
			doctype=dt,
			fields=["name", *through_links(dt)],
			limit_page_length=0,
			**child(dt),
		)
	),
	"report view": lambda who, dt: rows(
		who.call("frappe.desk.reportview.get", doctype=dt, fields=qualified(dt, "name"), page_length=100000)
	),
	"report view's list": lambda who, dt: rows(
		who.call(
			"frappe.desk.reportview.get_list", doctype=dt, fields=qualified(dt, "name"), page_length=100000
		)
	),
	"calendar": lambda who, dt: rows(
		who.call(
			"frappe.desk.calendar.get_events",
			doctype=dt,
			start="2000-01-01",
			end="2100-01-01",
			field_map={"start": "creation", "end": "modified", "title": "name"},
		)
	),
}
# lists again, for what they show of each record
ROWS_TO_READ: dict[str, Callable[[Client, str], Answer]] = {
	"REST list's fields": lambda who, dt: who.get_list(dt, fields=texts(dt), **child(dt)),
	"fields through links": lambda who, dt: who.call(
		"frappe.client.get_list",
		doctype=dt,
		fields=["name", *through_links(dt)],
		limit_page_length=0,
		**child(dt),
	),
	"report view's fields": lambda who, dt: who.call(
		"frappe.desk.reportview.get", doctype=dt, fields=qualified(dt, *texts(dt)), page_length=100000
	),
	"search widget's fields": lambda who, dt: who.call(
		"frappe.desk.search.search_widget",
		doctype=dt,
		txt="",
		filter_fields=json.dumps(texts(dt)),
		ignore_user_permissions=1,
		page_length=1000,
	),
	"linked DocTypes' values": lambda who, dt: who.call(
		"frappe.desk.search.search_widget", doctype=dt, txt="Z", searchfield="name", page_length=1000
	),
}
# at these a door may show fewer rows than there are, never others
SOME_ROWS: dict[str, Callable[[Client, str], Names]] = {
	"link search": lambda who, dt: found(who.search_link(dt, "", page_length=ALL + 1000)),
	"link search by ignore_user_permissions": lambda who, dt: found(
		who.search_link(dt, "", ignore_user_permissions=1, page_length=1000)
	),
	"search widget's columns": lambda who, dt: found(
		who.call(
			"frappe.desk.search.search_widget",
			doctype=dt,
			txt="",
			filter_fields=json.dumps(texts(dt)),
			ignore_user_permissions=1,
			page_length=1000,
		)
	),
	"CSV export": lambda who, dt: exported(who, dt),
	"tree": lambda who, dt: branches(who, dt),
}


def found(answer: Answer) -> Names:
	"""The names in what a link search answers."""
	listed = answer.body.get("results") or answer.message or answer.body.get("values") or []
	return {row["value"] if isinstance(row, dict) else row[0] for row in listed}


def branches(who: Client, doctype: str) -> Names:
	"""The topmost nodes in a tree's view; none where the DocType is no tree."""
	if not frappe.get_meta(doctype).is_tree:
		return set()
	answer = who.call("frappe.desk.treeview.get_children", doctype=doctype, parent="")
	return {row["value"] for row in answer.message or []}


def exported(who: Client, doctype: str) -> Names:
	answer = who.call(
		"frappe.desk.reportview.export_query",
		doctype=doctype,
		file_format_type="CSV",
		title="x",
		fields=qualified(doctype, "name"),
	)
	if not answer.ok or "csv" not in answer.type:
		return set()
	return {line.split(",")[-1].strip('"\r') for line in answer.text.splitlines()[1:]}


def number(answer: Answer) -> int:
	found = answer.message if answer.message is not None else answer.data
	return found if answer.ok and isinstance(found, int) else 0


def total(answer: Answer, *keys: str) -> int:
	listed = (answer.message if answer.message is not None else answer.data) or []
	if not answer.ok:
		return 0
	return sum(row.get(key) or 0 for row in listed for key in keys if isinstance(row, dict))


COUNTS: dict[str, Callable[[Client, str], int]] = {
	"report view's count": lambda who, dt: number(read("frappe.desk.reportview.get_count")(who, dt)),
	"client.get_count": lambda who, dt: number(read("frappe.client.get_count")(who, dt)),
	"REST count": lambda who, dt: total(who.get_list(dt, fields=["count(*) as n"], **child(dt)), "n"),
	"group by count": lambda who, dt: total(
		read("frappe.desk.listview.get_group_by_count", current_filters="[]", field="docstatus")(who, dt),
		"count",
	),
	"number card": lambda who, dt: number(
		who.call(
			"frappe.desk.doctype.number_card.number_card.get_result",
			doc={"function": "Count", "document_type": dt, "parent_document_type": parent_of(dt)},
			filters="[]",
		)
	),
	"chart": lambda who, dt: charted(
		who.call(
			"frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
			chart={
				"name": f"chart of {dt}",
				"chart_name": f"chart of {dt}",
				"chart_type": "Group By",
				"type": "Bar",
				"document_type": dt,
				"parent_document_type": parent_of(dt),
				"group_by_type": "Count",
				"group_by_based_on": "docstatus",
				"number_of_groups": 0,
				"filters_json": "[]",
			},
			no_cache=1,
		)
	),
}
# at these a DocType may not be counted at all
SOME_COUNTS: dict[str, Callable[[Client, str], int]] = {
	"states": lambda who, dt: total(
		read(
			"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
			workflow_state_field="owner",
			states="[]",
		)(who, dt),
		"count",
	),
	"assigned counts": lambda who, dt: total(
		read("frappe.desk.listview.get_group_by_count", current_filters="[]", field="assigned_to")(who, dt),
		"count",
	),
	"tag counts": lambda who, dt: sum(
		count
		for _tag, count in (
			read("frappe.desk.reportview.get_sidebar_stats", stats='["_user_tags"]', filters="[]")(
				who, dt
			).message
			or {}
		)
		.get("stats", {})
		.get("_user_tags", [])
	),
}


def charted(answer: Answer) -> int:
	if not answer.ok or not answer.message:
		return 0
	return int(sum(sum(each["values"]) for each in answer.message["datasets"]))


# The asker has learnt the name, say from an address over somebody's shoulder.
NAMED: dict[str, Callable[[Client, str, str], Answer]] = {
	"REST get": lambda who, dt, name: who.get(dt, name),
	"client.get": lambda who, dt, name: who.call("frappe.client.get", doctype=dt, name=name),
	"client.get_value": lambda who, dt, name: who.call(
		"frappe.client.get_value", doctype=dt, fieldname=texts(dt), filters=name
	),
	"form": lambda who, dt, name: who.fetch("frappe.desk.form.load.getdoc", doctype=dt, name=name),
	"form's timeline": lambda who, dt, name: who.fetch(
		"frappe.desk.form.load.get_docinfo", doctype=dt, name=name
	),
	"link title": lambda who, dt, name: who.call(
		"frappe.desk.search.get_link_title", doctype=dt, docname=name
	),
	"link's fetched fields": lambda who, dt, name: who.call(
		"frappe.client.validate_link", doctype=dt, docname=name, fields=json.dumps(texts(dt))
	),
	"link preview": lambda who, dt, name: who.call(
		"frappe.desk.link_preview.get_preview_data", doctype=dt, docname=name
	),
	"linked records": lambda who, dt, name: who.call(
		"frappe.desk.form.linked_with.get", doctype=dt, docname=name
	),
	"linked documents to cancel": lambda who, dt, name: who.call(
		"frappe.desk.form.linked_with.get_submitted_linked_docs", doctype=dt, name=name
	),
	"print view": lambda who, dt, name: who.print_view(dt, name, format="Standard"),
	"print as HTML": lambda who, dt, name: who.call(
		"frappe.www.printview.get_html_and_style", doc=dt, name=name
	),
	"steps so far": lambda who, dt, name: who.call("sink_app.approvals.doors.history", doctype=dt, name=name),
	"open count": lambda who, dt, name: who.call(
		"frappe.desk.notifications.get_open_count", doctype=dt, name=name, items="[]"
	),
	"assignees": lambda who, dt, name: who.call(
		"frappe.desk.form.assign_to.get", args={"doctype": dt, "name": name}
	),
	"shared with": lambda who, dt, name: who.call("frappe.share.get_users", doctype=dt, name=name),
	"attachments": lambda who, dt, name: who.call("frappe.desk.form.load.get_attachments", dt=dt, dn=name),
	"value of a link": lambda who, dt, name: who.call(
		"frappe.client.get_value", doctype=dt, fieldname=texts(dt), filters={"name": name}
	),
}
# The asker has guessed what stands in a record; a name that comes back tells that it is so.
GUESSED: dict[str, Callable[[Client, str, str], Answer]] = {
	"documents for a tag": lambda who, dt, mark: who.call(
		"frappe.desk.doctype.tag.tag.get_documents_for_tag", tag=f"#{mark}"
	),
	"tagged documents": lambda who, dt, mark: who.call(
		"frappe.desk.doctype.tag.tag.get_tagged_docs", doctype=dt, tag=f"%{mark}%"
	),
	"global search": lambda who, dt, mark: who.call("frappe.utils.global_search.search", text=mark),
	"global search of a kind": lambda who, dt, mark: who.call(
		"frappe.utils.global_search.search", text=mark, doctype=dt
	),
	"web search": lambda who, dt, mark: who.call("frappe.utils.global_search.web_search", text=mark),
	"link search for it": lambda who, dt, mark: who.search_link(dt, mark),
}
# how a text is looked for in a field: (field, mark) -> what is asked of the DocType
LOOKED_FOR: dict[str, Callable[[Client, str, str, str], Answer]] = {
	"REST filters": lambda who, dt, field, mark: who.get_list(
		dt, fields=["name"], filters=[[dt, field, "like", f"{mark}%"]]
	),
	"REST filters as dict": lambda who, dt, field, mark: who.get_list(
		dt, fields=["name"], filters={field: ["like", f"{mark}%"]}
	),
	"REST or_filters": lambda who, dt, field, mark: who.get_list(
		dt, fields=["name"], or_filters=[[field, "like", f"{mark}%"]]
	),
	"client.get_list": lambda who, dt, field, mark: who.call(
		"frappe.client.get_list", doctype=dt, filters={field: ["like", f"{mark}%"]}
	),
	"client.get_value": lambda who, dt, field, mark: who.call(
		"frappe.client.get_value", doctype=dt, fieldname="name", filters={field: ["like", f"{mark}%"]}
	),
	"report view": lambda who, dt, field, mark: who.call(
		"frappe.desk.reportview.get",
		doctype=dt,
		fields=qualified(dt, "name"),
		filters=json.dumps([[dt, field, "like", f"{mark}%"]]),
	),
	"link search filters": lambda who, dt, field, mark: who.search_link(
		dt, "", filters={field: ["like", f"{mark}%"]}
	),
	"link search field": lambda who, dt, field, mark: who.call(
		"frappe.desk.search.search_widget", doctype=dt, txt=mark, searchfield=field
	),
}
# what hangs on records is asked for as a whole
WIDE: dict[str, Callable[[Client], Answer]] = {
	doctype: (lambda who, doctype=doctype: who.get_list(doctype, fields=["*"]))
	for doctype in (
		*("File", "Comment", "ToDo", "Tag Link", "Version", "Communication", "Workflow Action"),
		*("Notification Log", "Activity Log", "Document Follow", "Energy Point Log", "DocShare", "View Log"),
		*("Tag", "Access Log", "Deleted Document", "Prepared Report", "Sink Approval Step"),
	)
}
