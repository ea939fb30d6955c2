frappe.listview_settings["Sink Whistle"] = {
	add_fields: ["workflow_state", "respond_by", "close_by"],
	hide_name_column: true,
	get_coords_method: sink.maps.method(),

	formatters: {
		close_by(value, _field, doc) {
			const limit = { "Whistle Blown": doc.respond_by, "Whistle in Hand": value }[doc.workflow_state];
			const words = value ? frappe.datetime.str_to_user(value) : "";
			const is_late = limit && limit < frappe.datetime.now_datetime();
			return is_late ? `<span class="text-danger">${words} ${__("Late")}</span>` : words;
		},
	},
};
