"""Doors that ask for everything of a kind: ROWS give back names, COUNTS a number, TO_READ what is shown."""

import json
from collections.abc import Callable

from tests.isolation.doors.kind import Kind
from tests.support.client import Answer, Client
from tests.support.reading import readable

MANY = 100_000
CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
Names = set[str]


def rows(answer: Answer) -> Names:
	"""The names in a list of records, however it is packed."""
	found = answer.data if answer.data is not None else answer.message
	if isinstance(found, dict) and "values" in found:
		found = [dict(zip(found["keys"], values, strict=True)) for values in found["values"]]
	return {row["name"] for row in found or []} if answer.ok else set()


def found(answer: Answer) -> Names:
	"""The names in what a link search answers."""
	listed = answer.body.get("results") or answer.message or answer.body.get("values") or []
	return {row.get("value") or row["name"] if isinstance(row, dict) else row[0] for row in listed}


def number(answer: Answer) -> int:
	found = answer.message if answer.message is not None else answer.data
	return found if answer.ok and isinstance(found, int) else 0


def total(answer: Answer, *keys: str) -> int:
	listed = (answer.message if answer.message is not None else answer.data) or []
	if not answer.ok:
		return 0
	return sum(row.get(key) or 0 for row in listed for key in keys if isinstance(row, dict))


def view(who: Client, it: Kind, door: str = "get", **more) -> Answer:
	"""What a list, a report, a kanban board or a map of the Desk asks."""
	asked = {"fields": it.qualified("name"), "page_length": MANY, **more}
	return who.call(f"frappe.desk.reportview.{door}", doctype=it.name, **asked)


def searched(who: Client, it: Kind, **more) -> Answer:
	# as the Desk asks it: rows as lists Frappe sorts by whichever column chance puts first, empty ones too
	asked = {"txt": "", "page_length": 1000, "as_dict": 1, **more}
	return who.call("frappe.desk.search.search_widget", doctype=it.name, **asked)


def listed(who: Client, it: Kind, **more) -> Answer:
	asked = {"limit_page_length": 0, **it.child, **more}
	return who.call("frappe.client.get_list", doctype=it.name, **asked)


def exported(who: Client, it: Kind, file_type: str) -> Names:
	"""The names in an export of the list."""
	answer = view(who, it, "export_query", file_format_type=file_type, title="x")
	if not answer.ok or "json" in answer.type or "html" in answer.type:
		return set()
	lines = readable(answer).splitlines()[1:]
	return {line.replace("\t", ",").split(",")[-1].strip('"\r') for line in lines}


def branches(who: Client, it: Kind, door: str, **more) -> Names:
	"""The nodes in a tree's view; none where the DocType is no tree."""
	if not it.is_tree:
		return set()
	answer = who.call(f"frappe.desk.treeview.{door}", doctype=it.name, parent="", **more)
	found = answer.message or []
	nodes = [node for part in found for node in part["data"]] if door == "get_all_nodes" else found
	return {node["value"] for node in nodes}


def on_map(who: Client, it: Kind, source: str, *fields: str) -> Names:
	"""The records on a map; none where the DocType has no place for one."""
	if not it.has(*fields):
		return set()
	answer = who.call("frappe.geo.utils.get_coords", doctype=it.name, filters="[]", type=source)
	features = (answer.message or {}).get("features") or []
	return {feature["properties"]["name"] for feature in features}


def at_places(who: Client, it: Kind) -> int:
	"""The records that a map tells of at its places, and elsewhere."""
	answer = who.call("sink_app.organization.maps.places", doctype=it.name, filters="[]")
	drawn = answer.message if answer.ok else {}
	features = drawn.get("features") or []
	return sum(feature["properties"].get("total", 1) for feature in features) + drawn.get("elsewhere", 0)


def web_form_name(doctype: str) -> str:
	return f"isolation-web-form-{doctype.lower().replace(' ', '-')}"


