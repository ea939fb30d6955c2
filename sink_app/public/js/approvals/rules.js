// What a rule of a chain may name depends on the chain's records: fields with a person, trees and their levels.

frappe.provide("sink.approvals");

// `offer(field, options)` sets the choices of a field, on the form itself or in the rows of its table.
sink.approvals.offer_choices = async function (frm, offer, table) {
	if (!frm.doc.workflow) return;
	const { fields, trees } = await frappe.xcall("sink_app.approvals.persons.choices", {
		workflow: frm.doc.workflow,
	});
	const titled = (value, label) => ({ value, label: __(label) });
	const levels = [...new Set(Object.values(trees).flat())];
	offer("user_field", ["", ...Object.entries(fields).map(([value, label]) => titled(value, label))]);
	offer("level", ["", ...levels.map((level) => titled(level, level))]);
	const query = () => ({ filters: { name: ["in", Object.keys(trees)] } });
	if (table) frm.set_query("tree", table, query);
	else frm.set_query("tree", query);
};

sink.approvals.offer_steps = async function (frm) {
	if (!frm.doc.workflow) return;
	const workflow = await frappe.db.get_doc("Workflow", frm.doc.workflow);
	const of = (field) => [...new Set(workflow.transitions.map((row) => row[field]))];
	const states = [...new Set(workflow.states.map((row) => row.state))];
	frm.set_query("state", () => ({ filters: { name: ["in", states] } }));
	frm.set_query("action", () => ({ filters: { name: ["in", of("action")] } }));
};
