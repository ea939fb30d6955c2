"""What administrators do to a site in the Desk, and how one sees that it still stands."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe

from sink_app.shipped import content

REGISTRATION = "Sink Registration"


@dataclass(frozen=True)
class Edit:
	name: str
	make: Callable[[], None]
	stands: Callable[[], bool]


def change(doctype: str, name: str, fieldname: str, value) -> Edit:
	"""Set a field of a record; a dict is added to its table."""

	def make():
		doc = frappe.get_doc(doctype, name)
		if isinstance(value, dict):
			doc.append(fieldname, value)
		else:
			doc.set(fieldname, value)
		doc.save()

	def stands() -> bool:
		now = frappe.get_doc(doctype, name).get(fieldname)
		if isinstance(value, dict):
			return any(row.get(key) == value[key] for row in now for key in list(value)[:1])
		return now == value

	return Edit(f"{doctype} edited", make, stands)


def deletion(doctype: str, name: str) -> Edit:
	"""Delete a record."""
	return Edit(
		f"{doctype} deleted",
		lambda: frappe.delete_doc(doctype, name, force=True),
		lambda: not frappe.db.exists(doctype, name),
	)


def creation(title: str, **values) -> Edit:
	"""Make a record; all that it says must stay."""
	made: dict = {}

	def make():
		doc = frappe.get_doc(values).insert(set_name=values.get("name"))
		made.update(name=doc.name, content=content.comparable(doc.doctype, doc.as_dict()))

	def stands() -> bool:
		if not frappe.db.exists(values["doctype"], made["name"]):
			return False
		now = frappe.get_doc(values["doctype"], made["name"])
		return content.comparable(now.doctype, now.as_dict()) == made["content"]

	return Edit(title, make, stands)


# one field of every kind
TOUCHED = {
	"Letter Head": ("footer", "<p>某区委组织部</p>"),
	"Email Template": ("response", "<p>请于五日内报到。</p>"),
	"Print Format": ("html", "<p>本单位版式 {{ doc.name }}</p>"),
	"Web Form": ("web_form_fields", {"fieldname": "priority", "fieldtype": "Select", "label": "Priority"}),
	"Kanban Board": ("columns", {"column_name": "Waiting", "indicator": "Blue"}),
	"Report": ("add_total_row", 1),
	"Number Card": ("color", "#123456"),
	"Dashboard Chart": ("type", "Bar"),
	"Dashboard": ("chart_options", '{"height": 300}'),
	"Role Profile": ("roles", {"role": "Sink Grid Worker"}),
	"Workflow": ("states", {"state": "Placed in Grid", "doc_status": "0", "allow_edit": "Sink Member"}),
	"Notification": ("subject", "本单位的新报到"),
	"Assignment Rule": ("assignment_days", {"day": "Saturday"}),
	"Workspace": ("content", '[{"id": "own", "type": "spacer", "data": {"col": 12}}]'),
}


# what an office makes about the app's own forms, and a form of its own
OWN = {
	"Custom Field": {
		"doctype": "Custom Field",
		"dt": REGISTRATION,
		"fieldname": "office_note",
		"label": "Office Note",
		"fieldtype": "Data",
		"insert_after": "community",
	},
	"Property Setter": {
		"doctype": "Property Setter",
		"doctype_or_field": "DocField",
		"doc_type": REGISTRATION,
		"field_name": "wanted_post",
		"property": "label",
		"property_type": "Data",
		"value": "意向岗位（本单位）",
	},
	"Client Script": {
		"doctype": "Client Script",
		"name": "Office Script",
		"dt": REGISTRATION,
		"view": "Form",
		"enabled": 1,
		"script": "frappe.ui.form.on('Sink Registration', {});",
	},
	"Custom DocPerm": {
		"doctype": "Custom DocPerm",
		"parent": "Sink Skill",
		"role": "Sink Unit Organizer",
		"permlevel": 0,
		"read": 1,
		"write": 1,
	},
	"Print Format of the office": {
		"doctype": "Print Format",
		"name": "Own Paper",
		"doc_type": REGISTRATION,
		"standard": "No",
		"custom_format": 1,
		"print_format_type": "Jinja",
		"html": "<p>{{ doc.name }}</p>",
	},
	"DocType of the office": {
		"doctype": "DocType",
		"name": "Office Ledger",
		"module": "Registration",
		"custom": 1,
		"autoname": "hash",
		"fields": [{"fieldname": "subject", "fieldtype": "Data", "label": "Subject"}],
		"permissions": [{"role": "System Manager", "read": 1, "write": 1, "create": 1}],
	},
	"Record of the office's DocType": {"doctype": "Office Ledger", "subject": "台账"},
}


def redrawn_chain() -> Edit:
	"""A street looks at every registration before its community does."""
	state, street = "Street Review", "Sink Street Officer"

	def make():
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
		chain = frappe.get_doc("Workflow", REGISTRATION)
		chain.append("states", {"state": state, "doc_status": "0", "allow_edit": street})
		for row in chain.transitions:
			if row.action == "Approve to Community":
				row.next_state = state
		step = {"state": state, "action": "Approve to Community", "next_state": "Community Acceptance"}
		chain.append("transitions", {**step, "allowed": street})
		chain.save()

	def stands() -> bool:
		chain = frappe.get_doc("Workflow", REGISTRATION)
		leads_there = any(row.next_state == state for row in chain.transitions)
		leads_on = any(row.state == state and row.allowed == street for row in chain.transitions)
		return leads_there and leads_on and bool(chain.is_active)

	return Edit("Workflow redrawn with a new state", make, stands)


def all_edits(fates: dict[str, list]) -> list[Edit]:
	"""An edit and a deletion of every kind, and what an office adds beside them."""
	edits = [change(each.doctype, each.name, *TOUCHED[each.doctype]) for each in fates["edited"]]
	edits += [deletion(each.doctype, each.name) for each in reversed(fates["deleted"])]
	return [*edits, redrawn_chain(), *(creation(title, **values) for title, values in OWN.items())]
