frappe.ui.form.on("Sink Time Limit", {
	setup(frm) {
		frm.set_query("workflow", () => ({ filters: { is_active: 1 } }));
	},

	refresh: (frm) => frm.trigger("prepare"),

	workflow: (frm) => frm.trigger("prepare"),

	prepare: (frm) => sink.approvals.offer_steps(frm),
});