def offered(who: Client, it: Kind) -> Names:
	"""What a form of the website offers in a Link field."""
	answer = who.call(
		"frappe.website.doctype.web_form.web_form.get_link_options",
		web_form_name=web_form_name(it.name),
		doctype=it.name,
		allow_read_on_all_link_options=1,
	)
	return set(str(answer.message or "").split("\n"))


def shown_on_web_form(who: Client, it: Kind) -> Names:
	"""What a form of the website offers in all its fields."""
	answer = who.call(
		"frappe.website.doctype.web_form.web_form.get_form_data",
		doctype="ToDo",
		web_form_name=web_form_name(it.name),
	)
	form = (answer.message or {}).get("web_form") or {}
	return {
		name for field in form.get("web_form_fields", ()) for name in (field["options"] or "").split("\n")
	}


def chart_name(doctype: str) -> str:
	return f"Chart of {doctype}"


def counted_for_another(doctype: str) -> tuple[str, str]:
	"""What the site's cache holds of a chart that somebody saw more in: (key, value)."""
	counted = {"labels": ["x"], "datasets": [{"name": "x", "values": [MANY]}]}
	return f"chart-data:{chart_name(doctype)}", json.dumps(counted)


def kept_chart(who: Client, it: Kind) -> int:
	"""The records that a chart counts which somebody may have looked at before."""
	return columns(who.call(CHART, chart_name=chart_name(it.name), refresh=0))


def chart(who: Client, it: Kind) -> int:
	"""The records that a chart of a client's own drawing counts."""
	drawn = {
		"name": chart_name(it.name),
		"chart_name": chart_name(it.name),
		"chart_type": "Group By",
		"type": "Bar",
		"document_type": it.name,
		"parent_document_type": it.parent,
		"group_by_type": "Count",
		"group_by_based_on": "docstatus",
		"number_of_groups": 0,
		"filters_json": "[]",
	}
	return columns(who.call(CHART, chart=drawn, no_cache=1))


def columns(answer: Answer) -> int:
	"""The sum of what a chart shows."""
	if not answer.ok or not answer.message:
		return 0
	return int(sum(sum(each["values"]) for each in answer.message["datasets"]))


def card(who: Client, it: Kind) -> int:
	counted = {"function": "Count", "document_type": it.name, "parent_document_type": it.parent}
	return number(
		who.call("frappe.desk.doctype.number_card.number_card.get_result", doc=counted, filters="[]")
	)


def grouped(who: Client, it: Kind, field: str) -> int:
	door = "frappe.desk.listview.get_group_by_count"
	return total(who.call(door, doctype=it.name, current_filters="[]", field=field), "count")


def tagged(who: Client, it: Kind, door: str) -> int:
	answer = view(who, it, door, stats='["_user_tags"]', filters="[]")
	stats = answer.message if isinstance(answer.message, dict) else {}
	return max((count for _tag, count in stats.get("stats", stats).get("_user_tags", [])), default=0)


