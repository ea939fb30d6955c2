frappe.ui.form.on("Sink Area", {
	setup(frm) {
		frm.set_query("parent_sink_area", () => ({ filters: { is_group: 1 } }));
	},

	refresh(frm) {
		sink.trees.offer_merge(frm);
	},
});
