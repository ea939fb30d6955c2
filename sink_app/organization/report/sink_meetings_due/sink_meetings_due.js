frappe.query_reports["Sink Meetings Due"] = {
	filters: [
		{
			fieldname: "kind",
			label: __("Kind of Meeting"),
			fieldtype: "Link",
			options: "Sink Meeting Kind",
		},
		{
			fieldname: "only_late",
			label: __("Only Due and Overdue"),
			fieldtype: "Check",
			default: 1,
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "status") {
			const colour = { Overdue: "red", "Due Soon": "orange", Planned: "blue" }[data.state] || "green";
			return `<span class="indicator-pill ${colour}">${shown}</span>`;
		}
		if (column.fieldname === "plan" && data.state !== "Planned") {
			const { escape_html } = frappe.utils;
			return `<button class="btn btn-xs btn-default" data-kind="${escape_html(data.kind)}" data-organization="${escape_html(data.organization_id)}" data-area="${escape_html(data.area_id)}">${__("Plan It")}</button>`;
		}
		return shown;
	},

	onload(report) {
		report.page.main.on("click", "button[data-kind]", (event) => {
			const { kind, organization, area } = event.currentTarget.dataset;
			frappe.new_doc("Sink Meeting", { kind, organization, area });
		});
	},
};
