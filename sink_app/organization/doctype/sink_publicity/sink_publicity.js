frappe.ui.form.on("Sink Publicity", {
	setup(frm) {
		frm.set_query("published_case", () => ({ filters: { status: "Shared" } }));
	},

	async onload(frm) {
		if (frm.is_new()) await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (!frm.doc.address) return;
		frm.add_custom_button(__("Open It"), () => window.open(frm.doc.address, "_blank", "noopener"));
	},
});
