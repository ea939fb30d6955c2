frappe.ui.form.on("Sink Registration", {
	setup(frm) {
		const inside = (level) => () => ({ filters: { level, community: frm.doc.community || "" } });
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("compound", inside("Compound"));
		frm.set_query("grid", () => ({
			filters: sink.approvals.link_filters[frm.doctype].grid(frm.doc),
		}));
		frm.set_query("building", () => ({
			filters: {
				level: "Building",
				...(frm.doc.grid ? { grid: frm.doc.grid } : { community: frm.doc.community || "" }),
			},
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.year) {
			frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		}
	},

	refresh(frm) {
		show_notice(frm);
		if (frm.is_new()) return;
		const given = frm.get_field("given_post");
		if (given?.$input) {
			sink.approvals.texts_to_offer[frm.doctype]
				.given_post(frm.doc)
				.then((titles) => sink.approvals.offer_texts(given.$input, titles));
		}
		frm.add_custom_button(__("Member Record"), () =>
			frappe.set_route("Form", "Sink Member", frm.doc.member),
		);
		if (sink.registration.is_last_years(frm.doc)) {
			frm.add_custom_button(__("Still Lives Here"), () => sink.registration.confirm([frm.docname]));
		}
		if (!frm.doc.ended_on && frappe.model.can_create("Sink Registration Change")) {
			frm.add_custom_button(__("Report a Change"), () =>
				frappe.new_doc("Sink Registration Change", { member: frm.doc.member }),
			);
		}
	},

	community(frm) {
		for (const field of ["compound", "grid", "building"]) frm.set_value(field, "");
	},
});

/** What is agreed to stands below its box, as it is in force today. */
async function show_notice(frm) {
	const text = await frappe.xcall("sink_app.personal.consents.text_in_force", { purpose: "Registration" });
	if (!text) return;
	const lines = frappe.utils.escape_html(text).replaceAll("\n", "<br>");
	frm.set_df_property("privacy_accepted", "description", lines);
}
