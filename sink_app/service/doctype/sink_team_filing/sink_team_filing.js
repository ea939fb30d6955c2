frappe.ui.form.on("Sink Team Filing", {
	setup(frm) {
		frm.set_query("community", () => ({ filters: { level: "Community", disabled: 0 } }));
	},

	onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.year) frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		if (!frm.doc.community) sink.posts.prefill(frm);
	},

	refresh(frm) {
		frm.get_field("teams").grid.cannot_add_rows = true;
		if (frm.is_new()) {
			frm.set_intro(__("Save: the teams that are set up are listed by themselves."), "blue");
			return;
		}
		if (frm.doc.missing) frm.set_intro(frappe.utils.escape_html(frm.doc.missing), "orange");
		frm.add_custom_button(__("Copy All Cards"), () =>
			sink.teams.copy_card("cards_of", { community: frm.doc.community }),
		);
		if (["Draft", "Returned"].includes(frm.doc.workflow_state)) {
			frm.add_custom_button(__("List Anew"), () => {
				frm.dirty();
				return frm.save();
			});
		}
	},
});
