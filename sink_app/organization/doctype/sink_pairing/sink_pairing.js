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

	kind(frm) {
		frm.set_value({ organization: "", area: "" });
	},
});
