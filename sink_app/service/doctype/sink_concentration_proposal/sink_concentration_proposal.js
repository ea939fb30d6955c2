const METHODS = "sink_app.service.doctype.sink_concentration_proposal.sink_concentration_proposal";

frappe.ui.form.on("Sink Concentration Proposal", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: ["in", ["Street", "District"]], disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		}
	},

	refresh(frm) {
		frm.get_field("moves").grid.cannot_add_rows = true;
		frm.add_custom_button(__("Flagged Communities"), () =>
			frappe.set_route("query-report", "Sink Member Concentration", { only_flagged: 1 }),
		);
		if (frm.is_new()) {
			frm.set_intro(__("Save: the fewest and nearest moves are worked out."), "blue");
			return;
		}
		if (frm.doc.status !== "Proposed" || !frm.perm[0]?.write) return;
		frm.add_custom_button(__("Work Out Anew"), () => run(frm, "propose"));
		if (!(frm.doc.moves || []).length) return;
		frm.add_custom_button(__("Draft Reallocations"), () =>
			frappe.confirm(__("Draft the reallocations of {0} members?", [frm.doc.moves.length]), () =>
				run(frm, "draft"),
			),
		);
		frm.change_custom_button_type(__("Draft Reallocations"), null, "primary");
	},
});

async function run(frm, step) {
	await frappe.xcall(`${METHODS}.${step}`, { name: frm.docname });
	frm.reload_doc();
}
