frappe.ui.form.on("Sink Deputy", {
	setup(frm) {
		const people = () => ({ filters: { enabled: 1, user_type: "System User" } });
		frm.set_query("absent_user", people);
		frm.set_query("deputy", people);
	},

	refresh(frm) {
		const { grid } = frm.fields_dict.chains;
		sink.approvals.offer_chains((field, options) =>
			grid.update_docfield_property(field, "options", options),
		);
	},
});
