frappe.query_reports["Sink Unpaired Areas"] = {
	filters: [
		{
			fieldname: "level",
			label: __("Level"),
			fieldtype: "Select",
			options: [
				{ value: "", label: __("Communities and Compounds") },
				{ value: "Community", label: __("Community") },
				{ value: "Compound", label: __("Compound") },
			],
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname !== "pair" || !data || !frappe.model.can_create("Sink Pairing")) {
			return default_formatter(value, row, column, data);
		}
		return `<button class="btn btn-xs btn-default" data-area="${data.area}" data-kind="${data.kind}">${__("Pair")}</button>`;
	},

	onload(report) {
		report.page.main.on("click", "button[data-area]", (event) => {
			const { area, kind } = event.currentTarget.dataset;
			frappe.new_doc("Sink Pairing", { kind, area });
		});
	},
};
