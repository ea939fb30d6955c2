frappe.ui.form.on("Sink Organization Registration", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("organization", () => ({
			filters: { level: ["in", ["Unit", "Second Level", "System"]], disabled: 0 },
		}));
	},

	refresh(frm) {
		if (frm.doc.workflow_state !== "Accepted" || !frappe.model.can_create(frm.doctype)) return;
		frm.add_custom_button(__("Register Anew"), () => {
			const { organization, community, unit_liaison, claimed_items } = frm.doc;
			frappe.new_doc(frm.doctype, { organization, community, unit_liaison, claimed_items });
		});
	},
});
