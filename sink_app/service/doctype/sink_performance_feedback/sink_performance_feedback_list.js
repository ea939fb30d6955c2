frappe.listview_settings["Sink Performance Feedback"] = {
	onload(list) {
		if (!frappe.model.can_create("Sink Performance Feedback")) return;
		list.page.add_inner_button(__("Draft for Everybody"), () => draft_all(list));
	},
};

async function draft_all(list) {
	const { community } = await frappe.xcall("sink_app.registration.posts.doors.own_places");
	frappe.prompt(
		questions(community),
		async (values) => {
			const { made, left } = await frappe.xcall("sink_app.service.feedback.draft_all", values);
			const words = left
				? __("{0} drafted, {1} still to come: please click again.", [made, left])
				: __("{0} drafted. Please rate each and give it to the unit.", [made]);
			frappe.show_alert({ message: words, indicator: "green" }, 7);
			list.refresh();
		},
		__("Draft for Everybody"),
		__("Write the Drafts"),
	);
}

/** Of which community and time: this one and the year so far, unless somebody says otherwise. */
function questions(community) {
	const today = frappe.datetime.nowdate();
	const date = (fieldname, label, value) => ({
		fieldname,
		fieldtype: "Date",
		label,
		default: value,
		reqd: 1,
	});
	return [
		{
			fieldname: "area",
			fieldtype: "Link",
			label: __("Community"),
			options: "Sink Area",
			default: community,
			reqd: 1,
			get_query: () => ({ filters: { level: "Community", disabled: 0 } }),
		},
		date("from_date", __("From Date"), `${today.slice(0, 4)}-01-01`),
		date("to_date", __("To Date"), today),
	];
}
