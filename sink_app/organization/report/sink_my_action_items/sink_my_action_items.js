frappe.query_reports["Sink My Action Items"] = {
	filters: [
		{ fieldname: "all", label: __("Also of Others"), fieldtype: "Check" },
		{ fieldname: "closed", label: __("Also Closed Ones"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "status") {
			const colour = { Overdue: "red", Done: "green", "Carried Over": "gray" }[data.state] || "orange";
			return `<span class="indicator-pill ${colour}">${shown}</span>`;
		}
		if (column.fieldname === "close" && data.may_close) {
			return `<button class="btn btn-xs btn-default" data-meeting="${data.parent}" data-item="${data.name}">${__("Close")}</button>`;
		}
		return shown;
	},

	onload(report) {
		report.page.main.on("click", "button[data-item]", async (event) => {
			const { meeting, item } = event.currentTarget.dataset;
			await sink.meetings.close(meeting, item);
			report.refresh();
		});
	},
};
