frappe.listview_settings["Sink Retention Rule"] = {
	add_fields: ["enabled"],
	hide_name_column: true,

	get_indicator(doc) {
		return doc.enabled
			? [__("Enabled"), "green", "enabled,=,1"]
			: [__("Disabled"), "gray", "enabled,=,0"];
	},

	onload(list) {
		list.page.add_inner_button(__("What Is Due Today"), () => show_due());
	},
};

/** What all enabled rules would do tonight; nothing is changed. */
async function show_due() {
	const due = await frappe.xcall("sink_app.personal.retention.due_today");
	const cell = (text) => `<td>${frappe.utils.escape_html(String(text))}</td>`;
	const rows = due.map(
		(one) =>
			`<tr>${cell(one.rule)}${cell(one.doctype)}${cell(one.action)}<td class="text-right">${one.count}</td></tr>`,
	);
	const titles = [__("Rule"), __("Kind of Record"), __("Action"), __("Records")];
	const head = titles.map((title) => `<th>${title}</th>`).join("");
	frappe.msgprint({
		title: __("What Is Due Today"),
		message: `<table class="table table-sm"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`,
		wide: true,
	});
}
