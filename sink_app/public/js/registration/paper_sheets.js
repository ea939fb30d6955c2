// The paper of a record as Excel, for whoever exports such records.

frappe.provide("sink.paper_sheets");

/** Offer the workbook on a form; `group` is the menu of buttons that it stands in, if any. */
sink.paper_sheets.offer = (frm, group) => {
	if (frm.is_new() || !frappe.model.can_export(frm.doctype)) return;
	const asked = { doctype: frm.doctype, name: frm.docname };
	frm.add_custom_button(
		__("Download Excel"),
		() => window.open_url_post("/api/method/sink_app.registration.paper_sheets.download", asked),
		group,
	);
};
