frappe.views.calendar["Sink Activity"] = {
	field_map: {
		start: "starts_on",
		end: "ends_on",
		id: "name",
		title: "title",
		status: "workflow_state",
		allDay: "allDay",
	},
	get_css_class: (data) =>
		({ "Sign-Up Open": "success", "Activity Review": "warning", "Activity Called Off": "default" })[
			data.status
		] || "info",
};
