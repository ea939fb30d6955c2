"""Fields the app adds to the framework's own DocTypes; the same list creates and removes them."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

FIELDS = {
	"Workflow Transition": [
		{
			"fieldname": "needs_reason",
			"label": "Needs a Reason",
			"fieldtype": "Check",
			"insert_after": "allow_self_approval",
			"description": "Whoever takes this step has to say why, as when sending back",
		},
		{
			"fieldname": "returns_to",
			"label": "Sends Back To",
			"fieldtype": "Select",
			"options": "\nPrevious State\nAny Earlier State",
			"insert_after": "needs_reason",
			"description": "Empty: to the state drawn. Otherwise to where the record has been, with a reason",
		},
		{
			"fieldname": "asks_for",
			"label": "Asks For",
			"fieldtype": "Small Text",
			"insert_after": "needs_reason",
			"description": "Fieldnames with commas between: asked for with the step while the first is empty",
		},
	],
	"Workflow": [
		{
			"fieldname": "allow_withdraw",
			"label": "Applicant May Withdraw",
			"fieldtype": "Check",
			"insert_after": "send_email_alert",
			"description": "Before the next person has acted, the applicant may take the record back",
		},
	],
	"Workflow Document State": [
		{
			"fieldname": "rests_here",
			"label": "Nothing Waits Here",
			"fieldtype": "Check",
			"insert_after": "is_optional_state",
			"description": "An end or a rest: such records stand in nobody's «My Approvals»",
		},
		{
			"fieldname": "reached_otherwise",
			"label": "Reached Through Other Records",
			"fieldtype": "Check",
			"insert_after": "rests_here",
			"description": "No step leads here: another record does, such as an accepted change",
		},
	],
}


def create():
	"""Create the fields that are missing; an administrator's changes to them stay."""
	create_custom_fields(FIELDS, ignore_validate=True, update=False)


def remove():
	"""Remove the fields and their columns' definitions."""
	for doctype, fields in FIELDS.items():
		for field in fields:
			name = frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": field["fieldname"]})
			if name:
				frappe.delete_doc("Custom Field", name)
