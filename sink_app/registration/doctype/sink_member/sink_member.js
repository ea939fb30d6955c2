frappe.ui.form.on("Sink Member", {
	setup(frm) {
		frm.set_query("home_area", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
		frm.set_query("organization", () => ({
			filters: { level: ["in", ["Branch", "Second Level", "Unit"]], disabled: 0 },
		}));
		frm.set_query("wishes", () => ({ filters: { is_group: 0, disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Register This Member"), () =>
			frappe.new_doc("Sink Registration", { member: frm.docname }),
		);
	},
});
