frappe.ui.form.on("Sink Working Group", {
	setup(frm) {
		frm.set_query("policy_document", () => ({ filters: { repealed_on: ["is", "not set"] } }));
	},

	refresh(frm) {
		if (frm.is_new() && !frm.doc.members?.some((row) => row.person_name)) {
			// a table that must be filled begins with an empty row
			const first = frm.doc.members?.[0] || frm.add_child("members");
			first.group_role = "Leader";
			frm.refresh_field("members");
		}
	},
});
