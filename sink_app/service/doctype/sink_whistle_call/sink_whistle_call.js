frappe.ui.form.on("Sink Whistle Call", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.status === "Done" || !frm.perm[0].write) return;
		const answers = { Called: ["Coming", "Cannot Come", "Done"], Coming: ["Done", "Cannot Come"] };
		for (const status of answers[frm.doc.status] || ["Coming", "Done"]) {
			frm.add_custom_button(__(status), () => answer(frm, status));
		}
	},
});

async function answer(frm, status) {
	const words = { "Cannot Come": ["reason", __("Why Not")], Done: ["result", __("How It Was Handled")] }[
		status
	];
	const values = words ? await asked(...words) : {};
	await frappe.xcall("sink_app.service.whistles.calls.answer", { call: frm.docname, status, ...values });
	frm.reload_doc();
}

function asked(fieldname, label) {
	return new Promise((resolve) => {
		frappe.prompt({ fieldname, label, fieldtype: "Small Text", reqd: 1 }, resolve, label);
	});
}
