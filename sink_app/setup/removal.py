"""What uninstalling takes away beyond the modules that Frappe removes itself."""

import json
from pathlib import Path

import frappe

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


def remove_records_about(doctypes: list[str]):
	"""Delete what customises, versions, comments or shares records of DocTypes that are gone."""
	for speaker, field in SPEAKING_OF.items():
		frappe.db.delete(speaker, {field: ("in", doctypes)})


def doctypes_of_the_app() -> list[str]:
	"""Every DocType of the app's modules; asked before they are removed."""
	modules = frappe.get_module_list("sink_app")
	# acts for itself: the app is being removed by who administers the site
	return frappe.get_all("DocType", filters={"module": ("in", modules)}, pluck="name")
