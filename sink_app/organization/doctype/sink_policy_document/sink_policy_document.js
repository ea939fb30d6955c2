frappe.ui.form.on("Sink Policy Document", {
	setup(frm) {
		frm.set_query("policy_document", "basis", () => ({
			filters: { name: ["!=", frm.doc.name] },
		}));
	},
});
