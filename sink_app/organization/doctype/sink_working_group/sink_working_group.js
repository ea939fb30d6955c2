frappe.ui.form.on("Sink Working Group", {
	setup(frm) {
		frm.set_query("policy_document", () => ({ filters: { repealed_on: ["is", "not set"] } }));
	},

	refresh(frm) {
		if (frm.is_new() && !frm.doc.members?.length) {
			frm.add_child("members", { group_role: "Leader" });
			frm.refresh_field("members");
		}
	},
});
