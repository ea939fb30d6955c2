frappe.views.calendar["Sink Meeting"] = {
	field_map: {
		start: "starts_on",
		end: "calendar_end",
		id: "name",
		title: "title",
		status: "status",
		allDay: "allDay",
	},
	get_css_class: (data) => ({ Planned: "info", Held: "success", Cancelled: "default" })[data.status],
};
