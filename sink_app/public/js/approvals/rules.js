// What a rule of a chain may name depends on the chain; its choices come from the server with their titles.

frappe.provide("sink.approvals");

const EMPTY = { value: "", label: "" };

// `offer(field, options)` sets the choices of a field, on the form itself or in the rows of its table.
sink.approvals.offer_chains = async function (offer) {
	offer("workflow", [EMPTY, ...(await frappe.xcall("sink_app.approvals.choices.chains"))]);
};

sink.approvals.offer_choices = async function (frm, table) {
	const on_form = (field, options) =>
		frm.fields_dict[field] && frm.set_df_property(field, "options", options);
	await sink.approvals.offer_chains(on_form);
	if (!frm.doc.workflow) return;
	const { workflow } = frm.doc;
	const choices = await frappe.xcall("sink_app.approvals.choices.of_chain", { workflow });
	for (const [field, options] of Object.entries(choices)) {
		on_form(field, [EMPTY, ...options]);
		const grid = table && frm.fields_dict[table].grid;
		if (grid?.docfields.some((df) => df.fieldname === field)) {
			grid.update_docfield_property(field, "options", [EMPTY, ...options]);
		}
	}
};
