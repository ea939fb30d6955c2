frappe.views.calendar["Sink Duty Shift"] = {
	field_map: { start: "day", end: "day", id: "name", title: "member_name", status: "status" },
	get_css_class: (data) =>
		({ Planned: "info", Served: "success", Absent: "danger", Cancelled: "default" })[data.status],
};
