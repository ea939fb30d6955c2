// A step that needs a reason asks for it before it is taken; the server refuses it without one.

function step_needs_reason(frm) {
	const workflow = frappe.workflow.workflows[frm.doctype];
	return (workflow?.transitions || []).some(
		(row) => row.action === frm.selected_workflow_action && row.needs_reason,
	);
}

function ask_reason(frm) {
	return new Promise((resolve, reject) => {
		let given = false;
		const dialog = new frappe.ui.Dialog({
			title: __(frm.selected_workflow_action),
			fields: [
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Reason"),
					reqd: 1,
					description: __("Whoever gets the record back reads this sentence."),
				},
			],
			primary_action_label: __(frm.selected_workflow_action),
			primary_action({ reason }) {
				given = true;
				frm.doc.__step_reason = reason;
				dialog.hide();
				resolve();
			},
		});
		dialog.onhide = () => given || reject();
		dialog.show();
	});
}

// Frappe freezes the page before it asks the form; a dialog needs it thawed, and frozen again only if the step goes on.
async function before_workflow_action(frm) {
	delete frm.doc.__step_reason;
	if (!step_needs_reason(frm)) return;
	frappe.dom.unfreeze();
	await ask_reason(frm);
	frappe.dom.freeze();
}

const prepared = new Set();

$(document).on("form-load", (event, frm) => {
	if (prepared.has(frm.doctype) || !frappe.workflow.get_state_fieldname(frm.doctype)) return;
	prepared.add(frm.doctype);
	frappe.ui.form.on(frm.doctype, { before_workflow_action });
});
