frappe.views.calendar["Sink Order"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		status: "workflow_state",
		allDay: "allDay",
	},
	get_css_class: (data) =>
		({
			"Order Placed": "warning",
			"Order Dispatched": "info",
			"Order Accepted": "success",
			"Order Completed": "default",
			"Order Rated": "default",
			"Order Cancelled": "danger",
		})[data.workflow_state] || "info",
	get_events_method: "sink_app.service.calendars.events",
	options: sink.service.calendar_options("Sink Order"),
};
