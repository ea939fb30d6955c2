// Who gives out stands is led from a record's menu to who sees it.

$(document).on("form-refresh", (event, frm) => {
	if (!frappe.boot.sink_access?.may_ask || frm.is_new() || frm.meta.issingle) return;
	frm.page.add_menu_item(__("Who Sees This?"), () => {
		frappe.route_options = { doctype: frm.doctype, name: frm.docname };
		frappe.set_route("sink-why-visible");
	});
});
