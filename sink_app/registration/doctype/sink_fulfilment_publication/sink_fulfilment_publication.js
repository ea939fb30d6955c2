frappe.ui.form.on("Sink Fulfilment Publication", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
	},

	onload(frm) {
		if (!frm.is_new()) return;
		sink.posts.prefill(frm);
		frappe.xcall("sink_app.registration.commitments.moderation.last_period").then((period) => {
			for (const [field, day] of Object.entries(period)) {
				if (!frm.doc[field]) frm.set_value(field, day);
			}
		});
	},

	refresh(frm) {
		if (frm.is_new()) return;
		if (frm.doc.status === "Published") {
			frm.add_custom_button(__("Public Page"), () =>
				window.open(`/commitments?community=${encodeURIComponent(frm.doc.community)}`),
			);
			return;
		}
		if (!frm.perm[0].write) return;
		frm.add_custom_button(__("Publish Now"), () =>
			frappe.confirm(__("Show this on the public page now? It cannot be changed afterwards."), () =>
				frappe
					.xcall(
						"sink_app.registration.doctype.sink_fulfilment_publication.sink_fulfilment_publication.publish",
						{ name: frm.docname },
					)
					.then(() => frm.reload_doc()),
			),
		);
		frm.change_custom_button_type(__("Publish Now"), null, "primary");
	},
});
