frappe.ui.form.on("Sink Organization", {
	setup(frm) {
		frm.set_query("parent_sink_organization", () => ({ filters: { is_group: 1 } }));
		frm.set_query("overseen_by", () => ({ filters: { level: "System" } }));
	},

	refresh(frm) {
		sink.trees.offer_merge(frm);
	},
});
