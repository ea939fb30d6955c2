frappe.ui.form.on("Sink Demand", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
		frm.set_query("category", () => ({ filters: { is_group: 0, disabled: 0 } }));
	},

	refresh(frm) {
		if (!frm.is_new()) sink.demands.look(frm);
	},
});
