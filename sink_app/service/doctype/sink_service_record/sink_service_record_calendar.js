frappe.views.calendar["Sink Service Record"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "member_name",
		status: "workflow_state",
		allDay: "allDay",
	},
	get_css_class: (data) =>
		({ "Record Confirmed": "success", "Awaiting Confirmation": "warning", Returned: "danger" })[
			data.status
		] || "info",
	get_events_method: "sink_app.service.calendars.events",
	options: sink.service.calendar_options("Sink Service Record"),
};
