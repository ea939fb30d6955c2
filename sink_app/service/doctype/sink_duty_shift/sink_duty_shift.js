frappe.ui.form.on("Sink Duty Shift", {
	setup(frm) {
		frm.set_query("roster", () => ({ filters: { workflow_state: ["!=", "Roster Withdrawn"] } }));
	},
});
