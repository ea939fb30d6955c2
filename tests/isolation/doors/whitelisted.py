"""Every function that the framework and the app let a client call, asked of a record.

Found from the sources: one that another version brings, or the app gains, is asked as well. Whatever names a
DocType, a record, a field or a filter is filled in; the function takes of it what it knows.
"""

import ast
import importlib
import inspect
import json
from collections.abc import Iterator
from pathlib import Path

import frappe

from tests.isolation.doors.kind import Kind
from tests.support.client import Answer, Client

APPS = ("frappe", "sink_app")
KINDS = (
	*(
		"doctype",
		"dt",
		"doc_type",
		"document_type",
		"reference_doctype",
		"ref_doctype",
		"reference_dt",
		"ref_dt",
	),
	*("reference_type", "parent_doctype", "goal_doctype", "share_doctype", "reminder_doctype"),
)
NAMES = (
	*("name", "docname", "dn", "doc_name", "reference_name", "reference_docname", "ref_docname", "ref_name"),
	*("old", "old_name", "document_name", "share_name", "source_name", "reference_doc", "reminder_docname"),
)
# they say whose doctype or record is meant in one argument
WHOLE = ("doc", "docs", "args", "docnames", "names", "items", "source_names", "target_doc")
# of whatever record
FIXED = {
	**dict.fromkeys(("filters", "current_filters", "states"), "[]"),
	**dict.fromkeys(("page_len", "page_length", "limit_page_length", "limit"), 1000),
	**dict.fromkeys(("ignore_user_permissions", "ignore_permissions", "as_dict", "with_data"), 1),
	**dict.fromkeys(("file_format_type", "file_type"), "CSV"),
	**dict.fromkeys(("txt", "text"), ""),
	**dict.fromkeys(("start", "prev"), 0),
	"searchfield": "name",
	"start_date": "2000-01-01",
	"end": "2100-01-01",
	"label": "x",
	"tree_method": "frappe.desk.treeview.get_children",
	"type": "coordinates",
	"tag": "%",
	"tags": '["%"]',
	"export_records": "all",
	"workflow_state_field": "owner",
	"action": "Send Back",
}
# what would put an end to the asking, or speaks to machines elsewhere
LEFT_OUT = ("logout", "web_logout", "sessions.clear", "integrations.", "print_by_server", "setup_wizard")


def functions() -> list[str]:
	"""The dotted names of all whitelisted functions that can be asked of a DocType or a record."""
	for module in sorted(modules()):
		importlib.import_module(module)
	own = {f"{each.__module__}.{each.__qualname__}": each for each in frappe.whitelisted}
	return sorted(
		name
		for name, function in own.items()
		if name.startswith(tuple(f"{app}." for app in APPS))
		and "<locals>" not in name
		and not any(part in name for part in LEFT_OUT)
		and speaks_of_records(function)
	)


def speaks_of_records(function) -> bool:
	"""Whether it takes a DocType or a record by an argument, or reads one from the request."""
	parameters = inspect.signature(function).parameters
	if "self" in parameters:
		return False
	is_open = any(each.kind == each.VAR_KEYWORD for each in parameters.values())
	reads_request = not parameters and "form_" in inspect.getsource(function)
	return is_open or reads_request or bool({*parameters} & {*KINDS, *NAMES, *WHOLE})


def modules() -> Iterator[str]:
	"""The modules that hold whitelisted functions."""
	for app in APPS:
		root = Path(frappe.get_app_path(app))
		for path in root.rglob("*.py"):
			inside = path.relative_to(root.parent).with_suffix("").parts
			if "tests" in inside or inside[-1].startswith("test_") or "whitelist" not in path.read_text():
				continue
			if any(is_whitelisted(node) for node in ast.parse(path.read_text()).body):
				yield ".".join(part for part in inside if part != "__init__")


def is_whitelisted(node: ast.stmt) -> bool:
	return isinstance(node, ast.FunctionDef) and any(
		"whitelist" in ast.unparse(each) for each in node.decorator_list
	)


def open_to_guests(functions: list[str]) -> list[str]:
	return [each for each in functions if frappe.get_attr(each) in frappe.guest_methods]


def ask(who: Client, it: Kind, function: str, name: str) -> Answer:
	"""Call a function about a record of somebody else's."""
	return who.call(function, **arguments(who, it, name))


def arguments(who: Client, it: Kind, name: str) -> dict:
	"""All that a function may want to know of a record; what it does not take is left aside by the site."""
	document = {"doctype": it.name, "name": name, "docname": name, "assign_to": [who.user]}
	field = it.first("Data", "Small Text", "Text") or "owner"
	texts = json.dumps(it.texts)
	return {
		**FIXED,
		**dict.fromkeys(KINDS, it.name),
		**dict.fromkeys(NAMES, name),
		**dict.fromkeys(("doc", "args"), document),
		"docs": json.dumps([document]),
		**dict.fromkeys(("docnames", "names", "items", "source_names"), json.dumps([name])),
		"fields": it.qualified(*it.texts),
		**dict.fromkeys(("fieldname", "filter_fields"), texts),
		"field": field,
		"stats": json.dumps([{"name": each, "type": "Data"} for each in it.texts]),
		"field_map": {"start": "creation", "end": "modified", "title": field},
		"parent": it.parent or "",
		"value": name,
		**dict.fromkeys(("select_columns", "export_fields"), json.dumps({it.name: list(it.texts)})),
		**dict.fromkeys(("new", "new_name"), f"{name}x"),
		"user": who.user,
		"users": json.dumps([who.user]),
	}


def other_names() -> list[str]:
	"""Further dotted names of the functions that are answered elsewhere: of modules that import them."""
	overridden = frappe.get_hooks("override_whitelisted_methods")
	found = []
	for app in APPS:
		root = Path(frappe.get_app_path(app))
		for path in root.rglob("*.py"):
			inside = [
				part for part in path.relative_to(root.parent).with_suffix("").parts if part != "__init__"
			]
			for node in ast.parse(path.read_text()).body:
				if isinstance(node, ast.ImportFrom) and not node.level:
					names = [each for each in node.names if f"{node.module}.{each.name}" in overridden]
					found += [".".join([*inside, each.asname or each.name]) for each in names]
	return sorted({*found} - {*overridden})


def ask_by_another_name(who: Client, name: str) -> Answer:
	return who.call(name, doctype="Sink Member")


def ask_as_argument(who: Client, function: str, argument: str) -> Answer:
	"""Have the framework itself call a function that is answered elsewhere."""
	doors = {"query": "frappe.desk.search.search_widget", "tree_method": "frappe.desk.treeview.get_all_nodes"}
	more = {"doctype": "Sink Member", "txt": "", "label": "x", "parent": "", argument: function}
	return who.call(doors[argument], **more)


def is_guarded(function: str) -> bool:
	"""Whether another function answers in place of one; the framework also keeps older names of some."""
	answer = frappe.get_hooks("override_whitelisted_methods")[function][0]
	module, _dot, name = function.rpartition(".")
	is_there = hasattr(importlib.import_module(module), name)
	return is_there and "." in answer and frappe.get_attr(answer) is not frappe.get_attr(function)
