// A step that needs a reason asks for it before it is taken; the server refuses it without one.

async function step_chosen(frm) {
	const steps = await frappe.workflow.get_transitions(frm.doc);
	return steps.find((step) => step.action === frm.selected_workflow_action);
}

function ask_reason(frm, step) {
	const targets = step.targets || [];
	return new Promise((resolve, reject) => {
		let given = false;
		const dialog = new frappe.ui.Dialog({
			title: __(step.action),
			fields: [
				{
					fieldname: "target",
					fieldtype: "Select",
					label: __("Back To"),
					options: targets.map((state) => ({ value: state, label: __(state) })),
					default: targets[0],
					hidden: targets.length < 2,
				},
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Reason"),
					reqd: 1,
					description: __("Whoever gets the record back reads this sentence."),
				},
			],
			primary_action_label: __(step.action),
			primary_action({ reason, target }) {
				given = true;
				frm.doc.__step_reason = reason;
				frm.doc.__step_target = target;
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
	delete frm.doc.__step_target;
	const step = await step_chosen(frm);
	if (!step?.needs_reason) return;
	frappe.dom.unfreeze();
	await ask_reason(frm, step);
	frappe.dom.freeze();
}

const prepared = new Set();

$(document).on("form-load", (event, frm) => {
	if (prepared.has(frm.doctype) || !frappe.workflow.get_state_fieldname(frm.doctype)) return;
	prepared.add(frm.doctype);
	frappe.ui.form.on(frm.doctype, { before_workflow_action });
});
