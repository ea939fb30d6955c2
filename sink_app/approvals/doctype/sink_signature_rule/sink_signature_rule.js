frappe.ui.form.on("Sink Signature Rule", {
	setup(frm) {
		frm.set_query("workflow", () => ({ filters: { is_active: 1 } }));
	},

	refresh: (frm) => frm.trigger("prepare"),

	workflow: (frm) => frm.trigger("prepare"),

	async prepare(frm) {
		await sink.approvals.offer_steps(frm);
		const grid = frm.fields_dict.signers.grid;
		const offer = (field, options) => grid.update_docfield_property(field, "options", options);
		await sink.approvals.offer_choices(frm, offer, "signers");
	},
});
