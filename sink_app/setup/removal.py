"""What uninstalling takes away beyond the modules that Frappe removes itself."""

import json
from pathlib import Path

import click
import frappe
from frappe.utils.background_jobs import get_queue, get_queues_timeout

FIXTURES = ("workflow_action_master.json", "workflow_state.json", "role.json")
# where a workflow of another app or of the office may still name one of our states or actions
USES = {
	"Workflow State": [
		("Workflow Document State", "state"),
		("Workflow Transition", "state"),
		("Workflow Transition", "next_state"),
	],
	"Workflow Action Master": [("Workflow Transition", "action")],
	"Role": [],
}
# what an office makes of the framework's own kinds for a DocType, and the field that names it
RESTING_ON = {
	"Notification": "document_type",
	"Assignment Rule": "document_type",
	"Kanban Board": "reference_doctype",
	"Web Form": "doc_type",
	"Print Format": "doc_type",
	"Report": "ref_doctype",
	"Number Card": "document_type",
	"Dashboard Chart": "document_type",
	"Workflow": "document_type",
	"Server Script": "reference_doctype",
	"Auto Repeat": "reference_doctype",
	"Document Naming Rule": "document_type",
	"List Filter": "reference_doctype",
}
# of these an office would want its own back
CUSTOMISATIONS = ("Custom Field", "Property Setter", "Client Script", "Custom DocPerm")
# records of the framework that speak of a DocType, and the field that names it
SPEAKING_OF = {
	"Custom Field": "dt",
	"Property Setter": "doc_type",
	"Client Script": "dt",
	"Custom DocPerm": "parent",
	"Version": "ref_doctype",
	"Comment": "reference_doctype",
	"Workflow Action": "reference_doctype",
	"Notification Log": "document_type",
	"ToDo": "reference_type",
	"DocShare": "share_doctype",
	"Tag Link": "document_type",
	"Deleted Document": "deleted_doctype",
}


def remove_vocabulary():
	"""Delete the app's roles, and its states and actions that nothing else uses (after_uninstall)."""
	for file in FIXTURES:
		path = Path(__file__).parents[1] / "fixtures" / file
		for record in json.loads(path.read_text(encoding="utf-8")):
			doctype, name = record["doctype"], record["name"]
			if any(frappe.db.exists(user, {field: name}) for user, field in USES[doctype]):
				continue
			if doctype == "Role":
				frappe.db.delete("Has Role", {"role": name})
			frappe.delete_doc(doctype, name, force=True, ignore_missing=True)


def is_dry_run() -> bool:
	"""Whether the command line only wants to see what would happen; Frappe calls these hooks all the same."""
	context = click.get_current_context(silent=True)
	while context:
		if context.params.get("dry_run"):
			return True
		context = context.parent
	return False


def configuration_about(doctypes: list[str]) -> dict[str, list[str]]:
	"""Names of what an office configured for these DocTypes, by kind."""
	kinds = {**RESTING_ON, **{kind: SPEAKING_OF[kind] for kind in CUSTOMISATIONS}}
	# acts for itself: the app is being removed by who administers the site
	return {
		kind: frappe.get_all(kind, {field: ("in", doctypes)}, pluck="name") for kind, field in kinds.items()
	}


def files_about(doctypes: list[str]) -> list[str]:
	"""Names of the files attached to records of these DocTypes."""
	# acts for itself: the app is being removed by who administers the site
	return frappe.get_all("File", {"attached_to_doctype": ("in", doctypes)}, pluck="name")


def remove_configuration(doctypes: list[str]):
	"""Delete chains, print formats, notifications and the like that work on DocTypes that go."""
	for kind, names in configuration_about(doctypes).items():
		for name in names if kind in RESTING_ON else ():
			frappe.delete_doc(kind, name, force=True, ignore_on_trash=True, ignore_missing=True)


def remove_jobs():
	"""Delete what the app does by the clock, and what of it still waits in the site's queues."""
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "sink_app.%")})
	for queue in get_queues_timeout():
		for job in get_queue(queue).jobs:
			if job.kwargs.get("site") == frappe.local.site and _is_ours(job.kwargs.get("method")):
				job.delete()


def _is_ours(method) -> bool:
	return (method if isinstance(method, str) else method.__module__).partition(".")[0] == "sink_app"


def remove_records_about(doctypes: list[str]):
	"""Delete what customises, versions, comments or shares records of DocTypes that are gone."""
	for speaker, field in SPEAKING_OF.items():
		frappe.db.delete(speaker, {field: ("in", doctypes)})


def doctypes_of_the_app() -> list[str]:
	"""Every DocType of the app's modules; asked before they are removed."""
	modules = frappe.get_module_list("sink_app")
	# acts for itself: the app is being removed by who administers the site
	return frappe.get_all("DocType", filters={"module": ("in", modules)}, pluck="name")
