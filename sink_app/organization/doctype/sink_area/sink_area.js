frappe.ui.form.on("Sink Area", {
	setup(frm) {
		frm.set_query("parent_sink_area", () => ({ filters: { is_group: 1 } }));
	},
});
