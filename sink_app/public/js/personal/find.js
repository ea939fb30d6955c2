// 找人: a complete mobile or id number finds its record, for who may read it. The number travels in no address.

frappe.provide("sink.personal");

function ask(doctype) {
	const dialog = new frappe.ui.Dialog({
		title: __("Find by Number"),
		fields: [
			{
				fieldname: "number",
				fieldtype: "Data",
				label: __("Mobile or Id Number"),
				reqd: 1,
				description: __("The whole number; a part of it finds nothing"),
			},
			{ fieldname: "found", fieldtype: "HTML" },
		],
		primary_action_label: __("Find"),
		async primary_action({ number }) {
			const found = await frappe.xcall("sink_app.personal.finding.find", { doctype, number });
			if (found.length === 1) {
				dialog.hide();
				frappe.set_route("Form", doctype, found[0].name);
				return;
			}
			dialog.fields_dict.found.$wrapper.html(shown(doctype, found));
		},
	});
	dialog.show();
}

function shown(doctype, found) {
	if (!found.length) return `<p role="status">${__("Nobody in your reach has this number.")}</p>`;
	return found
		.map(
			(one) =>
				`<p>${frappe.utils.get_form_link(doctype, one.name, true, frappe.utils.escape_html(one.title))}</p>`,
		)
		.join("");
}

/** Put the button over a list whose records hold numbers. */
sink.personal.offer_search = (list) => {
	if (!(frappe.boot.sink_personal_kept?.[list.doctype] || []).length) return;
	list.page.add_inner_button(__("Find by Number"), () => ask(list.doctype));
};
