frappe.ui.form.on("Sink Case", {
	async onload(frm) {
		if (!frm.is_new()) return;
		frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (frm.is_new() || !frm.perm[0].write) return;
		if (frm.doc.status === "Shared") {
			frm.add_custom_button(__("Note Its Publication"), () => publish(frm));
			return;
		}
		frm.add_custom_button(__("Share"), () => frm.set_value("status", "Shared").then(() => frm.save()));
	},
});

// what is known of the case need not be typed again for the list of publicity
function publish(frm) {
	const { name, title, organization, area, summary } = frm.doc;
	frappe.new_doc("Sink Publicity", {
		published_case: name,
		title,
		organization,
		area,
		summary,
		kind: "Model of Merit",
	});
}
