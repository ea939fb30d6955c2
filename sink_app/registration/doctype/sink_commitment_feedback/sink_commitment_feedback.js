frappe.ui.form.on("Sink Commitment Feedback", {
	refresh(frm) {
		if (!frm.perm[0].write) return;
		for (const [status, label] of [
			["Shown", __("Show on the Public Page")],
			["Left Out", __("Do Not Show")],
		]) {
			if (frm.doc.status === status) continue;
			frm.add_custom_button(label, () => {
				frm.set_value("status", status);
				frm.save();
			});
		}
	},
});
