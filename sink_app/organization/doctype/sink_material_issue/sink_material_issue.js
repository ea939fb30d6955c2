frappe.ui.form.on("Sink Material Issue", {
	async onload(frm) {
		if (frm.is_new()) await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (frm.doc.to_return)
			frm.set_intro(__("{0} items are still to be returned.", [frm.doc.to_return]), "orange");
	},
});
