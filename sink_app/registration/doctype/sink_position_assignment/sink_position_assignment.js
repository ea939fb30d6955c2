frappe.ui.form.on("Sink Position Assignment", {
	setup(frm) {
		frm.set_query("position", () => ({
			filters: { status: "Vacant", ...(frm.doc.community ? { community: frm.doc.community } : {}) },
		}));
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("grid", () => ({
			filters: { level: "Grid", community: frm.doc.community || "", disabled: 0 },
		}));
		frm.set_query("building", () => ({
			filters: {
				level: "Building",
				...(frm.doc.grid ? { grid: frm.doc.grid } : { community: frm.doc.community || "" }),
			},
		}));
		frm.set_query("recommended_by", () => ({ filters: { disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new()) sink.posts.prefill(frm);
	},

	refresh(frm) {
		if (frm.is_new() || frm.doc.kind !== "Building Head") return;
		frm.add_custom_button(__("Letter of Appointment"), () => {
			const asked = new URLSearchParams({
				doctype: frm.doctype,
				name: frm.docname,
				format: "Sink Building Head Letter",
			});
			window.open(`/api/method/frappe.utils.print_format.download_pdf?${asked}`);
		});
	},

	kind(frm) {
		if (frm.doc.kind !== "Building Head" || !frm.doc.position) return;
		// with the post goes the community that came from it
		frm.set_value("position", "").then(() => sink.posts.prefill(frm));
	},
});
