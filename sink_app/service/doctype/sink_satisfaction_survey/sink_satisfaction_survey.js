frappe.ui.form.on("Sink Satisfaction Survey", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) frm.set_value("year", frappe.datetime.nowdate().slice(0, 4));
	},

	refresh(frm) {
		const today = frappe.datetime.nowdate();
		const is_open = frm.doc.from_date <= today && today <= frm.doc.to_date;
		if (frm.is_new() || !is_open || !frappe.model.can_create("Sink Satisfaction")) return;
		sink.service.offer_rating(frm, true);
	},
});
