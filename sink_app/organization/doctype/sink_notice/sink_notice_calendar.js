frappe.views.calendar["Sink Notice"] = {
	field_map: {
		start: "from_date",
		end: "to_date",
		id: "name",
		title: "title",
		status: "workflow_state",
		allDay: "allDay",
	},
	get_css_class: (data) => ({ "On Display": "success", "Notice Ended": "default" })[data.status] || "info",
};
