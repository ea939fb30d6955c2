frappe.ui.form.on("Sink Approver Rule", {
	setup(frm) {
		frm.set_query("workflow", () => ({ filters: { is_active: 1 } }));
	},

	refresh: (frm) => frm.trigger("prepare"),

	workflow: (frm) => frm.trigger("prepare"),

	async prepare(frm) {
		await sink.approvals.offer_steps(frm);
		await sink.approvals.offer_choices(frm, (field, options) =>
			frm.set_df_property(field, "options", options),
		);
	},
});
