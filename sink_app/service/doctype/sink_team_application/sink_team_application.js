frappe.ui.form.on("Sink Team Application", {
	setup(frm) {
		frm.set_query("team", () => ({ filters: { recruiting: 1 } }));
	},
});
