frappe.query_reports["Sink Units Under Supervision"] = {
	filters: [
		{
			fieldname: "day",
			label: __("As of"),
			fieldtype: "Date",
			default: frappe.datetime.nowdate(),
		},
		{
			fieldname: "system",
			label: __("Overseeing System"),
			fieldtype: "Link",
			options: "Sink Organization",
			get_query: () => ({ filters: { level: "System" } }),
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const escaped = frappe.utils.escape_html(String(value ?? ""));
		if (!data) return default_formatter(value, row, column, data);
		if (column.fieldname === "title") {
			const link = `/app/sink-progress-report?organization=${encodeURIComponent(data.unit)}`;
			return `<a href="${link}">${escaped}</a>`;
		}
		const name = data[`${column.fieldname}_name`];
		const colour = data[`${column.fieldname}_colour`];
		if (colour) {
			const pill = `<span class="indicator-pill ${colour}">${escaped}</span>`;
			if (!name) return pill;
			const doctypes = { annual: "Sink Annual Report", debrief: "Sink Debrief" };
			const doctype = doctypes[column.fieldname] || "Sink Progress Report";
			return `<a href="${frappe.utils.get_form_link(doctype, name)}">${pill}</a>`;
		}
		if (column.fieldname === "remarks" && value) {
			const link = `/app/sink-issue?organization=${data.unit}&raised_by=Supervision Group`;
			return `<a href="${encodeURI(link)}">${escaped}</a>`;
		}
		return default_formatter(value, row, column, data);
	},
};
