frappe.views.calendar["Sink Leave"] = {
	field_map: { start: "from_date", end: "to_date", id: "name", title: "member_name" },
};
