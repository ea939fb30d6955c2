frappe.ui.form.on("Sink Registration Change", {
	setup(frm) {
		const filters = sink.approvals.link_filters[frm.doctype];
		frm.set_query("new_community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("dispatched_community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("new_compound", () => ({
			filters: { level: "Compound", community: frm.doc.new_community || "" },
		}));
		frm.set_query("new_grid", () => ({ filters: filters.new_grid(frm.doc) }));
		frm.set_query("new_building", () => ({ filters: filters.new_building(frm.doc) }));
		frm.set_query("new_organization", () => ({
			filters: { level: ["in", ["Branch", "Second Level", "Unit"]], disabled: 0 },
		}));
		frm.set_query("registration", () => ({
			filters: { member: frm.doc.member || "", ended_on: ["is", "not set"] },
		}));
	},

	new_community(frm) {
		for (const field of ["new_compound", "new_grid", "new_building"]) frm.set_value(field, "");
	},
});
