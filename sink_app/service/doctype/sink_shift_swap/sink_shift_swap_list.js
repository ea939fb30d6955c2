frappe.listview_settings["Sink Shift Swap"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Requested: "orange", Agreed: "green", Declined: "red", Withdrawn: "gray" };
		return [__(doc.status), colour[doc.status], `status,=,${doc.status}`];
	},
};
