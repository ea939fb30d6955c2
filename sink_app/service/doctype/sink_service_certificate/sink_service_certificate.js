frappe.ui.form.on("Sink Service Certificate", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		const today = frappe.datetime.nowdate();
		if (!frm.doc.from_date) frm.set_value("from_date", `${today.slice(0, 4)}-01-01`);
		if (!frm.doc.to_date) frm.set_value("to_date", today);
		const { community } = await frappe.xcall("sink_app.registration.posts.doors.own_places");
		if (community && !frm.doc.community) frm.set_value("community", community);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.set_df_property("minutes", "description", sink.service.duration(frm.doc.minutes));
		frm.add_custom_button(__("Print the Certificate"), () => {
			const asked = new URLSearchParams({
				doctype: frm.doctype,
				name: frm.docname,
				format: "Sink Service Certificate",
			});
			window.open(`/api/method/frappe.utils.print_format.download_pdf?${asked}`);
		});
	},
});