ROWS: dict[str, Callable[[Client, Kind], Names]] = {
	"REST list": lambda who, it: rows(who.get_list(it.name, fields=list(it.texts), **it.child)),
	"report view": lambda who, it: rows(view(who, it)),
	"REST or_filters": lambda who, it: rows(
		who.get_list(
			it.name,
			fields=["name"],
			or_filters=[["name", "like", "%"], ["owner", "like", "%"]],
			**it.child,
		)
	),
	"REST group_by, order_by": lambda who, it: rows(
		who.get_list(it.name, fields=["name"], group_by="name", order_by="modified asc", **it.child)
	),
	"client.get_list": lambda who, it: rows(listed(who, it, fields=["name"])),
	"client.get_list through links": lambda who, it: rows(listed(who, it, fields=["name", *it.beyond])),
	"report view's list": lambda who, it: rows(view(who, it, "get_list")),
	"calendar": lambda who, it: rows(
		who.call(
			"frappe.desk.calendar.get_events",
			doctype=it.name,
			start="2000-01-01",
			end="2100-01-01",
			field_map={"start": "creation", "end": "modified", "title": "name"},
		)
	),
}
# at these a door may show fewer rows than there are, never others
SOME_ROWS: dict[str, Callable[[Client, Kind], Names]] = {
	"link search": lambda who, it: found(who.search_link(it.name, "", page_length=1000)),
	"link search by ignore_user_permissions": lambda who, it: found(
		who.search_link(it.name, "", ignore_user_permissions=1, page_length=1000)
	),
	"search widget's columns": lambda who, it: found(
		searched(who, it, filter_fields=json.dumps(it.texts), ignore_user_permissions=1)
	),
	"CSV export": lambda who, it: exported(who, it, "CSV"),
	"Excel export": lambda who, it: exported(who, it, "Excel"),
	"tree": lambda who, it: branches(who, it, "get_children"),
	"whole tree": lambda who, it: branches(
		who, it, "get_all_nodes", label="x", tree_method="frappe.desk.treeview.get_children"
	),
	"web form's field": offered,
	"web form": shown_on_web_form,
	"map": lambda who, it: on_map(who, it, "coordinates", "latitude", "longitude"),
	"map of shapes": lambda who, it: on_map(who, it, "location_field", "location"),
}
COUNTS: dict[str, Callable[[Client, Kind], int]] = {
	"client.get_count": lambda who, it: number(who.call("frappe.client.get_count", doctype=it.name)),
	"report view's count": lambda who, it: number(
		who.call("frappe.desk.reportview.get_count", doctype=it.name)
	),
	"REST count": lambda who, it: total(who.get_list(it.name, fields=["count(*) as n"], **it.child), "n"),
	"map of places": at_places,
	"group by count": lambda who, it: grouped(who, it, "docstatus"),
	"number card": card,
	"chart": chart,
	"chart as kept for others": kept_chart,
	"states": lambda who, it: total(
		who.call(
			"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
			doctype=it.name,
			workflow_state_field="owner",
			states="[]",
		),
		"count",
	),
	"assigned counts": lambda who, it: grouped(who, it, "assigned_to"),
	"tag counts": lambda who, it: tagged(who, it, "get_sidebar_stats"),
	"tag counts, the older way": lambda who, it: tagged(who, it, "get_stats"),
}
# for what they show of each record
TO_READ: dict[str, Callable[[Client, Kind], Answer]] = {
	"REST list's fields": lambda who, it: who.get_list(it.name, fields=list(it.texts), **it.child),
	"fields through links": lambda who, it: listed(who, it, fields=["name", *it.beyond]),
	"report view's fields": lambda who, it: view(who, it, fields=it.qualified(*it.texts)),
	"search widget's fields": lambda who, it: searched(
		who, it, filter_fields=json.dumps(it.texts), ignore_user_permissions=1
	),
	"linked DocTypes' values": lambda who, it: searched(who, it, txt="Z", searchfield="name"),
	"filter dashboard": lambda who, it: who.call(
		"frappe.desk.reportview.get_filter_dashboard_data",
		doctype=it.name,
		stats=json.dumps([{"name": field, "type": "Data"} for field in it.texts]),
		filters="[]",
	),
	"data export": lambda who, it: who.call(
		"frappe.core.doctype.data_export.exporter.export_data",
		doctype=it.name,
		parent_doctype=it.parent or it.name,
		with_data=1,
		select_columns=json.dumps({it.name: list(it.texts)}),
	),
	"import template with records": lambda who, it: who.call(
		"frappe.core.doctype.data_import.data_import.download_template",
		doctype=it.name,
		export_fields=json.dumps({it.name: list(it.texts)}),
		export_records="all",
	),
	"Add Column": lambda who, it: who.call(
		"frappe.desk.query_report.get_data_for_custom_field",
		doctype=it.name,
		field=it.first("Data", "Small Text", "Text") or "owner",
	),
}
# these of every kind are asked by everybody; the others by one of each group who see alike
BY_ALL = ("REST list", "report view", "client.get_count")
