frappe.ui.form.on("Sink Budget", {
	onload: (frm) => frm.is_new() && sink.posts.prefill(frm),
	setup: (frm) => frm.set_query("source", () => ({ filters: { disabled: 0 } })),
});
