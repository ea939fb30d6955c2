// The form of an area says in which mode it is (平时 or 战时), since when, by whom and why.

frappe.ui.form.on("Sink Area", {
	async refresh(frm) {
		if (frm.is_new()) return;
		const found = await frappe.xcall("sink_app.service.emergencies.mode.of_area", { area: frm.docname });
		const words = found.map((each) => frappe.utils.escape_html(sink.service.told(each)));
		const is_real = found.some((each) => !each.is_drill);
		frm.dashboard.set_headline_alert(
			words.join("<br>") || __("Peacetime Mode"),
			is_real ? "red" : "blue",
		);
	},
});
