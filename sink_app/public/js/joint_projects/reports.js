// What the reports of joint projects, three ones and funds share: the year, how rows are grouped, and where.

frappe.provide("sink.projects");

const PLACES = [
	["system", "System", "Sink Organization"],
	["unit", "Unit", "Sink Organization"],
	["district", "District", "Sink Area"],
	["street", "Street", "Sink Area"],
	["community", "Community", "Sink Area"],
];
const FURTHER = {
	campaign: () => ({
		fieldname: "campaign",
		label: __("Special Campaign"),
		fieldtype: "Link",
		options: "Sink Campaign",
	}),
	source: () => ({
		fieldname: "source",
		label: __("Source of Funds"),
		fieldtype: "Link",
		options: "Sink Fund Source",
	}),
	only_late: () => ({ fieldname: "only_late", label: __("Only Late, Few or Missing"), fieldtype: "Check" }),
};

/** A report of these: `further` filters by name, and the levels it can be shown by. */
sink.projects.report = (further, grouped = null) => ({
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: Number(frappe.datetime.nowdate().slice(0, 4)),
		},
		...(grouped
			? [
					{
						fieldname: "by",
						label: __("Shown By"),
						fieldtype: "Select",
						options: grouped.levels.map((value) => ({ value, label: __(value) })),
						default: grouped.by,
					},
				]
			: []),
		...further.map((name) => FURTHER[name]()),
		...PLACES.map(([fieldname, level, options]) => ({
			fieldname,
			label: __(level),
			fieldtype: "Link",
			options,
			get_query: () => ({ filters: { level } }),
		})),
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const colour = { late: "red", few: "orange" }[column.fieldname];
		return colour && value ? `<span class="indicator-pill ${colour}">${shown}</span>` : shown;
	},
});
