const SIDES = {
	"Unit and Community": { organization: ["System", "Unit", "Second Level"], area: ["Community"] },
	"Branch and Compound": { organization: ["Branch", "Second Level"], area: ["Compound"] },
};

frappe.ui.form.on("Sink Pairing", {
	setup(frm) {
		for (const side of ["organization", "area"]) {
			frm.set_query(side, () => ({
				filters: { level: ["in", SIDES[frm.doc.kind]?.[side] || []], disabled: 0 },
			}));
		}
	},

	refresh(frm) {
		const ended = frm.doc.to_date && frm.doc.to_date < frappe.datetime.nowdate();
		if (frm.is_new() || ended || !frm.perm[0].write) return;
		frm.add_custom_button(__("End the Pairing"), () =>
			frappe.confirm(__("End it today? It is kept as it was and cannot be changed any more."), () =>
				frm.set_value("to_date", frappe.datetime.nowdate()).then(() => frm.save()),
			),
		);
		if (frm.doc.kind === "Unit and Community" && frappe.model.can_create("Sink Meeting")) {
			const { organization, area } = frm.doc;
			frm.add_custom_button(__("Plan a Meeting"), () =>
				frappe.new_doc("Sink Meeting", { organization, area }),
			);
		}
	},

	kind(frm) {
		if (frm.is_new()) frm.set_value({ organization: "", area: "" });
	},
});
