frappe.ui.form.on("Sink Performance Feedback", {
	setup(frm) {
		frm.set_query("area", () => ({ filters: { level: "Community", disabled: 0 } }));
	},

	async onload(frm) {
		if (!frm.is_new() || frm.doc.area) return;
		const { community } = await frappe.xcall("sink_app.registration.posts.doors.own_places");
		if (community) frm.set_value("area", community);
	},
});
