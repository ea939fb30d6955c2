"""Doors that take what the asker has learnt of a record, say from an address over somebody's shoulder."""

import json
from collections.abc import Callable

from tests.isolation.doors.kind import Kind
from tests.support.client import Answer, Client


def searched(who: Client, doctype: str, field: str) -> Answer:
	"""A link search that asks for more than names, past permissions."""
	return who.call(
		"frappe.desk.search.search_widget",
		doctype=doctype,
		txt="",
		filter_fields=json.dumps([field]),
		ignore_user_permissions=1,
		page_length=10_000,
		# Frappe 15.0 puts the columns of a list in no order, and sorts by whichever comes first
		as_dict=1,
	)


# with the record's name
NAMED: dict[str, Callable[[Client, Kind, str], Answer]] = {
	"REST get": lambda who, it, name: who.get(it.name, name),
	"form": lambda who, it, name: who.fetch("frappe.desk.form.load.getdoc", doctype=it.name, name=name),
	"client.get": lambda who, it, name: who.call("frappe.client.get", doctype=it.name, name=name),
	"client.get_value": lambda who, it, name: who.call(
		"frappe.client.get_value", doctype=it.name, fieldname=list(it.texts), filters=name
	),
	"value of a link": lambda who, it, name: who.call(
		"frappe.client.get_value", doctype=it.name, fieldname=list(it.texts), filters={"name": name}
	),
	"form's timeline": lambda who, it, name: who.fetch(
		"frappe.desk.form.load.get_docinfo", doctype=it.name, name=name
	),
	"letters": lambda who, it, name: who.call(
		"frappe.desk.form.load.get_communications", doctype=it.name, name=name
	),
	"link title": lambda who, it, name: who.call(
		"frappe.desk.search.get_link_title", doctype=it.name, docname=name
	),
	"link's fetched fields": lambda who, it, name: who.call(
		"frappe.client.validate_link", doctype=it.name, docname=name, fields=json.dumps(it.texts)
	),
	"link preview": lambda who, it, name: who.call(
		"frappe.desk.link_preview.get_preview_data", doctype=it.name, docname=name
	),
	"linked records": lambda who, it, name: who.call(
		"frappe.desk.form.linked_with.get", doctype=it.name, docname=name
	),
	"linked documents to cancel": lambda who, it, name: who.call(
		"frappe.desk.form.linked_with.get_submitted_linked_docs", doctype=it.name, name=name
	),
	"print view": lambda who, it, name: who.print_view(it.name, name, format="Standard"),
	"print as HTML": lambda who, it, name: who.call(
		"frappe.www.printview.get_html_and_style", doc=it.name, name=name
	),
	"steps so far": lambda who, it, name: who.call(
		"sink_app.approvals.doors.history", doctype=it.name, name=name
	),
	"open count": lambda who, it, name: who.call(
		"frappe.desk.notifications.get_open_count", doctype=it.name, name=name, items="[]"
	),
	"assignees": lambda who, it, name: who.call(
		"frappe.desk.form.assign_to.get", args={"doctype": it.name, "name": name}
	),
	"shared with": lambda who, it, name: who.call("frappe.share.get_users", doctype=it.name, name=name),
}
# the same, of a record that is not theirs: for who may see it the answer is long in coming and says no more
NAMED_BY_STRANGERS: dict[str, Callable[[Client, Kind, str], Answer]] = {
	"print view with a key": lambda who, it, name: who.print_view(it.name, name, key="1"),
	"PDF": lambda who, it, name: who.pdf(it.name, name, format="Standard"),
	"PDF with a key": lambda who, it, name: who.pdf(it.name, name, format="Standard", key="1"),
	"several PDFs": lambda who, it, name: who.fetch(
		"frappe.utils.print_format.download_multi_pdf", doctype=it.name, name=json.dumps([name])
	),
	"PDF of a built format": lambda who, it, name: who.fetch(
		"frappe.utils.weasyprint.download_pdf", doctype=it.name, name=name, print_format="Standard"
	),
	"password": lambda who, it, name: who.call(
		"frappe.client.get_password",
		doctype=it.name,
		name=name,
		fieldname=it.first("Password", "Data") or "name",
	),
	"portal's list": lambda who, it, name: who.call("frappe.www.list.get", doctype=it.name),
	"portal's rows": lambda who, it, name: who.call(
		"frappe.www.list.get_list_data", doctype=it.name, limit=1000
	),
}
# These answer with names of further records.
LEADING_ON: dict[str, Callable[[Client, Kind, str], Answer]] = {
	f"{'next' if prev == 0 else 'previous'} record": lambda who, it, name, prev=prev: who.call(
		"frappe.desk.form.utils.get_next", doctype=it.name, value=name, prev=prev
	)
	for prev in (0, 1)
}
# with a word that stands in the record; a name that comes back tells that it is so
GUESSED: dict[str, Callable[[Client, Kind, str], Answer]] = {
	"documents for a tag": lambda who, it, mark: who.call(
		"frappe.desk.doctype.tag.tag.get_documents_for_tag", tag=f"#{mark}"
	),
	"tagged documents": lambda who, it, mark: who.call(
		"frappe.desk.doctype.tag.tag.get_tagged_docs", doctype=it.name, tag=f"%{mark}%"
	),
	"global search": lambda who, it, mark: who.call("frappe.utils.global_search.search", text=mark),
	"global search of a kind": lambda who, it, mark: who.call(
		"frappe.utils.global_search.search", text=mark, doctype=it.name
	),
	"web search": lambda who, it, mark: who.call("frappe.utils.global_search.web_search", text=mark),
	"link search for it": lambda who, it, mark: who.search_link(it.name, mark),
	"files by their text": lambda who, it, mark: who.call(
		"frappe.core.api.file.get_files_by_search_text", text=mark
	),
}
# how a text is looked for in a field: (field, mark) -> what is asked of the DocType
LOOKED_FOR: dict[str, Callable[[Client, Kind, str, str], Answer]] = {
	"REST filters": lambda who, it, field, mark: who.get_list(
		it.name, fields=["name"], filters=[[it.name, field, "like", f"{mark}%"]]
	),
	"REST filters as dict": lambda who, it, field, mark: who.get_list(
		it.name, fields=["name"], filters={field: ["like", f"{mark}%"]}
	),
	"REST or_filters": lambda who, it, field, mark: who.get_list(
		it.name, fields=["name"], or_filters=[[field, "like", f"{mark}%"]]
	),
	"client.get_list": lambda who, it, field, mark: who.call(
		"frappe.client.get_list", doctype=it.name, filters={field: ["like", f"{mark}%"]}
	),
	"client.get_value": lambda who, it, field, mark: who.call(
		"frappe.client.get_value", doctype=it.name, fieldname="name", filters={field: ["like", f"{mark}%"]}
	),
	"report view": lambda who, it, field, mark: who.call(
		"frappe.desk.reportview.get",
		doctype=it.name,
		fields=it.qualified("name"),
		filters=json.dumps([[it.name, field, "like", f"{mark}%"]]),
	),
	"link search filters": lambda who, it, field, mark: who.search_link(
		it.name, "", filters={field: ["like", f"{mark}%"]}
	),
	"link search field": lambda who, it, field, mark: who.call(
		"frappe.desk.search.search_widget", doctype=it.name, txt=mark, searchfield=field
	),
}
BY_ALL = ("REST get", "form")
# the framework cannot select everything of these
FEWER = {"Prepared Report": ["name", "owner", "report_name", "filters"]}
# what hangs on records is asked for as a whole
WIDE: dict[str, Callable[[Client], Answer]] = {
	doctype: (lambda who, doctype=doctype: who.get_list(doctype, fields=FEWER.get(doctype, ["*"])))
	for doctype in (
		*("File", "Comment", "ToDo", "Tag Link", "Version", "Communication", "Workflow Action"),
		*("Notification Log", "Activity Log", "Document Follow", "Energy Point Log", "DocShare", "View Log"),
		*("Tag", "Access Log", "Deleted Document", "Prepared Report", "Sink Approval Step", "Error Log"),
	)
}
WIDE |= {
	f"search of {doctype}": (lambda who, doctype=doctype, field=field: searched(who, doctype, field))
	for doctype, field in {
		"File": "attached_to_name",
		"Comment": "reference_name",
		"Communication": "reference_name",
		"ToDo": "reference_name",
		"Tag Link": "document_name",
		"Version": "docname",
	}.items()
}
WIDE |= {
	"notifications": lambda who: who.call("frappe.desk.notifications.get_notifications"),
	"notification logs": lambda who: who.call(
		"frappe.desk.doctype.notification_log.notification_log.get_notification_logs", limit=1000
	),
	"files in the folder": lambda who: who.call(
		"frappe.core.api.file.get_files_in_folder", folder="Home/Attachments", page_length=1000
	),
	"tags": lambda who: who.call("frappe.desk.doctype.tag.tag.get_tags_list_for_awesomebar"),
	"events": lambda who: who.call(
		"frappe.desk.doctype.event.event.get_events", start="2000-01-01", end="2100-01-01"
	),
	"inbox": lambda who: who.call("sink_app.approvals.inbox.rows", limit=200),
}
