frappe.ui.form.on("Sink Expense", {
	setup(frm) {
		frm.set_query("source", () => ({ filters: { disabled: 0 } }));
		frm.set_query("organization", () => ({ filters: { disabled: 0 } }));
	},

	onload: (frm) => frm.is_new() && sink.posts.prefill(frm),
	spent_for_type: (frm) => frm.set_value("spent_for", null),
});
