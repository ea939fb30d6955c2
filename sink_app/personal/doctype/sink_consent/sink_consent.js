frappe.ui.form.on("Sink Consent", {
	setup(frm) {
		frm.set_query("notice", () => ({ filters: { in_force_from: ["<=", frappe.datetime.nowdate()] } }));
	},

	onload(frm) {
		if (!frm.is_new()) return;
		frm.set_value("person_doctype", frappe.boot.sink_personal_person);
		frm.set_value("given_through", "Paper Form");
		frm.set_value("given_on", frappe.datetime.now_datetime());
	},

	withdrawn_on(frm) {
		if (frm.doc.withdrawn_on && !frm.doc.withdrawn_through)
			frm.set_value("withdrawn_through", "Paper Form");
	},
});
