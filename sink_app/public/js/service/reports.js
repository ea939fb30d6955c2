// What the reports of daily work share: a period, how rows are grouped, and where.

frappe.provide("sink.service");

/** The filters of a report by place: `levels` to group by, the first choice, further filters before the places. */
sink.service.place_filters = function (levels, by, further = []) {
	return [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: `${frappe.datetime.nowdate().slice(0, 4)}-01-01`,
		},
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date", default: frappe.datetime.nowdate() },
		{
			fieldname: "by",
			label: __("Shown By"),
			fieldtype: "Select",
			options: levels.map((value) => ({ value, label: __(value) })),
			default: by,
		},
		...further,
		...["District", "Street", "Community"].map((level) => ({
			fieldname: level.toLowerCase(),
			label: __(level),
			fieldtype: "Link",
			options: "Sink Area",
			get_query: () => ({ filters: { level } }),
		})),
	];
};
