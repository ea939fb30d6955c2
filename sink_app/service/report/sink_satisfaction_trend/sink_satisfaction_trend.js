frappe.query_reports["Sink Satisfaction Trend"] = {
	filters: sink.service.place_filters(["Month", "Quarter", "Year"], "Month", [
		{
			fieldname: "kind",
			label: __("What Was Rated"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...["Sink Order", "Sink Activity", "Sink Satisfaction Survey"].map((value) => ({
					value,
					label: __(value),
				})),
			],
		},
	]),
};
