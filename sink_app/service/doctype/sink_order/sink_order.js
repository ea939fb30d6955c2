frappe.ui.form.on("Sink Order", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
		frm.set_query("category", () => ({ filters: { is_group: 0, disabled: 0 } }));
		frm.set_query("organization", () => ({
			filters: { level: ["in", ["Unit", "Second Level", "Branch"]], disabled: 0 },
		}));
	},

	onload(frm) {
		if (!frm.is_new() || frm.doc.starts_on) return;
		const tomorrow = frappe.datetime.add_days(frappe.datetime.nowdate(), 1);
		frm.set_value({ starts_on: `${tomorrow} 09:00:00`, ends_on: `${tomorrow} 11:00:00` });
	},

	refresh(frm) {
		if (!frm.is_new()) sink.orders.look(frm);
	},
});
