const COLOURS = {
	Called: "red",
	Coming: "orange",
	"Cannot Come": "gray",
	Arrived: "green",
	Departed: "blue",
};

frappe.listview_settings["Sink Emergency Response"] = {
	add_fields: ["status", "is_drill", "member"],
	hide_name_column: true,

	get_indicator: (doc) => [__(doc.status), COLOURS[doc.status], `status,=,${doc.status}`],

	onload(list) {
		for (const status of ["Coming", "Cannot Come", "Arrived", "Departed"]) {
			list.page.add_actions_menu_item(__("Mark as «{0}»", [__(status)]), () => mark(list, status));
		}
	},
};

async function mark(list, status) {
	const names = list.get_checked_items(true);
	if (!names.length) return;
	const reason = status === "Cannot Come" ? await why() : null;
	const { done, refused } = await frappe.xcall("sink_app.service.emergencies.answering.mark", {
		names,
		status,
		reason,
	});
	frappe.show_alert({ message: __("{0} marked", [done]), indicator: "green" });
	if (refused.length) {
		frappe.msgprint({
			title: __("{0} Not Changed", [refused.length]),
			message: refused.map((each) => frappe.utils.escape_html(each.why)).join("<br>"),
		});
	}
	list.refresh();
}

function why() {
	return new Promise((resolve) => {
		frappe.prompt(
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Why Not"), reqd: 1 },
			({ reason }) => resolve(reason),
			__("Cannot Come"),
		);
	});
}
