frappe.views.calendar["Sink Milestone Task"] = {
	field_map: {
		id: "id",
		start: "start",
		end: "end",
		title: "title",
		allDay: "all_day",
		color: "color",
	},
	// one entry a milestone, however many organizations it is for
	get_events_method: "sink_app.organization.milestone_views.calendar",
	options: {
		editable: false,
		selectable: false,
		eventLimit: 4,
		// the library calls its Chinese by the country
		locale: frappe.boot.lang === "zh" ? "zh-cn" : frappe.boot.lang,
	},
};
