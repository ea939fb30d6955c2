frappe.ui.form.on("Sink Project Consent", {
	refresh(frm) {
		if (frm.doc.status !== "Asked For" || !frm.perm[0].write) return;
		const answer = async (agree, reason = "") => {
			await frappe.xcall("sink_app.joint_projects.consents.answer", {
				consent: frm.docname,
				agree,
				reason,
			});
			frm.reload_doc();
		};
		frm.add_custom_button(__("Agree"), () => answer(1)).addClass("btn-primary");
		frm.add_custom_button(__("Refuse"), () =>
			frappe.prompt(
				{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
				({ reason }) => answer(0, reason),
				__("Refuse"),
			),
		);
	},
});
