frappe.ui.form.on("Sink Service Record", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
		frm.set_query("category", () => ({ filters: { is_group: 0, disabled: 0 } }));
		frm.set_query("source_doctype", () => ({ filters: { name: ["in", frm.__sources || []] } }));
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		frm.__sources = await frappe.xcall("sink_app.service.records.doors.source_doctypes");
		const { community } = await frappe.xcall("sink_app.registration.posts.doors.own_places");
		if (community && !frm.doc.area) frm.set_value("area", community);
	},

	refresh(frm) {
		show_hours(frm);
		if (frm.is_new()) return;
		if (frm.doc.workflow_state === "Awaiting Confirmation") {
			frm.add_custom_button(__("Code for the Served Person"), () =>
				sink.service.show_code(frm.docname),
			);
		}
		if (frm.doc.workflow_state === "Record Confirmed") {
			frm.add_custom_button(__("Correct This Record"), () => sink.service.correct(frm.docname));
		}
	},

	source: fill_from_source,
	starts_on: show_hours,
	ends_on: show_hours,
});

/** What the order, activity or shift knows is filled in at once, to be looked at before saving. */
async function fill_from_source(frm) {
	if (!frm.doc.source || !frm.is_new()) return;
	const facts = await frappe.xcall("sink_app.service.records.doors.source_facts", {
		source_doctype: frm.doc.source_doctype,
		source: frm.doc.source,
	});
	for (const [field, value] of Object.entries(facts)) {
		if (frm.get_field(field)) await frm.set_value(field, value);
	}
}

function show_hours(frm) {
	const { starts_on, ends_on } = frm.doc;
	const minutes =
		starts_on && ends_on
			? moment(ends_on).startOf("minute").diff(moment(starts_on).startOf("minute"), "minutes")
			: 0;
	frm.set_df_property("ends_on", "description", minutes > 0 ? sink.service.duration(minutes) : "");
}
