frappe.listview_settings["Sink Member"] = {
	add_fields: ["status", "merged_into"],
	hide_name_column: true,

	onload(list) {
		sink.personal.offer_search(list);
		if (!frappe.model.can_create("Sink Member")) return;
		list.page.add_inner_button(__("Enter Paper Forms"), () => sink.registration.enter_paper_forms());
	},

	formatters: {
		// a pill around a word that colours nothing, or around no word at all, only draws the eye
		sex: (value) => (value ? __(value) : ""),
	},

	get_indicator(doc) {
		if (doc.merged_into) return [__("Merged"), "gray", "merged_into,is,set"];
		const colour = { "In Service": "green", Retired: "blue", Away: "orange", Deregistered: "gray" }[
			doc.status
		];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
