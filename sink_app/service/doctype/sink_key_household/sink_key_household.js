frappe.ui.form.on("Sink Key Household", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Grid", "Building", "Compound", "Community"]], disabled: 0 },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.area) sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (frm.is_new() || frm.doc.ended) return;
		const is_late = frm.doc.next_due && frm.doc.next_due < frappe.datetime.nowdate();
		if (is_late) frm.set_intro(__("The contact is overdue."), "red");
		if (frappe.model.can_create("Sink Household Contact")) {
			frm.add_custom_button(__("Note a Contact"), () => note(frm)).addClass("btn-primary");
		}
	},
});

function note(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Note a Contact"),
		fields: [
			{
				fieldname: "method",
				fieldtype: "Select",
				label: __("Method"),
				options: ["Phone Call", "Visit"].map((value) => ({ value, label: __(value) })),
				default: frm.doc.method,
				reqd: 1,
			},
			{
				fieldname: "contacted_on",
				fieldtype: "Date",
				label: __("Contacted On"),
				default: frappe.datetime.nowdate(),
				reqd: 1,
			},
			{ fieldname: "result", fieldtype: "Small Text", label: __("How They Are"), reqd: 1 },
			{ fieldname: "needs_help", fieldtype: "Check", label: __("Needs Further Help") },
		],
		primary_action_label: __("Save"),
		async primary_action(values) {
			await frappe.db.insert({
				doctype: "Sink Household Contact",
				household: frm.docname,
				member: frm.doc.member,
				...values,
			});
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}
