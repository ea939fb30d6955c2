"""Which fields of shipped records are shown through translations."""

from __future__ import annotations

import json
from collections.abc import Iterator

# "table.field" reads the rows of a table; a field named options is read as Frappe reads it: by its fieldtype.
SHOWN: dict[str, tuple[str, ...]] = {
	"Custom Field": ("label", "description", "options"),
	"Dashboard": ("dashboard_name",),
	"Dashboard Chart": ("chart_name",),
	"DocType": (
		"name",
		"description",
		"fields.label",
		"fields.description",
		"fields.options",
		"permissions.role",
		"actions.label",
		"links.group",
		"states.title",
	),
	"Form Tour": ("title", "steps.title", "steps.description"),
	"Module Onboarding": ("title", "subtitle", "success_message"),
	"Number Card": ("label",),
	"Onboarding Step": ("title", "description", "action_label"),
	"Page": ("title",),
	"Print Format": ("name",),
	"Report": ("name", "columns.label", "filters.label"),
	"Role": ("role_name",),
	"Role Profile": ("role_profile",),
	# the ledger of what is shipped shows it by its name
	"Sink Time Limit": ("name",),
	"Web Form": (
		"title",
		"introduction_text",
		"button_label",
		"success_title",
		"success_message",
		"list_title",
		"web_form_fields.label",
		"web_form_fields.description",
		"web_form_fields.options",
	),
	"Workflow": (
		"workflow_name",
		"states.state",
		"states.message",
		"states.allow_edit",
		"transitions.action",
		"transitions.allowed",
	),
	"Workflow Action Master": ("workflow_action_name",),
	"Workflow State": ("workflow_state_name",),
	"Workspace": (
		"label",
		"title",
		"links.label",
		"shortcuts.label",
		"charts.label",
		"number_cards.label",
		"quick_lists.label",
	),
}


def record_texts(record: dict) -> Iterator[str]:
	"""The texts of a record that Frappe translates when it shows them."""
	for path in SHOWN.get(record["doctype"], ()):
		table, _, field = path.rpartition(".")
		for row in record.get(table) or [] if table else [record]:
			yield from _options(row) if field == "options" else _value(row, field)
	if record["doctype"] == "Workspace":
		yield from _paragraphs(record)


def _value(row: dict, field: str) -> Iterator[str]:
	if row.get(field):
		yield row[field]


def _options(row: dict) -> Iterator[str]:
	options = row.get("options") or ""
	if row.get("fieldtype") == "Select":
		yield from filter(None, (option.strip() for option in options.split("\n")))
	elif row.get("fieldtype") == "HTML" and options:
		yield options


def _paragraphs(record: dict) -> Iterator[str]:
	for block in json.loads(record.get("content") or "[]"):
		if block.get("type") == "paragraph":
			yield from _value(block.get("data", {}), "text")
