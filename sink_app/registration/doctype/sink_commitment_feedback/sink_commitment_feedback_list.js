frappe.listview_settings["Sink Commitment Feedback"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { "Waiting to Be Read": "orange", Shown: "green", "Left Out": "gray" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},

	onload(list) {
		for (const [status, label] of [
			["Shown", __("Show on the Public Page")],
			["Left Out", __("Do Not Show")],
		]) {
			list.page.add_action_item(label, () => settle(list, status));
		}
	},
};

function settle(list, status) {
	const names = list.get_checked_items(true);
	return frappe
		.xcall("sink_app.registration.commitments.moderation.settle", { names, status })
		.then(() => list.refresh());
}
