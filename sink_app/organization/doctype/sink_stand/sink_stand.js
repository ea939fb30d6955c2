frappe.ui.form.on("Sink Stand", {
	setup(frm) {
		// who gives stands need not be a reader of roles and accounts; the server checks that they exist
		const fields = frappe.meta.docfield_map[frm.doctype];
		for (const name of ["user", "role"]) fields[name].ignore_link_validation = true;
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
