// A step that needs a reason, or fields still empty, asks for them before it is taken; the server refuses it without.

import { ask, asked_fields, has_questions } from "./ask.js";

async function step_chosen(frm) {
	const steps = await frappe.workflow.get_transitions(frm.doc);
	const step = steps.find((each) => each.action === frm.selected_workflow_action);
	return step && { ...step, asks: asked_fields(frm.doctype, step) };
}

// Frappe freezes the page before it asks the form; a dialog needs it thawed, and frozen again only if the step goes on.
async function before_workflow_action(frm) {
	delete frm.doc.__step_reason;
	delete frm.doc.__step_target;
	const step = await step_chosen(frm);
	if (!step || !has_questions(frm.doc, step)) return;
	if (step.asks.length && frm.doc[step.asks[0]]) step.asks = [];
	frappe.dom.unfreeze();
	const given = await ask(frm.doctype, frm.doc, step, { title: frm.get_title() });
	if (!given) return Promise.reject();
	if (step.asks.length) await write(frm, step.action, given.values);
	frm.doc.__step_reason = given.reason;
	frm.doc.__step_target = given.target;
	frappe.dom.freeze();
}

// Not by the form's own save: what the site tells of an earlier step may replace the form's copy before it is sent.
async function write(frm, action, values) {
	const { doctype, docname: name } = frm;
	const seen_state = frm.doc[frappe.workflow.get_state_fieldname(doctype)];
	await frappe.xcall("sink_app.approvals.doors.fill", { doctype, name, action, seen_state, values });
	await frm.reload_doc();
}

// Two quick steps: what others' screens were told of the first is loaded after the second, and would show the past.
const newest = new Map();

function after_workflow_action(frm) {
	newest.set(frm.docname, frm.doc.modified);
	$(document).trigger("sink-step-taken");
}

$(document).on("form-refresh", (event, frm) => {
	const known = newest.get(frm.docname);
	if (!known || frm.doc.modified >= known) return;
	newest.delete(frm.docname);
	frm.reload_doc();
});

const prepared = new Set();

$(document).on("form-load", (event, frm) => {
	if (prepared.has(frm.doctype) || !frappe.workflow.get_state_fieldname(frm.doctype)) return;
	prepared.add(frm.doctype);
	frappe.ui.form.on(frm.doctype, { before_workflow_action, after_workflow_action });
});
