frappe.ui.form.on("Sink Stand", {
	setup(frm) {
		const choices = "sink_app.organization.doctype.sink_stand.choices";
		frm.set_query("user", () => ({ query: `${choices}.users` }));
		frm.set_query("role", () => ({ query: `${choices}.roles` }));
	},

	refresh(frm) {
		// who gives stands need not be a reader of roles and accounts; the server checks that they exist
		for (const name of ["user", "role"]) frm.fields_dict[name].df.ignore_link_validation = true;
	},

	area(frm) {
		if (frm.doc.area) frm.set_value("organization", "");
	},

	organization(frm) {
		if (frm.doc.organization) frm.set_value("area", "");
	},
});
