frappe.ui.form.on("Sink Stand", {
	setup(frm) {
		frm.set_query("role", () => ({
			filters: { name: ["like", "Sink %"], desk_access: 1, disabled: 0 },
		}));
	},

	area(frm) {
		if (frm.doc.area) frm.set_value("organization", "");
	},

	organization(frm) {
		if (frm.doc.organization) frm.set_value("area", "");
	},
});
