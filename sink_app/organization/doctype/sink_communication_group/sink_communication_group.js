const GROUP_METHODS = "sink_app.organization.doctype.sink_communication_group.sink_communication_group";

frappe.ui.form.on("Sink Communication Group", {
	async onload(frm) {
		if (frm.is_new()) await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Copy a Notice for the Group"), () => choose_notice(frm));
		const is_over = frm.doc.qr_until && frm.doc.qr_until < frappe.datetime.nowdate();
		if (is_over)
			frm.set_intro(__("The QR code is not valid any more. Please put in a new one."), "orange");
	},
});

async function choose_notice(frm) {
	const notices = await frappe.xcall(`${GROUP_METHODS}.notices_on_display`, { group: frm.doc.name });
	if (!notices.length) {
		frappe.msgprint(__("No notice is on display. Publish one first."));
		return;
	}
	frappe.prompt(
		{
			fieldname: "notice",
			fieldtype: "Select",
			label: __("Notice"),
			options: notices.map(({ name, title }) => ({ value: name, label: title })),
			default: notices[0].name,
			reqd: 1,
		},
		async ({ notice }) =>
			frappe.utils.copy_to_clipboard(await frappe.xcall(`${GROUP_METHODS}.notice_text`, { notice })),
		__("Which Notice?"),
		__("Copy"),
	);
}
