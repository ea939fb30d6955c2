frappe.listview_settings["Sink Milestone Task"] = {
	add_fields: ["status", "due_date", "done_on"],
	hide_name_column: true,
	filters: [["status", "=", "Pending"]],

	get_indicator(doc) {
		const today = frappe.datetime.nowdate();
		if (doc.status === "Completed") return [__("Completed"), "green", "status,=,Completed"];
		if (doc.status === "Dropped") return [__("Dropped"), "gray", "status,=,Dropped"];
		if (doc.due_date < today) {
			return [__("Late"), "red", `status,=,Pending|due_date,<,${today}`];
		}
		const soon = frappe.datetime.add_days(today, 7);
		if (doc.due_date <= soon) {
			return [__("Due Soon"), "orange", `status,=,Pending|due_date,<=,${soon}`];
		}
		return [__("Pending"), "blue", "status,=,Pending"];
	},

	button: {
		show: (doc) => doc.status === "Pending" && frappe.model.can_write("Sink Milestone Task"),
		get_label: () => __("Tick Off"),
		get_description: (doc) => __("Say that «{0}» is done", [doc.title]),
		action: (doc) =>
			frappe.xcall("sink_app.organization.milestones.tick", { task: doc.name }).then(() => {
				frappe.show_alert({ message: __("Completed"), indicator: "green" });
				frappe.listview_settings["Sink Milestone Task"].list?.refresh();
			}),
	},

	onload(list) {
		this.list = list;
		if (!frappe.model.can_write("Sink Milestone Task")) return;
		list.page.add_actions_menu_item(__("Tick Off"), () => {
			frappe
				.xcall("sink_app.organization.milestones.tick_many", {
					tasks: list.get_checked_items(true),
				})
				.then(() => {
					list.clear_checked_items();
					list.refresh();
				});
		});
	},
};
