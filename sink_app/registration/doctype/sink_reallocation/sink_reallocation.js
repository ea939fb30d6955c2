frappe.ui.form.on("Sink Reallocation", {
	setup(frm) {
		const community = () => ({ filters: { level: "Community", disabled: 0 } });
		frm.set_query("from_community", community);
		frm.set_query("to_community", community);
		frm.set_query("registration", "members", () => ({
			filters: { community: frm.doc.from_community || "", ended_on: ["is", "not set"] },
		}));
	},

	refresh(frm) {
		frm.add_custom_button(__("Flagged Communities"), () =>
			frappe.set_route("query-report", "Sink Member Concentration", { only_flagged: 1 }),
		);
	},
});
