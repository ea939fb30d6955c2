frappe.ui.form.on("Sink Volunteer", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("grid", () => ({ filters: { level: "Grid", community: frm.doc.community || "" } }));
		frm.set_query("building", () => ({
			filters: {
				level: "Building",
				...(frm.doc.grid ? { grid: frm.doc.grid } : { community: frm.doc.community || "" }),
			},
		}));
	},
});
