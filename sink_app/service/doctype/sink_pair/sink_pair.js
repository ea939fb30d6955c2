frappe.ui.form.on("Sink Pair", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
		frm.set_query("grid", () => ({
			filters: { level: "Grid", community: frm.doc.community || "", disabled: 0 },
		}));
		frm.set_query("volunteer", () => ({ filters: { community: frm.doc.community || "" } }));
		frm.set_query("partner_member", () => ({ filters: { name: ["!=", frm.doc.member || ""] } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.community) sink.posts.prefill(frm);
	},

	refresh: tell_partner_is_filled,
	kind: tell_partner_is_filled,
	partner_member: tell_partner_is_filled,
});

function tell_partner_is_filled(frm) {
	const is_linked = frm.doc.kind === "Red Partners" || Boolean(frm.doc.partner_member);
	frm.set_df_property("partner_name", "read_only", is_linked ? 1 : 0);
}
