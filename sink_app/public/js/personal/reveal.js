// A masked number has a button beside its label that shows it in full, for a reason that is written down.

function ask(frm, field) {
	const label = __(frm.fields_dict[field].df.label);
	const dialog = new frappe.ui.Dialog({
		title: __("Show {0} in full", [label]),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Data",
				label: __("Needed For"),
				reqd: 1,
				description: __("Who looked, when and what for is kept, and the person can see it."),
			},
			{ fieldname: "number", fieldtype: "HTML" },
		],
		primary_action_label: __("Show"),
		async primary_action({ reason }) {
			const { value } = await frappe.xcall("sink_app.personal.doors.reveal", {
				doctype: frm.doctype,
				name: frm.docname,
				field,
				reason,
			});
			dialog.fields_dict.number.$wrapper.html(shown(field, value));
			dialog.get_primary_btn().hide();
		},
	});
	dialog.show();
}

function shown(field, value) {
	const text = frappe.utils.escape_html(value);
	const number = field === "mobile" ? `<a href="tel:${text}">${text}</a>` : text;
	return `<div class="sink-number" aria-live="polite">${number}</div>`;
}

$(document).on("form-refresh", (event, frm) => {
	for (const field of frappe.boot.sink_personal?.[frm.doctype] || []) {
		const control = frm.fields_dict[field];
		if (!control?.$wrapper) continue;
		control.$wrapper.find(".sink-reveal").remove();
		if (frm.is_new() || !frm.doc[field]) continue;
		$(`<a class="sink-reveal" role="button" tabindex="0">${__("Show in full")}</a>`)
			.on("click keydown", (pressed) => {
				if (pressed.type === "click" || pressed.key === "Enter") ask(frm, field);
			})
			.insertAfter(control.$wrapper.find(".control-label").first());
	}
});
