"""Reports that an administrator made in the Desk over a DocType, run by others."""

import json
from collections.abc import Callable

from tests.isolation.doors.kind import Kind
from tests.isolation.doors.lists import MANY
from tests.support.client import Answer, Client

LINKED, UNLINKED, JOINED, PREPARED = "with a link", "without a link", "by a table of another", "prepared"


def title(doctype: str, which: str) -> str:
	return f"{doctype} {which}"


def query_of(it: Kind, which: str) -> str:
	"""The SQL that is typed in; every column that holds a text is shown."""
	texts = ", ".join(
		f"t.`{field}` as `{field}:Data:90`" for field in it.texts[1:] if it.fields.get(field) != "Link"
	)
	counted = "1 as `n:Int:90`"
	name = f"t.name as `Record:Link/{it.name}:90`" if which != UNLINKED else ""
	columns = ", ".join(filter(None, (name, counted, texts)))
	return f"select {columns} from `tab{it.name}` t"  # noqa: S608 (a test's own words)


def run(who: Client, it: Kind, which: str, **more) -> Answer:
	return who.call("frappe.desk.query_report.run", report_name=title(it.name, which), **more)


def export(who: Client, it: Kind, which: str, file_type: str, custom_columns: str = "[]") -> Answer:
	return who.call(
		"frappe.desk.query_report.export_query",
		report_name=title(it.name, which),
		file_format_type=file_type,
		visible_idx=json.dumps(list(range(1000))),
		filters="{}",
		custom_columns=custom_columns,
	)


def added(it: Kind) -> str:
	"""What «Add Column» sends."""
	column = {
		"fieldname": it.first("Data", "Small Text") or "owner",
		"doctype": it.name,
		"link_field": "record",
		"label": "x",
		"fieldtype": "Data",
		"insert_after_index": 0,
	}
	return json.dumps([column])


# (client, kind, whose report was prepared, its name)
REPORTS: dict[str, Callable[[Client, Kind, str, str], Answer]] = {
	"query report": lambda who, it, user, name: run(who, it, LINKED),
	"query report as Administrator": lambda who, it, user, name: run(who, it, LINKED, user="Administrator"),
	"query report without a link": lambda who, it, user, name: run(who, it, UNLINKED),
	"query report without a link as Administrator": lambda who, it, user, name: run(
		who, it, UNLINKED, user="Administrator"
	),
	"query report over another DocType": lambda who, it, user, name: run(who, it, JOINED),
	"query report past its preparation": lambda who, it, user, name: run(
		who, it, PREPARED, ignore_prepared_report=True
	),
	"report in CSV with a column added": lambda who, it, user, name: export(
		who, it, LINKED, "CSV", added(it)
	),
	"report over another DocType with a column added": lambda who, it, user, name: export(
		who, it, JOINED, "CSV", added(it)
	),
	"report in CSV": lambda who, it, user, name: export(who, it, LINKED, "CSV"),
	"report in Excel": lambda who, it, user, name: export(who, it, LINKED, "Excel"),
	"report without a link in CSV": lambda who, it, user, name: export(who, it, UNLINKED, "CSV"),
	"prepared report": lambda who, it, user, name: run(who, it, PREPARED, filters="{}"),
	"prepared report of another user": lambda who, it, user, name: run(
		who, it, PREPARED, filters="{}", user=user
	),
	"prepared report by its name": lambda who, it, user, name: run(
		who, it, PREPARED, filters={"prepared_report_name": name}
	),
	"prepared report's file": lambda who, it, user, name: who.call(
		"frappe.core.doctype.prepared_report.prepared_report.download_attachment", dn=name
	),
	"prepared report's record": lambda who, it, user, name: who.get("Prepared Report", name),
	"prepared report's export": lambda who, it, user, name: who.call(
		"frappe.desk.query_report.export_query",
		report_name=title(it.name, PREPARED),
		file_format_type="CSV",
		visible_idx=json.dumps(list(range(1000))),
		filters={"prepared_report_name": name},
	),
	"report by mail": lambda who, it, user, name: who.insert(
		"Auto Email Report",
		report=title(it.name, LINKED),
		user="Administrator",
		email_to=who.user,
		format="CSV",
		frequency="Daily",
	),
	"report by mail, as another asked for it": lambda who, it, user, name: who.call(
		"frappe.email.doctype.auto_email_report.auto_email_report.download", name=title(it.name, LINKED)
	),
	"report by mail, sent": lambda who, it, user, name: who.call(
		"frappe.email.doctype.auto_email_report.auto_email_report.send_now", name=title(it.name, LINKED)
	),
}


def list_of_prepared(who: Client) -> Answer:
	return who.get_list(
		"Prepared Report", fields=["name", "owner", "report_name", "filters"], limit_page_length=MANY
	)


def delete_prepared(who: Client, name: str) -> Answer:
	return who.call(
		"frappe.core.doctype.prepared_report.prepared_report.delete_prepared_reports",
		reports=json.dumps([{"name": name}]),
	)
