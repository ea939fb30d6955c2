frappe.ui.form.on("Sink Deputy", {
	setup(frm) {
		const people = () => ({ filters: { enabled: 1, user_type: "System User" } });
		frm.set_query("absent_user", people);
		frm.set_query("deputy", people);
		frm.set_query("workflow", "chains", () => ({ filters: { is_active: 1 } }));
	},
});
