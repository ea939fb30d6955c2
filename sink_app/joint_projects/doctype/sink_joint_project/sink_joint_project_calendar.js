frappe.views.calendar["Sink Joint Project"] = {
	field_map: {
		start: "from_date",
		end: "deadline",
		id: "name",
		title: "project_title",
		status: "light",
		progress: "progress",
		allDay: "allDay",
	},
	gantt: true,
	gantt_view_mode: "Month",
	get_css_class: (data) =>
		({ "Green Light": "success", "Amber Light": "warning", "Red Light": "danger", Finished: "default" })[
			data.light
		] || "info",
};
