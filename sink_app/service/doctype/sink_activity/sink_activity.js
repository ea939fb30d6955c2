frappe.ui.form.on("Sink Activity", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
		frm.set_query("category", () => ({ filters: { is_group: 0, disabled: 0 } }));
		frm.set_query("team", () => ({
			filters: { workflow_state: ["in", ["Team Set Up", "Team Filed"]] },
		}));
		frm.set_query("series", () => ({ filters: { disabled: 0 } }));
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		const { community, organization } = await frappe.xcall(
			"sink_app.registration.posts.doors.own_places",
		);
		if (community && !frm.doc.area) frm.set_value("area", community);
		if (organization && !frm.doc.organization) frm.set_value("organization", organization);
	},

	refresh(frm) {
		const is_published = ["Sign-Up Open", "Activity Held"].includes(frm.doc.workflow_state);
		const is_over = moment(frm.doc.ends_on).isBefore(frappe.datetime.now_datetime());
		if (frm.is_new() || !is_published || !is_over || !frm.has_perm("write")) return;
		if (frappe.model.can_create("Sink Satisfaction")) sink.service.offer_rating(frm);
		frm.add_custom_button(__("Who Came"), () => sink.service.take_attendance(frm));
		frm.add_custom_button(__("Make Service Records"), () => sink.service.make_records(frm));
	},

	async series(frm) {
		if (!frm.doc.series) return;
		const { message } = await frappe.db.get_value("Sink Activity Series", frm.doc.series, [
			"category",
			"theme",
		]);
		if (message.category && !frm.doc.category) frm.set_value("category", message.category);
		if (message.theme && !frm.doc.content) frm.set_value("content", message.theme);
	},
});
